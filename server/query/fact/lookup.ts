import { type SqlBool, sql } from 'kysely';
import { momentFacts, recordFacts } from '#engine/definition/facts.ts';
import { getPath } from '#engine/json.ts';
import { valuesOf, withValues } from '#engine/rule/lookup-condition.ts';
import type { FactDeclaration } from '#engine/schema/types.gen.ts';
import { readRecordFact } from '../../command/record-judge.ts';
import { conditionToSql } from '../../storage/condition-sql.ts';
import { asJson } from '../../storage/db.ts';
import type { RecordRow } from '../../storage/records.ts';
import { treeOf } from '../code-tree.ts';
import { factExpression } from '../field-expression.ts';
import type { FactPlace, FindFact } from './fact-source.ts';

type Lookup = NonNullable<FactDeclaration['lookup']>;

/** No rule needs more; a register that holds more for one record is asked too widely. */
const most = 500;

/**
 * Looks for records of any module, whoever may see them: what is told of them is what the rule set says. A value that
 * is missing in the asking record leaves the fact unknown.
 */
export const lookupFact: FindFact = async ({ place }, { lookup }) => {
  if (lookup === undefined) return { value: undefined };
  const read = reader(place);
  const sought = lookup.from === undefined ? undefined : valuesIn(read(lookup.from));
  const compared = valuesOf(lookup.where).map(read);
  if ((lookup.from !== undefined && sought === undefined) || compared.includes(undefined)) return { value: undefined };
  if (lookup.on !== undefined && sought?.length === 0) return { value: lookup.measure === 'first' ? undefined : 0 };
  const rows = await rowsOf(place, lookup, sought, read);
  const records = rows.map(({ id, version }) => ({ id, version: Number(version) }));
  return { value: measured(lookup, rows, sought ?? []), records };
};

const reader = (place: FactPlace) => {
  const readRecord = readRecordFact(place.record, place);
  return (path: string): unknown =>
    (path.startsWith('input.') ? getPath(place.input, path.slice('input.'.length)) : readRecord(path)) ?? undefined;
};

const valuesIn = (value: unknown): readonly unknown[] | undefined => {
  if (value === undefined || value === '') return undefined;
  return [...new Set(Array.isArray(value) ? value : [value])];
};

const rowsOf = async (
  { db, catalog, dialect, record }: FactPlace,
  { module: key, on, where, others }: Lookup,
  sought: readonly unknown[] | undefined,
  read: (path: string) => unknown,
): Promise<readonly RecordRow[]> => {
  const module = catalog.module(key);
  const types = { ...momentFacts, ...recordFacts(module) };
  const column = (fact: string) => factExpression(module, dialect, fact);
  const options = { column, dialect, tree: treeOf(catalog, module) };
  const parts: ReturnType<typeof conditionToSql>[] = [];
  if (on === '$id') parts.push(sql<SqlBool>`m.id in (${sql.join((sought ?? []).map((id) => sql`${id}`))})`);
  else if (on !== undefined)
    parts.push(conditionToSql({ any: (sought ?? []).map((value) => equal(types, on, value)) }, types, options, true));
  if (where !== undefined) parts.push(conditionToSql(withValues(where, read), types, options, true));
  if (others) parts.push(sql<SqlBool>`m.id <> ${record.row.id}`);
  const kept = parts.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${sql.join(parts, sql` and `)}`;
  const { rows } =
    await sql<RecordRow>`select r.*, m.data as data from ${sql.table(`m_${key}`)} m join record r on r.id = m.id where ${kept} order by m.id desc limit ${sql.lit(most)}`.execute(
      db,
    );
  return rows;
};

const equal = (types: Readonly<Record<string, string>>, fact: string, value: unknown) =>
  ['codes', 'users'].includes(types[fact] ?? '')
    ? { fact, operator: 'containsAny', value: [value] }
    : { fact, operator: 'equal', value };

const measured = ({ measure, on, field }: Lookup, rows: readonly RecordRow[], sought: readonly unknown[]): unknown => {
  if (measure === 'count') return rows.length;
  if (measure === 'first') return rows[0] === undefined ? undefined : fieldOf(rows[0], field ?? '');
  const found = new Set(rows.flatMap((row) => valuesIn(fieldOf(row, on ?? '')) ?? []));
  return sought.filter((value) => !found.has(value)).length;
};

const fieldOf = (row: RecordRow, field: string): unknown => {
  if (field === '$id') return row.id;
  if (field.startsWith('$')) return readRecordFact({ row, data: undefined }, { now: '', actor: '' })(field);
  return getPath(asJson(row.data), field);
};
