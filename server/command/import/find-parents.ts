import { sql } from 'kysely';
import { type BuiltRow, faultAt } from '#engine/import/build-row.ts';
import { factExpression } from '../../query/field-expression.ts';
import { moduleTableName } from '../../storage/db.ts';
import type { RecordHeader } from '../../storage/records.ts';
import type { Work } from './target.ts';

export type Parent = Pick<RecordHeader, 'id' | 'root_id' | 'organization' | 'owner' | 'regime'>;

/** The records above the rows, by the words of their column. A row that names none, or several, is at fault. */
export const findParents = async (
  { context, plan }: Work,
  rows: readonly BuiltRow[],
): Promise<ReadonlyMap<string, Parent>> => {
  const { parent, target } = plan.definition;
  const module = context.catalog.module(target).definition.parent?.module;
  if (parent === undefined || module === undefined || rows.length === 0) return new Map();
  const above = context.catalog.module(module);
  const wanted = [...new Set(rows.map((row) => row.text(parent.column)))];
  const field = factExpression(above, context.storage.dialect, parent.field);
  const table = sql.table(moduleTableName(module));
  const found = await sql<
    Parent & { value: unknown }
  >`select r.id, r.root_id, r.organization, r.owner, r.regime, ${field} as value from ${table} m join record r on r.id = m.id where ${field} in (${sql.join(wanted)})`.execute(
    context.storage.read,
  );
  const byValue = Map.groupBy(found.rows, ({ value }) => String(value));
  for (const row of rows) {
    const value = row.text(parent.column);
    const count = byValue.get(value)?.length ?? 0;
    if (count === 1) continue;
    const code = count === 0 ? 'import.noParent' : 'import.manyParents';
    row.faults.push(faultAt(row.line, parent.column, value, { code, params: { value } }));
  }
  return new Map([...byValue].flatMap(([value, [one]]) => (one === undefined ? [] : [[value, one] as const])));
};
