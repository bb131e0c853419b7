import { sql } from 'kysely';
import type { Catalog } from '#engine/definition/catalog.ts';
import type { CountedLink, CountedList } from '#engine/rule/counted.ts';
import type { Context } from '../../command/context.ts';
import { all } from '../../storage/db.ts';
import { inScope, reachesAny, scopeOf } from '../../storage/scope.ts';
import type { CountedRecords } from '../fact/fact-source.ts';

const mostShown = 200;

/** The records a decision counted, by aggregate or fact, as this actor may follow them. */
export const countedLinks = async (
  context: Context,
  definitions: Catalog['definitions'],
  counted: Readonly<Record<string, CountedRecords>>,
): Promise<readonly CountedList[]> => {
  const lists = Object.entries(counted).filter(([, records]) => records.length > 0);
  const ids = [...new Set(lists.flatMap(([, records]) => records.slice(0, mostShown).map(({ id }) => id)))];
  const known = await reached(context, ids);
  return lists.map(([key, records]) => ({
    key,
    title: definitions.aggregate.get(key)?.title ?? { zh: key },
    total: records.length,
    records: records.slice(0, mostShown).map(({ id, version }) => ({ ...(known.get(id) ?? unknown), id, version })),
  }));
};

type Found = Pick<CountedLink, 'module' | 'title' | 'stateTitle' | 'current'>;
const unknown: Found = { module: null, title: null, stateTitle: null, current: null };

interface Header {
  readonly id: string;
  readonly module: string;
  readonly title: string;
  readonly state: string;
  readonly version: number;
}

const reached = async (context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, Found>> => {
  if (ids.length === 0) return new Map();
  const { storage, catalog, actor } = context;
  const modules = await storage.read.selectFrom('record').select('module').distinct().where('id', 'in', ids).execute();
  const found = new Map<string, Found>();
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
