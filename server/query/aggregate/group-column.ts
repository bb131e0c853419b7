import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { monthsIn, periodDays } from '#engine/aggregate/period.ts';
import { type RollUp, rollUpTo } from '#engine/aggregate/roll-up.ts';
import type { FactType } from '#engine/condition/condition.ts';
import type { AggregateGroup } from '#engine/schema/types.gen.ts';
import { endOfDay, startOfDay } from '#engine/time.ts';
import { coalesced } from './coalesced.ts';
import { itemColumn } from './item-column.ts';
import { organizationAbove } from './organization-above.ts';
import type { Source } from './source.ts';
import { civilDate, concatenated, exactly, groupText, groupValue } from './sql-value.ts';

/** One group key as SQL. */
export interface GroupColumn {
  readonly key: string;
  readonly expression: Expression<unknown>;
  /** What the expression gave, as the key of a group. */
  readonly text: (raw: unknown) => string | null;
  /** The rows of one group; written so that an index serves it. */
  readonly restrict: (text: string | null) => Expression<SqlBool>;
  /** The rows of any of some groups, where that can be asked in one go. */
  readonly within?: (texts: readonly string[]) => Expression<SqlBool>;
  /** A table the expression reads, to be joined to `m`. */
  readonly join?: RawBuilder<unknown>;
}

/** The keys as columns g0, g1 … of a statement. */
export const selected = (groups: readonly GroupColumn[]): RawBuilder<unknown>[] =>
  groups.map(({ expression }, index) => sql`${expression} as ${sql.ref(`g${index}`)}`);

/** What reads a key from a row of such a statement. */
export interface GroupReader extends Pick<GroupColumn, 'key' | 'text'> {
  readonly column: string;
}

export const groupReaders = (groups: readonly GroupColumn[]): readonly GroupReader[] =>
  groups.map(({ key, text }, index) => ({ key, text, column: `g${index}` }));

/** The group of a row. */
export const groupOf = (
  groups: readonly GroupReader[],
  raw: Readonly<Record<string, unknown>>,
): Record<string, string | null> => {
  const group: Record<string, string | null> = {};
  for (const { key, text, column } of groups) group[key] = text(raw[column]);
  return group;
};

/** What is grouped, before it is rolled up. */
interface Grouped {
  readonly source: Source;
  readonly group: AggregateGroup;
  readonly type: FactType;
  readonly column: Expression<unknown>;
}

type Make = (grouped: Grouped) => Omit<GroupColumn, 'key' | 'join'>;

/** `place` is the number of the group, which names its join. @throws Error for a group the checks refuse. */
export const groupColumn = (source: Source, group: AggregateGroup, place: number): GroupColumn => {
  const { key, field = '', coalesce } = group;
  if (coalesce !== undefined) return { key, ...coalesced(source, coalesce) };
  if (group.organizationLevel !== undefined) return { key, ...organizationAbove(source, group, place) };
  const item = group.item === undefined ? undefined : itemColumn(source, group, place);
  const column = item?.column ?? source.column(field);
  const type = item === undefined ? source.typeOf(field) : 'code';
  return { key, ...makeOf(group)({ source, group, type, column }), ...(item && { join: item.join }) };
};

const makeOf = (group: AggregateGroup): Make => {
  if (group.prefix !== undefined) return prefixed;
  if (group.level !== undefined) return atLevel;
  return group.bucket === undefined ? plain : inPeriods;
};

const isMissing = (value: Expression<unknown>): Expression<SqlBool> => sql<SqlBool>`${value} is null`;

const plain: Make = ({ source, type, column }) => ({
  expression: exactly(column, type, source.dialect),
  text: (raw) => groupText(type, raw),
  restrict: (text) =>
    text === null ? isMissing(column) : sql<SqlBool>`${column} = ${groupValue(type, text, source.dialect)}`,
  within: (texts) =>
    sql<SqlBool>`${column} in (${sql.join(texts.map((text) => groupValue(type, text, source.dialect)))})`,
});

/** The digits before the roll-up; a region is written as the place they stand for: 33 → 330000. */
const prefixed: Make = ({ source, group, type, column }) => {
  const digits = Number(source.operand(group.prefix));
  const whole = type === 'region' ? 6 : 0;
  const pad = (text: string): string => (text.length < whole ? text.padEnd(whole, '0') : text);
  return {
    expression: digits === 0 ? sql`case when ${column} is null then null else '0' end` : firstOf(column, digits),
    text: (raw) => {
      const text = groupText('text', raw);
      return text === null ? null : pad(digits === 0 ? '' : text);
    },
    restrict: (text) => {
      if (text === null) return isMissing(column);
      return digits === 0 ? sql<SqlBool>`${column} is not null` : startingWith(column, text.slice(0, digits), digits);
    },
  };
};

const firstOf = (column: Expression<unknown>, digits: number): Expression<unknown> =>
  sql`substr(${column}, 1, ${sql.lit(digits)})`;

/** A range, which an index serves, and the exact comparison. */
const startingWith = (column: Expression<unknown>, start: string, digits: number): Expression<SqlBool> =>
  sql<SqlBool>`(${column} >= ${start} and ${column} < ${`${start}\u{10ffff}`} and ${firstOf(column, digits)} = ${start})`;

const rollUps = new WeakMap<object, Map<number, RollUp>>();

/** Trees do not change within a catalog, so each is rolled up once. */
const rollUpOf = ({ source, group }: Grouped): RollUp => {
  const { field = '', level = 1 } = group;
  const codes = source.module.fields.get(field)?.codes ?? '';
  const items = source.place.catalog.definitions.codes.get(codes)?.items ?? [];
  const known = rollUps.get(items) ?? new Map<number, RollUp>();
  rollUps.set(items, known);
  const made = known.get(level) ?? rollUpTo(items, level);
  known.set(level, made);
  return made;
};

const atLevel: Make = (grouped) => {
  const { column } = grouped;
  const rollUp = rollUpOf(grouped);
  const text = (raw: unknown) => groupText('code', raw);
  if ('digits' in rollUp) {
    const { digits } = rollUp;
    const restrict: GroupColumn['restrict'] = (code) =>
      code === null ? isMissing(column) : startingWith(column, code, digits);
    return { expression: firstOf(column, digits), text, restrict };
  }
  const arms = [...rollUp.codes].map(([code, at]) => sql`when ${code} then ${at}`);
  const below = (code: string): string[] => [...rollUp.codes].filter(([, at]) => at === code).map(([one]) => one);
  return {
    expression: arms.length === 0 ? column : sql`case ${column} ${sql.join(arms, sql` `)} else ${column} end`,
    text,
    restrict: (code) =>
      code === null ? isMissing(column) : sql<SqlBool>`${column} in (${sql.join([code, ...below(code)])})`,
  };
};

const inPeriods: Make = ({ source, group, type, column }) => {
  const { bucket = 'month' } = group;
  const { dialect } = source;
  const day = type === 'instant' ? civilDate(column, dialect) : column;
  const year = sql`substr(${day}, 1, 4)`;
  const month = sql`substr(${day}, 6, 2)`;
  const sign = bucket === 'quarter' ? '-Q' : '-H';
  const ends = Array.from({ length: 12 / monthsIn[bucket] }, (_, part) => (part + 1) * monthsIn[bucket]);
  const arms = ends.map(
    (end, part) => sql`when ${month} <= ${String(end).padStart(2, '0')} then ${`${sign}${part + 1}`}`,
  );
  const expressions = {
    month: sql`substr(${day}, 1, 7)`,
    quarter: concatenated([year, sql`case ${sql.join(arms, sql` `)} end`], dialect),
    halfYear: concatenated([year, sql`case ${sql.join(arms, sql` `)} end`], dialect),
    year,
  };
  return {
    expression: expressions[bucket],
    text: (raw) => groupText('text', raw),
    restrict: (text) => {
      if (text === null) return isMissing(column);
      const days = periodDays(text, bucket);
      if (days === undefined) return sql<SqlBool>`1 = 0`;
      const [from, to] = type === 'instant' ? [startOfDay(days.from), endOfDay(days.to)] : [days.from, days.to];
      return sql<SqlBool>`(${column} >= ${from} and ${column} <= ${to})`;
    },
  };
};
