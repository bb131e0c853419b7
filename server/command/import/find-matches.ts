import { sql } from 'kysely';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { type BuiltRow, faultAt } from '#engine/import/build-row.ts';
import { getPath } from '#engine/json.ts';
import type { ImportDefinition } from '#engine/schema/types.gen.ts';
import { factExpression } from '../../query/field-expression.ts';
import { moduleTableName } from '../../storage/db.ts';
import { hashJson } from '../hash.ts';
import type { ReadyRow, Work } from './target.ts';

/** Rows whose record is there already: by the definition's `match`, or by what the module says no two may share. */
export const findMatches = async (
  work: Work,
  module: CompiledModule,
  rows: readonly BuiltRow[],
): Promise<readonly ReadyRow[]> => {
  const known = await matching(work, module, rows);
  const taken = await takenValues(work, module, rows);
  const { match } = work.plan.definition;
  return rows.map((row) => {
    const ids = match === undefined ? [] : (known.get(keyOf(work, row, getPath(row.data, match.field))) ?? []);
    if (match !== undefined && ids.length > 0) return matched(work, row, match, ids);
    for (const { fields, message, hash } of uniquesOf(module, row))
      if (taken.has(hash))
        row.faults.push(faultAt(row.line, columnsOf(work.plan, fields), '', { code: 'unique', params: { message } }));
    return { ...row, notes: [] };
  });
};

/** What becomes of a row whose record is there already. */
const matched = (
  { plan }: Work,
  row: BuiltRow,
  { field, found }: NonNullable<ImportDefinition['match']>,
  [existing = '', another]: readonly string[],
): ReadyRow => {
  if (found === 'skip') return { ...row, skip: true };
  if (found === 'update' && another === undefined) return { ...row, existing, notes: [] };
  const value = getPath(row.data, field);
  const column = plan.definition.columns.find((one) => one.field === field)?.column ?? field;
  const code = found === 'update' ? 'import.ambiguous' : 'import.alreadyThere';
  row.faults.push(faultAt(row.line, column, String(value), { code, params: { field: column, value } }));
  return row;
};

/** The heads of the columns that fill these fields. */
export const columnsOf = ({ definition }: Work['plan'], fields: readonly string[]): string =>
  fields.map((field) => definition.columns.find((one) => one.field === field)?.column ?? field).join(', ');

const matching = async (
  { context, plan }: Work,
  module: CompiledModule,
  rows: readonly BuiltRow[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const { match, parent } = plan.definition;
  if (match === undefined) return new Map();
  const values = [...new Set(rows.map(({ data }) => getPath(data, match.field)).filter((one) => one !== undefined))];
  if (values.length === 0) return new Map();
  const field = factExpression(module, context.storage.dialect, match.field);
  const found = await sql<{ id: string; value: unknown; parent: string | null }>`select m.id, ${field} as value, ${
    parent === undefined ? sql`null` : sql`m.parent_id`
  } as parent from ${sql.table(
    moduleTableName(module.definition.key),
  )} m where ${field} in (${sql.join(values)})`.execute(context.storage.read);
  const known = new Map<string, string[]>();
  for (const { id, value, parent: above } of found.rows) {
    const key = `${above ?? ''} ${value}`;
    known.set(key, [...(known.get(key) ?? []), id]);
  }
  return known;
};

/** Below another record a value means something beside its siblings only. */
const keyOf = ({ parents }: Work, row: BuiltRow, value: unknown): string => `${parents?.(row)?.id ?? ''} ${value}`;

const uniquesOf = (module: CompiledModule, { data, state = module.workflow.initial }: BuiltRow) =>
  (module.definition.unique ?? []).flatMap((rule) => {
    if (rule.states?.includes(state) === false) return [];
    const values = rule.fields.map((field) => getPath(data, field) ?? '');
    return values.includes('') ? [] : [{ ...rule, hash: `${rule.key}:${hashJson(values)}` }];
  });

const takenValues = async (
  { context }: Work,
  module: CompiledModule,
  rows: readonly BuiltRow[],
): Promise<ReadonlySet<string>> => {
  const hashes = [...new Set(rows.flatMap((row) => uniquesOf(module, row).map(({ hash }) => hash)))];
  if (hashes.length === 0) return new Set();
  const found = await context.storage.read
    .selectFrom('unique_value')
    .select(['rule', 'hash'])
    .where('module', '=', module.definition.key)
    .where(
      'hash',
      'in',
      hashes.map((one) => one.slice(one.indexOf(':') + 1)),
    )
    .execute();
  return new Set(found.map(({ rule, hash }) => `${rule}:${hash}`));
};
