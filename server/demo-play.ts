import { canonicalJson } from '#engine/json.ts';
import type { Context } from './command/context.ts';
import { mayPass, type Names, playStep, type StoryStep } from './demo-story.ts';
import { log } from './log.ts';
import { asJson } from './storage/db.ts';
import { replaceRow, rowOf } from './storage/rows.ts';

/** What people did with one record, step by step in the order of time. */
export interface Story {
  readonly key: string;
  readonly steps: readonly StoryStep[];
}

interface Progress {
  readonly done: number;
  readonly names: Names;
  /** Why the story ends here. */
  readonly refused?: string;
}

const pointerOf = (story: Story): string => `demo:${story.key}`;

const readProgress = async ({ storage }: Context, story: Story): Promise<Progress> => {
  const row = await rowOf(storage.read, 'pointer', { name: pointerOf(story) });
  return row === undefined ? { done: 0, names: {} } : asJson<Progress>(row.value);
};

const writeProgress = async ({ storage }: Context, story: Story, progress: Progress): Promise<void> => {
  const row = { name: pointerOf(story), value: canonicalJson(progress) };
  await storage.transact((db) => replaceRow(db, 'pointer', row));
};

/** A story of a module that this system does not have is left out. */
const isKnown = ({ catalog }: Context, { steps }: Story): boolean =>
  steps.every(({ create }) => create === undefined || catalog.definitions.module.has(create.module));

const advance = async (context: Context, story: Story, { done, names }: Progress): Promise<Progress> => {
  const step = story.steps[done];
  if (step === undefined) return { done, names };
  try {
    const named = await playStep(context, step, { names, key: `demo:${story.key}:${done}` });
    return { done: done + 1, names: { ...names, ...named } };
  } catch (error) {
    if (mayPass(error)) throw error;
    log('warn', 'demo story ends', { story: story.key, step: done, reason: String(error) });
    return { done, names, refused: String(error) };
  }
};

export interface PlayOptions {
  /** Whether documents are issued; without, a story waits at its first document to issue. */
  readonly printing: boolean;
  readonly stopped?: () => boolean;
}

/**
 * Plays stories as far as they go, all of them together in the order of time; what lies after `now` waits. How far each
 * came is kept in `pointer` rows, so a play that was cut off goes on where it stood.
 */
export const playStories = async (
  contextNow: () => Context,
  stories: readonly Story[],
  { printing, stopped = () => false }: PlayOptions,
): Promise<void> => {
  const context = contextNow();
  const progress = new Map<Story, Progress>();
  for (const story of stories) if (isKnown(context, story)) progress.set(story, await readProgress(context, story));
  const nextOf = (story: Story): StoryStep | undefined => {
    const { done, refused } = progress.get(story) ?? { done: 0, refused: '' };
    const step = refused === undefined ? story.steps[done] : undefined;
    return step === undefined || step.at > context.now || (step.issue && !printing) ? undefined : step;
  };
  const earliest = (): Story | undefined => {
    const ready = stories.flatMap((story) => {
      const step = nextOf(story);
      return step === undefined ? [] : [{ story, at: step.at }];
    });
    return ready.reduce<(typeof ready)[number] | undefined>(
      (first, one) => (first && first.at <= one.at ? first : one),
      undefined,
    )?.story;
  };
  for (let story = earliest(); story !== undefined && !stopped(); story = earliest()) {
    const reached = await advance(contextNow(), story, progress.get(story) ?? { done: 0, names: {} });
    progress.set(story, reached);
    await writeProgress(context, story, reached);
  }
};
