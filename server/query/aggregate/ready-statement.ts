import { sql } from 'kysely';
import type { Catalog } from '#engine/definition/catalog.ts';
import { isObject } from '#engine/json.ts';
import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { beforeRecords, recordsColumn } from './counted-records.ts';
import { changedSince } from './dated-column.ts';
import { type GroupColumn, type GroupReader, groupColumn, groupReaders, selected } from './group-column.ts';
import { type MeasureColumn, measureColumn } from './measure-column.ts';
import { openSource } from './open-source.ts';
import type { AggregatePlace, AggregateQuestion } from './question.ts';
import type { Source } from './source.ts';
import { countedRows } from './statement.ts';
import { wantedMeasures } from './wanted.ts';

/** A statement that can be asked, with what reads its rows: keys in columns g0, g1 …, measures in v0, v1 …, records in r. */
export interface ReadyStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly groups: readonly GroupReader[];
  readonly measures: readonly (Pick<MeasureColumn, 'name' | 'value'> & { readonly column: string })[];
  readonly withRecords: boolean;
  /** More rows than these are refused; it asks for one more. */
  readonly most: number;
  /** Measures that are made from others, or from rows that statements of their own give. */
  readonly later: boolean;
  /** Opened anew for a statement that was kept. */
  readonly open: () => Promise<Source>;
}

const defaultMaxGroups = 1_000_000;

/** Statements of an aggregate that are kept, over all days and records `each`. */
const mostKept = 128;
type Kept = Omit<ReadyStatement, 'open'>;
const keptBy = new WeakMap<Catalog, WeakMap<AggregateDefinition, Map<string, Kept>>>();

/** Puts together what an aggregate asks, once for all that ask the same under the same definitions. */
export const readyStatement = async (
  place: AggregatePlace,
  aggregate: AggregateDefinition,
  question: AggregateQuestion,
  withRecords: boolean,
): Promise<ReadyStatement> => {
  const changed = await changedSince(place, aggregate, question);
  const name = changed.size > 0 ? undefined : nameOf(place, aggregate, question, withRecords);
  const known = name === undefined ? undefined : keptOf(place.catalog, aggregate);
  const found = known?.get(name ?? '');
  if (found !== undefined) return { ...found, open: () => openSource(place, aggregate, question, changed) };
  // What is kept holds on to nothing of a sweep.
  const { asked: _asked, ...own } = place;
  const source = await openSource(own, aggregate, question, changed);
  const made = statementOf(source, withRecords);
  // An index that has not been made yet may be there the next time.
  const waits = source.index === undefined && (aggregate.index ?? []).length > 0;
  if (name !== undefined && known !== undefined && !waits) {
    if (known.size >= mostKept) known.clear();
    known.set(name, made);
  }
  return { ...made, open: async () => source };
};

const keptOf = (catalog: Catalog, aggregate: AggregateDefinition): Map<string, Kept> => {
  const byAggregate = keptBy.get(catalog) ?? new WeakMap<AggregateDefinition, Map<string, Kept>>();
  keptBy.set(catalog, byAggregate);
  const known = byAggregate.get(aggregate) ?? new Map<string, Kept>();
  byAggregate.set(aggregate, known);
  return known;
};

/** Everything of a question that its statement depends on; undefined for one that is not worth keeping. */
const nameOf = (
  { dialect, scope }: AggregatePlace,
  aggregate: AggregateDefinition,
  { asOf, each, group = {}, among, having, measures, profile, organizationChain }: AggregateQuestion,
  withRecords: boolean,
): string | undefined => {
  const narrowed = among ?? having ?? scope ?? Object.keys(group)[0];
  if (narrowed !== undefined || aggregate.window?.kind === 'since') return undefined;
  const values = each && eachPaths(aggregate).map((path) => each(path) ?? null);
  return JSON.stringify([dialect, asOf, withRecords, measures && [...measures], profile, organizationChain, values]);
};

const pathsOf = new WeakMap<AggregateDefinition, readonly string[]>();

/** Everything the aggregate may read of the record `each`: operands {each} and texts each.<path>. */
const eachPaths = (aggregate: AggregateDefinition): readonly string[] => {
  const known = pathsOf.get(aggregate);
  if (known !== undefined) return known;
  const found = new Set<string>();
  const follow = (value: unknown): void => {
    if (typeof value === 'string' && value.startsWith('each.')) found.add(value.slice('each.'.length));
    if (Array.isArray(value)) for (const item of value) follow(item);
    if (!isObject(value)) return;
    if (typeof value.each === 'string') found.add(value.each);
    for (const item of Object.values(value)) follow(item);
  };
  follow(aggregate);
  pathsOf.set(aggregate, [...found]);
  return [...found];
};

type Raw = Readonly<Record<string, unknown>>;

const statementOf = (source: Source, withRecords: boolean): Kept => {
  const { aggregate, place, question, dialect } = source;
  const wanted = wantedMeasures(aggregate, question);
  const groups = (aggregate.groupBy ?? []).map((group, place) => groupColumn(source, group, place));
  const measures = Object.entries(wanted).flatMap(([name, measure]) => measureColumn(source, name, measure) ?? []);
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
  const { sql: text, parameters } = statement.compile(place.wide ?? place.db);
  return {
    text,
    values: parameters,
    groups: groupReaders(groups),
    measures: measures.map(({ name, value }, index) => ({ name, value, column: `v${index}` })),
    withRecords,
    most,
    later: measures.length < Object.keys(wanted).length,
  };
};

/** The column of a statement that gives a measure or a key. */
const aliasOf = (groups: readonly GroupColumn[], measures: readonly MeasureColumn[]) => (name: string) => {
  const measure = measures.findIndex((one) => one.name === name);
  const key = groups.findIndex((one) => one.key === name);
  if (measure < 0 && key < 0) throw new Error(`${name} is no column of the aggregate`);
  return sql.ref(measure < 0 ? `g${key}` : `v${measure}`);
};
