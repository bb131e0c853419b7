import { sql } from 'kysely';
import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { keepsSecrets } from '../command/secrets.ts';
import { inScope, reachesAny, scopeOf } from '../storage/scope.ts';
import { type PresentedRecord, presentRecord, type RecordRow, seesSensitive, withLights } from './present-record.ts';

export interface RecordKey {
  readonly module: string;
  readonly id: string;
}

/** The row of a record inside the actor's scope. Outside scope, absent and of another module are one and the same answer. */
export const reachRecord = async (context: Context, key: RecordKey): Promise<RecordRow> => {
  const module = context.catalog.definitions.module.has(key.module) ? context.catalog.module(key.module) : undefined;
  if (module === undefined) throw problem('not-found');
  const scope = scopeOf(context.catalog.definitions.role, context.actor, key.module, 'read');
  if (!reachesAny(scope)) throw problem('not-permitted');
  const table = sql.table(`m_${key.module}`);
  const { rows } = await sql<RecordRow>`select r.*, m.data as data from record r join ${table} m on m.id = r.id
    where r.id = ${key.id} and r.module = ${key.module} and ${inScope(scope, [module.workflow.initial])}`.execute(
    context.storage.read,
  );
  const [row] = rows;
  if (row === undefined) throw problem('not-found');
  return row;
};

/** Whether a record shows this actor what its module keeps secret: reading it then is told in the log. */
export const showsSecrets = (context: Context, module: string): boolean =>
  context.catalog.definitions.module.has(module) &&
  keepsSecrets(context.catalog.module(module)) &&
  seesSensitive(context, module);

/** One record as this actor sees it. */
export const readRecord = async (context: Context, key: RecordKey): Promise<PresentedRecord> => {
  const row = await reachRecord(context, key);
  const record = presentRecord(context, row, { secrets: showsSecrets(context, key.module) });
  const [lit = record] = await withLights(context, [record]);
  return lit;
};
