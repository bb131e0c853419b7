import { sql } from 'kysely';
import { getPath } from '#engine/json.ts';
import type { Context } from '../command/context.ts';
import { asJson } from '../storage/db.ts';
import { inScope, reachesAny, scopeOf } from '../storage/scope.ts';
import type { RecordKey } from './read-record.ts';

/** What may be said of a record that another one names. */
export interface ReferenceName extends RecordKey {
  /** null where the actor may not read the record, or there is none. */
  readonly title: string | null;
  /** Told of what he may not read, where its module says so. */
  readonly number: string | null;
  readonly readable: boolean;
}

/**
 * What records are called, in the order asked: by title to whoever reads them. To others a record that is not there and
 * one without an open number are the same.
 */
export const readReferences = async (
  context: Context,
  keys: readonly RecordKey[],
): Promise<readonly ReferenceName[]> => {
  const found = new Map<string, Omit<ReferenceName, 'module' | 'id'>>();
  for (const module of new Set(keys.map((key) => key.module))) {
    if (!context.catalog.definitions.module.has(module)) continue;
    const ids = [...new Set(keys.filter((key) => key.module === module).map(({ id }) => id))];
    const titles = await titlesOf(context, module, ids);
    for (const [id, title] of titles) found.set(`${module} ${id}`, { title, number: null, readable: true });
    const numbers = await numbersOf(
      context,
      module,
      ids.filter((id) => !titles.has(id)),
    );
    for (const [id, number] of numbers) found.set(`${module} ${id}`, { title: null, number, readable: false });
  }
  return keys.map(({ module, id }) => ({ module, id, ...(found.get(`${module} ${id}`) ?? unreadable) }));
};

const unreadable = { title: null, number: null, readable: false } as const;

const titlesOf = async (
  { catalog, actor, storage }: Context,
  module: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const scope = scopeOf(catalog.definitions.role, actor, module, 'read');
  if (!reachesAny(scope)) return new Map();
  const { initial } = catalog.module(module).workflow;
  const { rows } = await sql<{ id: string; title: string }>`select r.id, r.title from record r
    where r.module = ${module} and r.id in (${sql.join(ids)}) and ${inScope(scope, [initial])}`.execute(storage.read);
  return new Map(rows.map(({ id, title }) => [id, title]));
};

const numbersOf = async (
  { catalog, storage }: Context,
  module: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const { openNumber } = catalog.module(module).definition;
  if (openNumber === undefined || ids.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    data: unknown;
  }>`select m.id, m.data as data from ${sql.table(`m_${module}`)} m
    where m.id in (${sql.join(ids)})`.execute(storage.read);
  return new Map(
    rows.flatMap(({ id, data }) => {
      const number = getPath(asJson(data), openNumber);
      return typeof number === 'string' && number !== '' ? [[id, number] as const] : [];
    }),
  );
};
