import type { Condition, FactTypes } from '#engine/condition/condition.ts';
import { naiveTruth } from '#engine/condition/support/naive.ts';
import type { AggregateDefinition, AggregateGroup, AggregateMeasure } from '#engine/schema/types.gen.ts';
import { chainOf, kindTree, organizationTree, type SaleRow, saleFields, tagTree } from './world.ts';

/**
 * Aggregates once more, as a loop over the rows, sharing no code with the statement. Ranges come as civil dates, and
 * operands are resolved, by the test.
 */
export interface LoopInput {
  readonly aggregate: AggregateDefinition;
  readonly rows: readonly SaleRow[];
  readonly from?: string;
  readonly to: string;
}

export interface LoopGroup {
  readonly group: Record<string, string | null>;
  readonly rows: readonly SaleRow[];
  readonly measures: Record<string, unknown>;
}

const types: FactTypes = {
  ...saleFields,
  $state: 'code',
  $organization: 'organization',
  $created: 'instant',
  $id: 'record',
};

/** The value of a fact, undefined where it is missing or not of its type. */
export const readFact = (row: SaleRow, fact: string): unknown => {
  const system: Record<string, unknown> = {
    $state: row.state,
    $organization: row.organization,
    $created: row.created,
    $id: row.id,
  };
  const value = fact.startsWith('$') ? system[fact] : row.data[fact];
  const type = types[fact];
  if (value === undefined || value === null || value === '') return undefined;
  if (type === 'codes' || type === 'rows') return Array.isArray(value) ? value : undefined;
  if (type === 'integer' || type === 'money') return typeof value === 'number' ? value : undefined;
  if (type === 'boolean') return typeof value === 'boolean' ? value : undefined;
  return typeof value === 'string' ? value : undefined;
};

const trees = (fact: string) => (fact === 'tags' ? tagTree : kindTree);

const branch = (fact: string, ancestor: string): readonly string[] =>
  [...new Set([ancestor, ...Object.keys(trees(fact))])].filter((code) => pathTo(trees(fact), code).includes(ancestor));

const pathTo = (tree: Readonly<Record<string, string | undefined>>, code: string): string[] => {
  const parent = tree[code];
  return parent === undefined ? [code] : [...pathTo(tree, parent), code];
};

const holds = (row: SaleRow, condition: Condition | undefined): boolean => {
  if (condition === undefined) return true;
  const record = Object.fromEntries(Object.keys(types).map((fact) => [fact, readFact(row, fact)]));
  return naiveTruth(condition, types, record, branch) === true;
};

/** The civil date in UTC+8. */
export const civilOf = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined;
  return value.length === 10 ? value : new Date(Date.parse(value) + 8 * 3_600_000).toISOString().slice(0, 10);
};

const asText = (value: unknown): string | null => {
  if (value === undefined) return null;
  return typeof value === 'string' && /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : String(value);
};

/** The keys of a row: one, save for a field with many values. */
const keysOf = (row: SaleRow, group: AggregateGroup): readonly (string | null)[] => {
  if (group.item === undefined) return [keyOf(row, group, readFact(row, group.field ?? ''))];
  const list = (readFact(row, group.field ?? '') ?? []) as readonly unknown[];
  const values = list.map((one) => (group.item === '' ? one : (one as Record<string, unknown>)[group.item ?? '']));
  const texts = values.filter((one): one is string => typeof one === 'string' && one !== '');
  return [...new Set(texts)].map((text) => keyOf(row, group, text));
};

const keyOf = (row: SaleRow, group: AggregateGroup, value: unknown): string | null => {
  const { field = '', prefix, level, bucket } = group;
  if (group.coalesce !== undefined) return firstOf(row, group.coalesce);
  if (group.organizationLevel !== undefined)
    return chainOf(row.organization).find((id) => organizationTree[id]?.level === group.organizationLevel) ?? null;
  if (value === undefined) return null;
  const text = String(value);
  if (prefix !== undefined) {
    const start = text.slice(0, Number(prefix));
    return types[field] === 'region' && start.length < 6 ? start.padEnd(6, '0') : start;
  }
  if (level !== undefined) return pathTo(trees(field), text)[level - 1] ?? text;
  if (bucket !== undefined) return period(civilOf(value) ?? '', bucket);
  return asText(value);
};

const firstOf = (row: SaleRow, parts: NonNullable<AggregateGroup['coalesce']>): string | null => {
  for (const { field = '', from = 1, length, fields } of parts) {
    const values = (fields ?? [field]).map((name) => readFact(row, name));
    if (values.includes(undefined)) continue;
    const text = fields
      ? values.join('|')
      : [...String(values[0])].slice(from - 1, length && from - 1 + length).join('');
    if (text !== '') return text;
  }
  return null;
};

const period = (day: string, bucket: string): string => {
  const year = day.slice(0, 4);
  const month = Number(day.slice(5, 7));
  if (bucket === 'year') return year;
  if (bucket === 'halfYear') return `${year}-H${month <= 6 ? 1 : 2}`;
  return bucket === 'quarter' ? `${year}-Q${Math.ceil(month / 3)}` : day.slice(0, 7);
};

const millionths = (text: string): bigint => {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return text.startsWith('-') ? -size : size;
};

const decimal = (scaled: bigint): string => {
  const size = String(scaled < 0n ? -scaled : scaled).padStart(7, '0');
  const text = `${size.slice(0, -6)}.${size.slice(-6)}`.replace(/\.?0+$/, '');
  return scaled < 0n ? `-${text}` : text;
};

const codePoints = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const order =
  (field: string) =>
  (a: unknown, b: unknown): number => {
    if (types[field] === 'decimal') return Number(millionths(String(a)) - millionths(String(b)));
    return typeof a === 'number' && typeof b === 'number' ? a - b : codePoints(String(a), String(b));
  };

const measure = (aggregate: AggregateDefinition, all: readonly SaleRow[], one: AggregateMeasure): unknown => {
  const rows = all.filter((row) => holds(row, one.where));
  const { field = '', function: name } = one;
  const present = rows.filter((row) => readFact(row, field) !== undefined);
  const values = present.map((row) => readFact(row, field));
  if (name === 'count') return rows.length;
  if (name === 'countDistinct')
    return new Set(values.map((value) => (types[field] === 'decimal' ? millionths(String(value)) : value))).size;
  if (name === 'sum') return sum(values, field, one.weights as Record<string, number> | undefined);
  if (name === 'min' || name === 'max') {
    const sorted = [...values].sort(order(field));
    return shown(name === 'min' ? sorted[0] : sorted.at(-1), field);
  }
  if (name === 'average' || name === 'median') return spanStatistic(rows, one);
  const inTime = [...present].sort(
    (a, b) =>
      codePoints(String(readFact(a, aggregate.at)), String(readFact(b, aggregate.at))) || codePoints(a.id, b.id),
  );
  const found = name === 'first' ? inTime[0] : inTime.at(-1);
  return found === undefined ? null : shown(readFact(found, field), field);
};

const workdayHere = (day: string): boolean => {
  if (day === '2025-04-27') return true;
  if (['2025-01-01', '2025-05-01', '2025-05-02'].includes(day)) return false;
  return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
};

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

const workdays = (from: string, to: string): number => {
  if (to < from) return -workdays(to, from);
  let count = 0;
  for (let day = nextDay(from); day <= to; day = nextDay(day)) if (workdayHere(day)) count += 1;
  return count;
};

const lengthOf = (from: string, to: string, unit: string): number => {
  if (unit === 'hour') return Date.parse(to) - Date.parse(from);
  const [first, last] = [civilOf(from) ?? '', civilOf(to) ?? ''];
  return unit === 'day' ? (Date.parse(last) - Date.parse(first)) / 86_400_000 : workdays(first, last);
};

const spanStatistic = (
  rows: readonly SaleRow[],
  { from = '', to = '', unit = 'day', function: name }: AggregateMeasure,
) => {
  const lengths = rows
    .map((row) => [readFact(row, from), readFact(row, to)])
    .filter((pair): pair is [string, string] => !pair.includes(undefined))
    .map(([start, end]) => lengthOf(start, end, unit))
    .sort((a, b) => a - b);
  if (lengths.length === 0) return null;
  const half = lengths.length / 2;
  const odd = lengths.length % 2 === 1;
  const middle = odd ? [lengths[Math.floor(half)] ?? 0] : lengths.slice(half - 1, half + 1);
  const taken = name === 'median' ? middle : lengths;
  const sum = taken.reduce((total, length) => total + length, 0);
  if (unit !== 'hour') return { numerator: sum, denominator: taken.length };
  const whole = taken.length * 3_600_000;
  let [divisor, rest] = [whole, Math.abs(sum)];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return { numerator: sum / divisor, denominator: whole / divisor };
};

const shown = (value: unknown, field: string): unknown => {
  if (value === undefined) return null;
  return types[field] === 'decimal' ? decimal(millionths(String(value))) : value;
};

const sum = (values: readonly unknown[], field: string, weights?: Record<string, number>): unknown => {
  if (weights) return values.reduce<number>((total, value) => total + (weights[String(value)] ?? 0), 0);
  if (types[field] === 'decimal')
    return decimal(values.reduce<bigint>((total, value) => total + millionths(String(value)), 0n));
  return values.reduce<number>((total, value) => total + Number(value), 0);
};

const combinations = (row: SaleRow, groups: readonly AggregateGroup[]): Record<string, string | null>[] => {
  let made: Record<string, string | null>[] = [{}];
  for (const group of groups)
    made = keysOf(row, group).flatMap((value) => made.map((one) => ({ ...one, [group.key]: value })));
  return made;
};

/** The groups in the order of their names. */
export const loop = ({ aggregate, rows, from, to }: LoopInput): LoopGroup[] => {
  const groups = new Map<string, { group: Record<string, string | null>; rows: SaleRow[] }>();
  const keys = aggregate.groupBy ?? [];
  if (keys.length === 0) groups.set('[]', { group: {}, rows: [] });
  for (const row of rows) {
    const at = civilOf(readFact(row, aggregate.at));
    if (at === undefined || at > to || (from !== undefined && at < from) || !holds(row, aggregate.where)) continue;
    for (const group of combinations(row, keys)) {
      const name = JSON.stringify(Object.values(group));
      const known = groups.get(name) ?? { group, rows: [] };
      groups.set(name, known);
      known.rows.push(row);
    }
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { group, rows: members }]) => ({
      group,
      rows: members,
      measures: Object.fromEntries(
        Object.entries(aggregate.measures)
          .filter(([, one]) => one.function !== undefined)
          .map(([name, one]) => [name, measure(aggregate, members, one)]),
      ),
    }));
};
