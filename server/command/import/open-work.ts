import { planImport } from '#engine/import/plan.ts';
import { problem } from '#engine/problem.ts';
import { loadActor } from '../../query/load-actor.ts';
import type { ImportRunRow } from '../../storage/import-runs.ts';
import { type Context, machine } from '../context.ts';
import { pinClosures } from '../pin-closures.ts';
import { accountTarget } from './account-target.ts';
import { openTable, type Table } from './open-table.ts';
import { recordTarget } from './record-target.ts';
import type { Target, Work } from './target.ts';
import { readWorld } from './words.ts';

export interface OpenedWork {
  readonly work: Work;
  readonly table: Table;
  readonly target: Target;
}

/** Everything a run needs, under the rights its person has today. @throws BadFile, Problem not-found, not-permitted */
export const openWork = async (context: Context, run: ImportRunRow): Promise<OpenedWork> => {
  const { storage, catalog } = context;
  const definition = catalog.definitions.import.get(run.import);
  if (definition === undefined) throw problem('not-found');
  const asked = run.created_by !== machine.id;
  const actor = asked ? await loadActor(storage.read, run.created_by, context.now) : context.actor;
  if (actor === undefined) throw problem('not-permitted');
  const plan = planImport(catalog, definition);
  const own: Context = { ...context, actor };
  const table = await openTable(own, run, plan);
  const people = plan.columns.some(({ type }) => type === 'user');
  const world = await readWorld(storage.read, catalog, { people, from1904: table.from1904 });
  const work: Work = { context: own, plan, world, asked };
  const { module } = plan;
  if (module === undefined) return { work, table, target: accountTarget(work, run.name) };
  await pinClosures(own, module.definition.key);
  return { work, table, target: recordTarget(work, module, run.name) };
};
