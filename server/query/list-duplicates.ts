import { titleUnder } from '#engine/definition/under-regime.ts';
import type { Duplicates } from '#engine/duplicate/duplicates.ts';
import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { inScope, scopeOf } from '../storage/scope.ts';
import { findDuplicates } from './find-duplicates.ts';
import { reachRecord } from './read-record.ts';

interface Asked {
  readonly module: string;
  /** The record that is being filled in, where it is stored already. */
  readonly id?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Nobody looks through more; what has no points is not shown at all. */
const shown = 20;

/** What else may be about the same as what is being filled in, as far as this actor may read it. */
export const listDuplicates = async (context: Context, { module: key, id, data }: Asked): Promise<Duplicates[]> => {
  const { catalog, storage, actor } = context;
  if (!catalog.definitions.module.has(key)) throw problem('not-found');
  const root = id === undefined ? undefined : (await reachRecord(context, { module: key, id })).root_id;
  const source = { db: storage.read, catalog, dialect: storage.dialect };
  const answers: Duplicates[] = [];
  for (const definition of catalog.module(key).definition.duplicates ?? []) {
    const found = await findDuplicates(source, definition, {
      data,
      ...(root !== undefined && { root }),
      reach: (other) =>
        inScope(scopeOf(catalog.definitions.role, actor, other.definition.key, 'read'), [other.workflow.initial]),
    });
    const { title, warn = 70, block = 95 } = definition;
    answers.push({
      key: definition.key,
      title,
      warn,
      block,
      found: found.slice(0, shown).map(({ row, score, reasons }) => {
        const { definition: other, workflow } = catalog.module(row.module);
        const state = workflow.states[row.state];
        return {
          _id: row.id,
          module: row.module,
          moduleTitle: other.title,
          title: row.title,
          stateTitle: state === undefined ? { zh: row.state } : titleUnder(state, row.regime),
          score,
          reasons: reasons.map((reason) => ({ title: reason.title, points: reason.points })),
        };
      }),
    });
  }
  return answers;
};
