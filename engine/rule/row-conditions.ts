import type { Condition, FactType, FactTypes } from '../condition/condition.ts';
import { getPath, isObject } from '../json.ts';
import type { RowConditions } from '../schema/types.gen.ts';

/** More rows than these are not read: nobody can oversee them, and every subject would be compared with each. */
export const mostRows = 1000;

/** A fact that nothing ever gives: what compares with it is unknown. */
export const unreadable = '$unreadable';

/**
 * The condition that rows of data ask for: the rows of a group hold together, one group is enough. Without rows it is
 * false. A row that names no known metric, no known operator or no number makes its group unknown, as too many rows do
 * all of it: what cannot be read is never taken for an answer.
 */
const rowsCondition = (declared: RowConditions, rows: unknown, types: FactTypes): Condition => {
  if (!Array.isArray(rows) || rows.length === 0) return { fact: declared.fact, operator: 'exists' };
  if (rows.length > mostRows) return never;
  const groups = Map.groupBy(rows, (row) => groupOf(declared, row));
  return { any: [...groups.values()].map((own) => ({ all: own.map((row) => rowCondition(declared, row, types)) })) };
};

const never: Condition = { fact: unreadable, operator: 'equal', value: 0 };

const groupOf = ({ group }: RowConditions, row: unknown): string =>
  group === undefined ? '' : String(getPath(row, group) ?? '');

const rowCondition = (declared: RowConditions, row: unknown, types: FactTypes): Condition => {
  if (!isObject(row)) return never;
  const { metrics, operators } = declared;
  const cell = (column: string | undefined): unknown => (column === undefined ? undefined : getPath(row, column));
  const metric = ownOf(metrics, cell(declared.metric));
  const operator = ownOf(operators, cell(declared.operator));
  if (metric === undefined || operator === undefined) return never;
  const value = operand(cell(declared.value), { type: types[metric.fact], times: metric.times ?? 1, operator });
  if (value === undefined) return never;
  const leaf: Condition = { fact: metric.fact, operator, value };
  const least = cell(declared.base);
  if (metric.base === undefined || least === undefined || least === null || least === '') return leaf;
  const base = operand(least, { type: 'integer', times: 1, operator: 'greaterThanInclusive' });
  if (base === undefined) return never;
  return { all: [{ fact: metric.base, operator: 'greaterThanInclusive', value: base }, leaf] };
};

const ownOf = <T>(known: Readonly<Record<string, T>>, key: unknown): T | undefined =>
  typeof key === 'string' && Object.hasOwn(known, key) ? known[key] : undefined;

type RowOperator = RowConditions['operators'][string];

interface Compared {
  readonly type: FactType | undefined;
  readonly times: number;
  readonly operator: RowOperator;
}

const number = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/;
const million = 1_000_000n;

/** The number of a row as the fact holds it: whole numbers multiplied and moved to the next whole one that says the same. */
const operand = (raw: unknown, { type, times, operator }: Compared): number | string | undefined => {
  const text = typeof raw === 'number' ? String(raw) : raw;
  const parts = typeof text === 'string' ? number.exec(text) : null;
  if (parts === null) return undefined;
  const [, sign, whole = '0', rest = ''] = parts;
  if (type === 'decimal' || type === 'ratio') return `${sign}${whole}${rest && `.${rest}`}`;
  const scaled = BigInt(`${sign}${whole}${rest.padEnd(6, '0')}`) * BigInt(times);
  return wholeFor(scaled, operator);
};

/** x ≥ 2.5 says x ≥ 3 and x < 2.5 says x < 3; x > 2.5 says x > 2 and x ≤ 2.5 says x ≤ 2. */
const wholeFor = (scaled: bigint, operator: RowOperator): number | undefined => {
  const cut = scaled / million;
  const exact = cut * million === scaled;
  if (!exact && operator === 'equal') return undefined;
  const floor = exact || scaled > 0n ? cut : cut - 1n;
  const up = !exact && (operator === 'greaterThanInclusive' || operator === 'lessThan');
  const value = Number(up ? floor + 1n : floor);
  return Number.isSafeInteger(value) ? value : undefined;
};

/** What a rule asks for of these facts: its condition, and that of its rows where it has some. */
export const conditionOf = (
  { when, rows }: { readonly when: Condition; readonly rows?: RowConditions },
  types: FactTypes,
  facts: Readonly<Record<string, unknown>>,
): Condition => (rows === undefined ? when : { all: [when, rowsCondition(rows, ownOf(facts, rows.fact), types)] });

/**
 * A rule prepared once for each list of rows it meets, as `prepare` says. Subjects of one record share its list, so it is
 * told apart by identity.
 */
export const preparedRows = <T>(
  rule: { readonly when: Condition; readonly rows?: RowConditions },
  types: FactTypes,
  prepare: (condition: Condition) => T,
): ((facts: Readonly<Record<string, unknown>>) => T) => {
  const { when, rows } = rule;
  if (rows === undefined) {
    const ready = prepare(when);
    return () => ready;
  }
  const known = new WeakMap<object, T>();
  return (facts) => {
    const list = ownOf(facts, rows.fact);
    const key = typeof list === 'object' && list !== null ? list : none;
    const ready = known.get(key) ?? prepare(conditionOf(rule, types, facts));
    known.set(key, ready);
    return ready;
  };
};

const none = {};
