import { sql } from 'kysely';
import { getPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { ModuleDefinition } from '#engine/schema/types.gen.ts';
import { factExpression } from '../query/field-expression.ts';
import { moduleTableName } from '../storage/db.ts';
import { dropValue, keepValue } from '../storage/unique-values.ts';
import { hashJson } from './hash.ts';
import type { OpenRecord } from './open-record.ts';
import type { Unit } from './unit.ts';

type UniqueRule = NonNullable<ModuleDefinition['unique']>[number];
type Written = Pick<OpenRecord, 'row' | 'before' | 'module' | 'data' | 'stored'>;

/** Refuses a record that has in common with another what its module says no two may share; as already-exists. */
export const keepUnique = async (unit: Unit, record: Written): Promise<void> => {
  const { row, before, module, data, stored } = record;
  for (const rule of module.definition.unique ?? []) {
    const [was, is] = [valuesOf(rule, before.state, stored), valuesOf(rule, row.state, data)];
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    if (was !== undefined) await dropValue(unit.db, row.id, rule.key);
    if (is !== undefined && (await isTaken(unit, record, rule, is))) throw taken(rule);
  }
};

/** The values of the rule's fields; undefined where one is missing or the rule does not ask in this state. */
const valuesOf = ({ fields, states }: UniqueRule, state: string, data: unknown): readonly unknown[] | undefined => {
  if (states?.includes(state) === false) return undefined;
  const values = fields.map((field) => getPath(data, field) ?? '');
  return values.includes('') ? undefined : values;
};

const isTaken = async (
  unit: Unit,
  { row, module }: Written,
  rule: UniqueRule,
  values: readonly unknown[],
): Promise<boolean> => {
  const value = { module: row.module, rule: rule.key, hash: hashJson(values), record_id: row.id };
  if ((await keepValue(unit.db, value)) !== row.id) return true;
  // Records written before there was such a rule have kept nothing.
  const { dialect } = unit.context.storage;
  const alike = rule.fields.map((field, index) => sql`${factExpression(module, dialect, field)} = ${values[index]}`);
  const within = rule.states === undefined ? [] : [sql`m.state in (${sql.join([...rule.states])})`];
  const { rows } = await sql`select m.id from ${sql.table(moduleTableName(row.module))} m
    where ${sql.join([...alike, ...within], sql` and `)} and m.id <> ${row.id} limit 1`.execute(unit.db);
  return rows.length > 0;
};

const taken = ({ fields, message }: UniqueRule) =>
  problem('already-exists', {
    issues: fields.map((field) => ({ path: `/${field.replaceAll('.', '/')}`, code: 'unique', params: { message } })),
    params: { message },
  });
