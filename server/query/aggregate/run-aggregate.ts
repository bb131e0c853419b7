import { type Expression, type RawBuilder, sql } from 'kysely';
import { type AggregateRow, groupName } from '#engine/aggregate/result.ts';
import { problem } from '#engine/problem.ts';
import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { isCivilDate } from '#engine/time.ts';
import { beforeRecords, type MeasuredRow, recordsColumn, recordsOf } from './counted-records.ts';
import { deriveMeasures } from './derive-measures.ts';
import { type GroupColumn, groupColumn, groupOf, selected } from './group-column.ts';
import { type MeasureColumn, measureColumn } from './measure-column.ts';
import { openSource } from './open-source.ts';
import type { AggregatePlace, AggregateQuestion } from './question.ts';
import { rowMeasure } from './row-measures.ts';
import type { Source } from './source.ts';
import { countedRows } from './statement.ts';
import { recordsWanted, wantedMeasures } from './wanted.ts';

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
  const { source, rows } = await ask(place, aggregate, question, recordsWanted(aggregate, question));
  const { definitions } = place.catalog;
  const { among: _among, having: _having, measures: _measures, ...whole } = question;
  await deriveMeasures(source, rows, {
    own: async (group = {}) => (await ask(place, aggregate, { ...whole, records: false, group })).rows,
    other: async (key, group = {}) => {
      const other = definitions.aggregate.get(key);
      return other === undefined ? [] : (await ask(place, other, { ...whole, records: false, group })).rows;
    },
  });
  return rows;
};

/** How many groups there are that have a value for each of these keys, and no other. */
export const countGroups = async (
  place: AggregatePlace,
  aggregate: AggregateDefinition,
  { whole, ...question }: AggregateQuestion & { readonly whole: readonly string[] },
): Promise<number> => {
  const source = await openSource(place, aggregate, { ...question, measures: new Set(), records: false });
  const groups = (aggregate.groupBy ?? []).map((group, place) => groupColumn(source, group, place));
  const names = groups.map((_, index) => sql.ref(`g${index}`));
  const filled = groups.flatMap(({ key }, index) => (whole.includes(key) ? [sql`${sql.ref(`g${index}`)} <> ''`] : []));
  const kept = filled.length === 0 ? sql`1 = 1` : sql.join(filled, sql` and `);
  const grouped = names.length === 0 ? sql`` : sql` group by ${sql.join(names)}`;
  const columns = groups.length === 0 ? [sql`1 as g`] : selected(groups);
  const statement = sql<Raw>`select count(*) as n from (select ${sql.join(columns)} ${countedRows(source, groups)}${grouped}) s where ${kept}`;
  const [row] = await rowsOf(place, statement);
  return Number(row?.n ?? 0);
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
  const { aggregate, place, question, dialect } = source;
  const measures = Object.entries(wantedMeasures(aggregate, question)).flatMap(
    ([name, measure]) => measureColumn(source, name, measure) ?? [],
  );
  const columns = [
    ...selected(groups),
    ...measures.map(({ expression }, index) => sql`${expression} as ${sql.ref(`v${index}`)}`),
    withRecords ? sql`${recordsColumn(dialect)} as r` : sql`count(*) as n`,
  ];
  const names = groups.map((_, index) => sql.ref(`g${index}`));
  const most = aggregate.maxGroups ?? defaultMaxGroups;
  const kept = question.having === undefined ? sql`` : sql` having ${question.having(aliasOf(groups, measures))}`;
  const grouped = names.length === 0 ? kept : sql` group by ${sql.join(names)}${kept} limit ${sql.lit(most + 1)}`;
  const before = withRecords ? beforeRecords(dialect) : sql``;
  const statement = sql<Raw>`${before}select ${sql.join(columns)} ${countedRows(source, groups)}${grouped}`;
  const rows = await rowsOf(place, statement, question.among === undefined);
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

/** Asked once where a sweep asks the same again. */
const rowsOf = async (
  { wide, db: near, asked }: AggregatePlace,
  statement: RawBuilder<Raw>,
  once = true,
): Promise<readonly Raw[]> => {
  const db = wide ?? near;
  if (asked === undefined || !once) return (await statement.execute(db)).rows;
  const { sql: text, parameters } = statement.compile(db);
  const name = JSON.stringify([text, parameters]);
  const found = asked.get(name) ?? statement.execute(db).then(({ rows }) => rows);
  asked.set(name, found);
  return await found;
};

/** The column of a statement that gives a measure or a key. */
const aliasOf =
  (groups: readonly GroupColumn[], measures: readonly MeasureColumn[]) =>
  (name: string): Expression<unknown> => {
    const measure = measures.findIndex((one) => one.name === name);
    const key = groups.findIndex((one) => one.key === name);
    if (measure < 0 && key < 0) throw new Error(`${name} is no column of the aggregate`);
    return sql.ref(measure < 0 ? `g${key}` : `v${measure}`);
  };

/** Adds what needs statements of its own: first and last values, means and middles of spans. */
const addRowMeasures = async (
  source: Source,
  groups: readonly GroupColumn[],
  rows: readonly MeasuredRow[],
): Promise<void> => {
  const keys = groups.map(({ key }) => key);
  for (const [name, measure] of Object.entries(wantedMeasures(source.aggregate, source.question))) {
    const values = await rowMeasure(source, groups, measure);
    if (values !== undefined)
      for (const row of rows) row.measures[name] = values.get(groupName(row.group, keys)) ?? null;
  }
};

const tooMany = ({ title }: AggregateDefinition, most: number) =>
  problem('invalid-input', {
    issues: [{ path: '/groupBy', code: 'aggregate-too-many-groups', params: { aggregate: title, most } }],
  });
