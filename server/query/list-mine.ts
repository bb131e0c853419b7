import { type Expression, type SqlBool, sql } from 'kysely';
import type { Context } from '../command/context.ts';

/** The member of a list's address that keeps what the reader owns or is assigned to: `mine=true`. */
export const mineName = 'mine';

/** Rows of a module's table, aliased `m`, that are the reader's own work. */
export const listMine = ({ actor }: Context, filters: Iterable<readonly [string, string]>): Expression<SqlBool> => {
  const asked = [...filters].some(([name, value]) => name === mineName && value === 'true');
  if (!asked) return sql<SqlBool>`1 = 1`;
  return sql<SqlBool>`(m.owner = ${actor.id} or m.root_id in (select a.root_id from access a where a.subject = ${actor.id} and a.to_at is null))`;
};
