import { partsOf } from '#engine/definition/kinds.ts';
import { Problem, problem } from '#engine/problem.ts';
import { showDraft } from '../query/read-draft.ts';
import { requireSystem } from '../query/require-system.ts';
import { putBlob } from '../storage/definitions.ts';
import { draftItems, dropDraftItem, findDraft, noteEditor, putDraftItem, touchDraft } from '../storage/drafts.ts';
import type { Context } from './context.ts';
import { itemContent, itemPath } from './definition/item-file.ts';
import { type CommandKey, runCommand } from './run-command.ts';
import type { Unit } from './unit.ts';

export interface DraftItem {
  /** A kind of definition, or `template`, `partial`, `style`. */
  readonly kind: string;
  readonly key: string;
  /** The definition, or the text; null removes it from the release, undefined takes the change out of the draft. */
  readonly definition: unknown;
}

export interface SaveDraftItem extends DraftItem {
  /** The draft. */
  readonly id: string;
  readonly idempotencyKey?: string;
}

export interface SaveDraftItems extends Pick<SaveDraftItem, 'id' | 'idempotencyKey'> {
  readonly items: readonly DraftItem[];
}

/**
 * Puts one whole definition into a draft; the answer is the draft. Whether it goes together with all others is asked by
 * the checks.
 */
export const saveDraftItem = async (context: Context, item: SaveDraftItem) => {
  requireSystem(context, 'definitionsEdit');
  const { id, idempotencyKey } = item;
  const written = await readied(context, id, item);
  return await store(context, id, [written], {
    route: 'saveDraftItem',
    body: { id, ...bodyOf(written) },
    ...(idempotencyKey && { idempotencyKey }),
  });
};

/**
 * Puts several definitions that change together into a draft: all of them or none.
 * @throws Problem invalid-input with the place below `/items/<index>`; for two of the same file, too.
 */
export const saveDraftItems = async (context: Context, { id, items, idempotencyKey }: SaveDraftItems) => {
  requireSystem(context, 'definitionsEdit');
  const written: Readied[] = [];
  for (const [index, item] of items.entries()) {
    const one = await readied(context, id, item).catch((error: unknown) => Promise.reject(placed(error, index)));
    if (written.some(({ path }) => path === one.path))
      throw problem('invalid-input', {
        issues: [{ path: `/items/${index}`, code: 'draft-item-twice', params: { file: one.path } }],
        params: { count: 1 },
      });
    written.push(one);
  }
  return await store(context, id, written, {
    route: 'saveDraftItems',
    body: { id, items: written.map(bodyOf) },
    ...(idempotencyKey && { idempotencyKey }),
  });
};

/** A change that can be written: what no release may hold was refused. */
interface Readied {
  readonly path: string;
  readonly definition: unknown;
  readonly content: string | undefined;
}

const readied = async (context: Context, draft: string, item: DraftItem): Promise<Readied> => {
  const { definition } = item;
  const path = await pathOfItem(context, draft, item);
  const content = definition === undefined || definition === null ? undefined : itemContent(path, definition);
  return { path, definition, content };
};

const bodyOf = ({ path, definition }: Readied) => ({
  path,
  definition: definition ?? null,
  drop: definition === undefined,
});

/** A refusal that names which of several it is about. */
const placed = (error: unknown, index: number): unknown => {
  if (!(error instanceof Problem)) return error;
  const { slug, params, issues } = error;
  const at = issues.length === 0 ? [{ path: '', code: slug, params }] : issues;
  return problem('invalid-input', {
    issues: at.map((issue) => ({ ...issue, path: `/items/${index}${issue.path}` })),
    params: { count: at.length },
  });
};

const store = async (context: Context, id: string, written: readonly Readied[], command: CommandKey) => {
  const saved = await runCommand(context, command, async (unit) => {
    if ((await findDraft(unit.db, id)) === undefined) throw problem('not-found');
    await touchDraft(unit.db, id, context.now);
    await noteEditor(unit.db, id, context.actor.id);
    for (const one of written) await write(unit, id, one);
    return { id };
  });
  return await showDraft(context, saved.id);
};

/** A definition that only the draft has lies where the draft put it. */
const pathOfItem = async (context: Context, draft: string, { kind, key, definition }: DraftItem): Promise<string> => {
  if (definition !== undefined && definition !== null) return itemPath(context.catalog, kind, key, definition);
  const items = await draftItems(context.storage.read, draft);
  const own = items.find(({ path }) => {
    const parts = partsOf(path);
    return parts?.type === 'definition' && parts.kind === kind && parts.key === key;
  });
  return own?.path ?? itemPath(context.catalog, kind, key);
};

const write = async (unit: Unit, draft: string, { path, definition, content }: Readied): Promise<void> => {
  if (definition === undefined) await dropDraftItem(unit.db, draft, path);
  else
    await putDraftItem(unit.db, { draft, path, hash: content === undefined ? null : await putBlob(unit.db, content) });
};
