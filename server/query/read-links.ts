import { sql } from 'kysely';
import type { Context } from '../command/context.ts';
import { inScope, scopeOf } from '../storage/scope.ts';
import type { RecordRow } from './present-record.ts';

const rowsOf = async (context: Context, module: string, record: RecordRow): Promise<RecordRow[]> => {
  const scope = scopeOf(context.catalog.definitions.role, context.actor, module, 'read');
  const { initial } = context.catalog.module(module).workflow;
  const table = sql.table(`m_${module}`);
  const { rows } = await sql<RecordRow>`select r.*, m.data as data from record r join ${table} m on m.id = r.id
    where r.module = ${module} and r.root_id = ${record.root_id} and r.id <> ${record.id} and ${inScope(scope, [initial])} order by r.created_at`.execute(
    context.storage.read,
  );
  return rows;
};

/** Every other record of the family that this actor reaches: the root and all below it. */
export const readLinks = async (context: Context, record: RecordRow): Promise<RecordRow[]> => {
  const { rows } = await sql<{
    module: string;
  }>`select distinct module from record where root_id = ${record.root_id}`.execute(context.storage.read);
  const found = await Promise.all(rows.map(({ module }) => rowsOf(context, module, record)));
  return found.flat();
};
