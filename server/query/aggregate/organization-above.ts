import { type SqlBool, sql } from 'kysely';
import type { AggregateGroup } from '#engine/schema/types.gen.ts';
import type { GroupColumn } from './group-column.ts';
import type { Source } from './source.ts';
import { groupText } from './sql-value.ts';

/** The organization of a level that an organization is or lies below; none above that level. */
export const organizationAbove = (
  source: Source,
  { field = '', organizationLevel }: AggregateGroup,
  place: number,
): Omit<GroupColumn, 'key'> => {
  const level = String(source.operand(organizationLevel));
  const column = source.column(field);
  const table = `o${place}`;
  const expression = sql.ref(`${table}.ancestor`);
  return {
    expression,
    text: (raw) => groupText('organization', raw),
    restrict: (text) =>
      text === null
        ? sql<SqlBool>`${expression} is null`
        : sql<SqlBool>`(${column} in (select d.descendant from organization_closure d where d.ancestor = ${text}) and ${expression} = ${text})`,
    join: sql`left join (
      select c.descendant as descendant, max(c.ancestor) as ancestor
      from organization_closure c join organization o on o.id = c.ancestor
      where o.level = ${level} group by c.descendant
    ) ${sql.table(table)} on ${sql.ref(`${table}.descendant`)} = ${column}`,
  };
};
