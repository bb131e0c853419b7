import { sql } from 'kysely';
import { type AggregateRow, groupName } from '#engine/aggregate/result.ts';
import { problem } from '#engine/problem.ts';
import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { isCivilDate } from '#engine/time.ts';
import { all } from '../../storage/db.ts';
import { type MeasuredRow, recordsOf } from './counted-records.ts';
import { deriveMeasures } from './derive-measures.ts';
import { groupColumn, groupOf, selected } from './group-column.ts';
import { openSource } from './open-source.ts';
import type { AggregatePlace, AggregateQuestion } from './question.ts';
import { type ReadyStatement, readyStatement } from './ready-statement.ts';
import { rowMeasure } from './row-measures.ts';
import type { Source } from './source.ts';
import { countedRows } from './statement.ts';
import { recordsWanted, wantedMeasures } from './wanted.ts';

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
  if (source === undefined) return rows;
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
  const { sql: text, parameters } = statement.compile(place.wide ?? place.db);
  const [row] = await rowsOf(place, { text, values: parameters });
  return Number(row?.n ?? 0);
};

/** The groups with what their rows give by themselves; with their source where measures are made from others. */
const ask = async (
  place: AggregatePlace,
  aggregate: AggregateDefinition,
  question: AggregateQuestion,
  withRecords = false,
): Promise<{ readonly rows: MeasuredRow[]; readonly source?: Source }> => {
  if (!isCivilDate(question.asOf))
    throw problem('invalid-input', {
      issues: [{ path: '/asOf', code: 'aggregate-date', params: { value: question.asOf } }],
    });
  const ready = await readyStatement(place, aggregate, question, withRecords);
  const raws = await rowsOf(place, ready, question.among === undefined);
  if (raws.length > ready.most) throw tooMany(aggregate, ready.most);
  const rows = raws.map((raw) => measured(ready, raw));
  if (!ready.later) return { rows };
  const source = await ready.open();
  await addRowMeasures(source, rows);
  return { rows, source };
};

type Raw = Readonly<Record<string, unknown>>;

const measured = ({ groups, measures, withRecords }: ReadyStatement, raw: Raw): MeasuredRow => {
  const values: MeasuredRow['measures'] = {};
  for (const { name, column, value } of measures) values[name] = value(raw[column]);
  const row: MeasuredRow = { group: groupOf(groups, raw), measures: values };
  return withRecords ? recordsOf(row, raw.r) : row;
};

/** Asked once where a sweep asks the same again. */
const rowsOf = async (
  { wide, db: near, asked }: AggregatePlace,
  { text, values }: Pick<ReadyStatement, 'text' | 'values'>,
  once = true,
): Promise<readonly Raw[]> => {
  const db = wide ?? near;
  if (asked === undefined || !once) return await all<Raw>(db, text, values);
  const name = JSON.stringify([text, values]);
  const found = asked.get(name) ?? all<Raw>(db, text, values);
  asked.set(name, found);
  return await found;
};

/** Adds what needs statements of its own: means and middles of spans. */
const addRowMeasures = async (source: Source, rows: readonly MeasuredRow[]): Promise<void> => {
  const groups = (source.aggregate.groupBy ?? []).map((group, place) => groupColumn(source, group, place));
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
