import type { Title } from '#engine/schema/types.gen.ts';
import type { Described } from '../answer/modules.ts';
import type { Entry } from '../answer/records.ts';

export interface StageEntries {
  readonly title: Title | undefined;
  readonly entries: readonly Entry[];
}

/** Fillings under the stage their form belongs to, stages in the order of the workflow; forms of no stage come first. */
export const entriesByStage = (
  { stages, formStages = {} }: Pick<Described, 'stages' | 'formStages'>,
  entries: readonly Entry[],
): StageEntries[] => {
  const inStage = (stage: string | undefined) =>
    entries.filter((entry) => (formStages[entry.form] ?? undefined) === stage);
  const known = new Set(stages.map(({ key }) => key));
  const loose = entries.filter((entry) => !known.has(formStages[entry.form] ?? ''));
  return [
    ...(loose.length > 0 ? [{ title: undefined, entries: loose }] : []),
    ...stages
      .map(({ key, title }) => ({ title, entries: inStage(key) }))
      .filter(({ entries: found }) => found.length > 0),
  ];
};
