import { sql } from 'kysely';
import type { Title } from '#engine/schema/types.gen.ts';
import type { Context } from '../../command/context.ts';
import { all } from '../../storage/db.ts';
import { inScope, reachesAny, scopeOf } from '../../storage/scope.ts';

/** What may be said of a record as it stands now. */
export interface ReachedRecord {
  readonly module: string;
  readonly title: string;
  readonly stateTitle: Title | null;
  /** Its version. */
  readonly current: number;
}

interface Header {
  readonly id: string;
  readonly module: string;
  readonly title: string;
  readonly state: string;
  readonly version: number;
}

/** Of these records, of any module, the ones this actor may read; by id. */
export const reachedRecords = async (
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReachedRecord>> => {
  if (ids.length === 0) return new Map();
  const { storage, catalog, actor } = context;
  const modules = await storage.read.selectFrom('record').select('module').distinct().where('id', 'in', ids).execute();
  const found = new Map<string, ReachedRecord>();
  for (const { module: key } of modules) {
    const scope = scopeOf(catalog.definitions.role, actor, key, 'read');
    if (!reachesAny(scope) || !catalog.definitions.module.has(key)) continue;
    const { workflow } = catalog.module(key);
    const statement = sql`select r.id, r.module, r.title, r.state, r.version from record r
      where r.module = ${key} and r.id in (${sql.join(ids)}) and ${inScope(scope, [workflow.initial])}`.compile(
      storage.read,
    );
    for (const row of await all<Header>(storage.read, statement.sql, statement.parameters))
      found.set(row.id, {
        module: key,
        title: row.title,
        stateTitle: workflow.states[row.state]?.title ?? null,
        current: Number(row.version),
      });
  }
  return found;
};
