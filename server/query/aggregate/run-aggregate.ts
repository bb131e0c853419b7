import { sql } from 'kysely';
import { type AggregateRow, groupName } from '#engine/aggregate/result.ts';
import { problem } from '#engine/problem.ts';
import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { isCivilDate } from '#engine/time.ts';
import { beforeRecords, type MeasuredRow, recordsColumn, recordsOf } from './counted-records.ts';
import { deriveMeasures } from './derive-measures.ts';
import { type GroupColumn, groupColumn, groupOf, selected } from './group-column.ts';
import { measureColumn } from './measure-column.ts';
import { openSource } from './open-source.ts';
import type { AggregatePlace, AggregateQuestion } from './question.ts';
import { rowMeasure } from './row-measures.ts';
import type { Source } from './source.ts';
import { countedRows } from './statement.ts';

const defaultMaxGroups = 1_000_000;

/**
 * The groups of an aggregate on a business date, in no order. Without groupBy one group, even when nothing counts.
 * @throws Problem invalid-input for no date, an operand without value, a window too long, or more groups than allowed.
 */
export const runAggregate = async (
  place: AggregatePlace,
  aggregate: AggregateDefinition,
  question: AggregateQuestion,
): Promise<AggregateRow[]> => {
  const kept = question.records ?? aggregate.keepRecords ?? false;
  const { source, rows } = await ask(place, aggregate, question, kept);
  const { definitions } = place.catalog;
  await deriveMeasures(source, rows, {
    own: async (group = {}) => (await ask(place, aggregate, { ...question, group })).rows,
    other: async (key, group = {}) => {
      const other = definitions.aggregate.get(key);
      return other === undefined ? [] : (await ask(place, other, { ...question, group })).rows;
    },
  });
  return rows;
};

/** The groups with what their rows give by themselves. */
const ask = async (
  place: AggregatePlace,
  aggregate: AggregateDefinition,
  question: AggregateQuestion,
  withRecords = false,
) => {
  if (!isCivilDate(question.asOf))
    throw problem('invalid-input', {
      issues: [{ path: '/asOf', code: 'aggregate-date', params: { value: question.asOf } }],
    });
  const source = await openSource(place, aggregate, question);
  const groups = (aggregate.groupBy ?? []).map((group, place) => groupColumn(source, group, place));
  const rows = await measured(source, groups, withRecords);
  await addRowMeasures(source, groups, rows);
  return { source, rows };
};

type Raw = Readonly<Record<string, unknown>>;

const measured = async (
  source: Source,
  groups: readonly GroupColumn[],
  withRecords: boolean,
): Promise<MeasuredRow[]> => {
  const { aggregate, place, dialect } = source;
  const measures = Object.entries(aggregate.measures).flatMap(
    ([name, measure]) => measureColumn(source, name, measure) ?? [],
  );
  const columns = [
    ...selected(groups),
    ...measures.map(({ expression }, index) => sql`${expression} as ${sql.ref(`v${index}`)}`),
    withRecords ? sql`${recordsColumn(dialect)} as r` : sql`count(*) as n`,
  ];
  const names = groups.map((_, index) => sql.ref(`g${index}`));
  const most = aggregate.maxGroups ?? defaultMaxGroups;
  const grouped = names.length === 0 ? sql`` : sql` group by ${sql.join(names)} limit ${sql.lit(most + 1)}`;
  const before = withRecords ? beforeRecords(dialect) : sql``;
  const statement = sql<Raw>`${before}select ${sql.join(columns)} ${countedRows(source, groups)}${grouped}`;
  const { rows } = await statement.execute(place.db);
  if (rows.length > most) throw tooMany(aggregate, most);
  return rows.map((raw) => {
    const values: MeasuredRow['measures'] = {};
    for (let index = 0; index < measures.length; index += 1) {
      const measure = measures[index];
      if (measure !== undefined) values[measure.name] = measure.value(raw[`v${index}`]);
    }
    const row: MeasuredRow = { group: groupOf(groups, raw), measures: values };
    return withRecords ? recordsOf(row, raw.r) : row;
  });
};

/** Adds what needs statements of its own: first and last values, means and middles of spans. */
const addRowMeasures = async (
  source: Source,
  groups: readonly GroupColumn[],
  rows: readonly MeasuredRow[],
): Promise<void> => {
  const keys = groups.map(({ key }) => key);
  for (const [name, measure] of Object.entries(source.aggregate.measures)) {
    const values = await rowMeasure(source, groups, measure);
    if (values !== undefined)
      for (const row of rows) row.measures[name] = values.get(groupName(row.group, keys)) ?? null;
  }
};

const tooMany = ({ title }: AggregateDefinition, most: number) =>
  problem('invalid-input', {
    issues: [{ path: '/groupBy', code: 'aggregate-too-many-groups', params: { aggregate: title, most } }],
  });
