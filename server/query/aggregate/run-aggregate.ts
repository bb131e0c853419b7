import { sql } from 'kysely';
import { type AggregateRow, type CountedRecord, groupName } from '#engine/aggregate/result.ts';
import { problem } from '#engine/problem.ts';
import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { isCivilDate } from '#engine/time.ts';
import { indexFor } from './covering-index.ts';
import { deriveMeasures } from './derive-measures.ts';
import { type GroupColumn, groupColumn, groupOf, selected } from './group-column.ts';
import { measureColumn } from './measure-column.ts';
import type { AggregatePlace, AggregateQuestion } from './question.ts';
import { rowMeasure } from './row-measures.ts';
import { type Source, sourceOf } from './source.ts';
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
  const { source, groups, rows } = await ask(place, aggregate, question);
  const { definitions } = place.catalog;
  const derived = await deriveMeasures(source, rows, {
    own: async (group = {}) => (await ask(place, aggregate, { ...question, group })).rows,
    other: async (key, group = {}) => {
      const other = definitions.aggregate.get(key);
      return other === undefined ? [] : (await ask(place, other, { ...question, group })).rows;
    },
  });
  return (question.records ?? aggregate.keepRecords ?? false) ? await withRecords(source, groups, derived) : derived;
};

/** The groups with what their rows give by themselves. */
const ask = async (place: AggregatePlace, aggregate: AggregateDefinition, question: AggregateQuestion) => {
  if (!isCivilDate(question.asOf))
    throw problem('invalid-input', {
      issues: [{ path: '/asOf', code: 'aggregate-date', params: { value: question.asOf } }],
    });
  const source = sourceOf(place, aggregate, question, await indexFor(place, aggregate, question));
  const groups = (aggregate.groupBy ?? []).map((group, place) => groupColumn(source, group, place));
  return { source, groups, rows: await measured(source, groups) };
};

type Raw = Readonly<Record<string, unknown>>;

const measured = async (source: Source, groups: readonly GroupColumn[]): Promise<AggregateRow[]> => {
  const { aggregate, place } = source;
  const measures = Object.entries(aggregate.measures).flatMap(
    ([name, measure]) => measureColumn(source, name, measure) ?? [],
  );
  const columns = [
    ...selected(groups),
    sql`count(*) as n`,
    ...measures.map(({ expression }, index) => sql`${expression} as ${sql.ref(`v${index}`)}`),
  ];
  const names = groups.map((_, index) => sql.ref(`g${index}`));
  const most = aggregate.maxGroups ?? defaultMaxGroups;
  const grouped = names.length === 0 ? sql`` : sql` group by ${sql.join(names)} limit ${sql.lit(most + 1)}`;
  const statement = sql<Raw>`select ${sql.join(columns)} ${countedRows(source, groups)}${grouped}`;
  const { rows } = await statement.execute(place.db);
  if (rows.length > most) throw tooMany(aggregate, most);
  const counted = rows.map((raw) => ({
    group: groupOf(groups, raw),
    measures: Object.fromEntries(measures.map(({ name, value }, index) => [name, value(raw[`v${index}`])])),
  }));
  return await withRowMeasures(source, groups, counted);
};

/** Adds what needs statements of its own: first and last values, means and middles of spans. */
const withRowMeasures = async (
  source: Source,
  groups: readonly GroupColumn[],
  rows: AggregateRow[],
): Promise<AggregateRow[]> => {
  const keys = groups.map(({ key }) => key);
  let made = rows;
  for (const [name, measure] of Object.entries(source.aggregate.measures)) {
    const values = await rowMeasure(source, groups, measure);
    if (values === undefined) continue;
    made = made.map((row) => ({
      ...row,
      measures: { ...row.measures, [name]: values.get(groupName(row.group, keys)) ?? null },
    }));
  }
  return made;
};

const tooMany = ({ title }: AggregateDefinition, most: number) =>
  problem('invalid-input', {
    issues: [{ path: '/groupBy', code: 'aggregate-too-many-groups', params: { aggregate: title, most } }],
  });

const withRecords = async (
  source: Source,
  groups: readonly GroupColumn[],
  rows: readonly AggregateRow[],
): Promise<AggregateRow[]> => {
  const keys = groups.map(({ key }) => key);
  const columns = [...selected(groups), sql`m.id as id`, sql`m.version as version`];
  const statement = sql<Raw>`select ${sql.join(columns)} ${countedRows(source, groups)} order by m.id`;
  const found = new Map<string, CountedRecord[]>();
  for (const raw of (await statement.execute(source.place.db)).rows) {
    const name = groupName(groupOf(groups, raw), keys);
    const record = { id: String(raw.id), version: Number(raw.version) };
    const known = found.get(name);
    if (known === undefined) found.set(name, [record]);
    else known.push(record);
  }
  return rows.map((row) => ({ ...row, records: found.get(groupName(row.group, keys)) ?? [] }));
};
