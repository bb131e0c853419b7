import { type RawBuilder, sql } from 'kysely';
import { type Span, spanStatistic } from '#engine/aggregate/duration.ts';
import { groupName, type MeasureValue } from '#engine/aggregate/result.ts';
import type { AggregateMeasure, CalendarDefinition } from '#engine/schema/types.gen.ts';
import { type GroupColumn, type GroupReader, groupOf, groupReaders, selected } from './group-column.ts';
import type { Source } from './source.ts';
import { countedRows } from './statement.ts';

/** The value of a measure by the name of the group; groups without one are not there. */
export type ValuesByGroup = ReadonlyMap<string, MeasureValue>;

type Raw = Readonly<Record<string, unknown>>;

/** A measure that looks at single rows of a group in a statement of its own; undefined for any other. */
export const rowMeasure = async (
  source: Source,
  groups: readonly GroupColumn[],
  measure: AggregateMeasure,
): Promise<ValuesByGroup | undefined> => {
  switch (measure.function) {
    case 'average':
    case 'median':
      return await spansOfRows(source, groups, measure, measure.function);
    default:
      return undefined;
  }
};

/** The counted rows for which the condition of the measure is true and every column is there. */
const rowsOf = (
  source: Source,
  groups: readonly GroupColumn[],
  facts: readonly string[],
  { where }: AggregateMeasure,
) => {
  // Before the rows, which join what these conditions read.
  const more = [
    ...facts.map((fact) => sql` and ${source.column(fact)} is not null`),
    ...(where === undefined ? [] : [sql` and ${source.truth(where)}`]),
  ];
  return sql`${countedRows(source, groups)}${sql.join(more, sql``)}`;
};

const spansOfRows = async (
  source: Source,
  groups: readonly GroupColumn[],
  measure: AggregateMeasure,
  name: 'average' | 'median',
): Promise<ValuesByGroup> => {
  const { from = '', to = '', unit = 'day' } = measure;
  const [start, end] = [source.column(from), source.column(to)];
  const columns = [...selected(groups), sql`${start} as s`, sql`${end} as e`, sql`count(*) as n`];
  const keys: RawBuilder<unknown>[] = [...groups.map((_, index) => sql`${sql.ref(`g${index}`)}`), sql`s`, sql`e`];
  const rows = rowsOf(source, groups, [from, to], measure);
  const statement = sql<Raw>`select ${sql.join(columns)} ${rows} group by ${sql.join(keys)}`;
  const readers = groupReaders(groups);
  const spans = new Map<string, Span[]>();
  for (const raw of (await statement.execute(source.place.wide ?? source.place.db)).rows) {
    const group = nameOf(readers, raw);
    const known = spans.get(group) ?? [];
    spans.set(group, known);
    known.push({ from: String(raw.s), to: String(raw.e), count: Number(raw.n) });
  }
  const calendar = calendarOf(source, measure);
  return new Map([...spans].map(([group, all]) => [group, spanStatistic(name, all, unit, calendar)]));
};

const nameOf = (groups: readonly GroupReader[], raw: Raw): string =>
  groupName(
    groupOf(groups, raw),
    groups.map(({ key }) => key),
  );

/** The calendar named, else the only one there is. */
const calendarOf = ({ place }: Source, { calendar }: AggregateMeasure): CalendarDefinition | undefined => {
  const calendars = place.catalog.definitions.calendar;
  return calendar === undefined && calendars.size === 1 ? [...calendars.values()][0] : calendars.get(calendar ?? '');
};
