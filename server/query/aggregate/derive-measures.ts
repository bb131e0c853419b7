import { decimalText } from '#engine/aggregate/decimal-text.ts';
import { ratioOf, scaled } from '#engine/aggregate/ratio.ts';
import { type AggregateRow, groupName, type MeasureValue } from '#engine/aggregate/result.ts';
import type { AggregateMeasure, AggregateRatio, AggregateShare, MeasureName } from '#engine/schema/types.gen.ts';
import type { MeasuredRow } from './counted-records.ts';
import type { AggregateQuestion } from './question.ts';
import type { Source } from './source.ts';
import { wantedMeasures } from './wanted.ts';

/** Asks the measured rows of this or another aggregate. */
export interface AskRows {
  own(group: AggregateQuestion['group']): Promise<readonly AggregateRow[]>;
  other(aggregate: string, group: AggregateQuestion['group']): Promise<readonly AggregateRow[]>;
}

type ReadMeasure = (row: AggregateRow) => MeasureValue;

/** Adds ratios and shares, which are made from measures that were counted. */
export const deriveMeasures = async (source: Source, rows: readonly MeasuredRow[], ask: AskRows): Promise<void> => {
  const readers: [string, ReadMeasure][] = [];
  for (const [name, measure] of Object.entries(wantedMeasures(source.aggregate, source.question))) {
    const reader = await readerOf({ source, rows, ask }, measure);
    if (reader !== undefined) readers.push([name, reader]);
  }
  for (const row of rows) for (const [name, read] of readers) row.measures[name] = read(row);
};

interface Around {
  readonly source: Source;
  readonly rows: readonly AggregateRow[];
  readonly ask: AskRows;
}

const readerOf = async (around: Around, { ratio, share }: AggregateMeasure): Promise<ReadMeasure | undefined> => {
  if (ratio !== undefined) return await ratioReader(around, ratio);
  return share === undefined ? undefined : await shareReader(around, share);
};

const ratioReader = async (around: Around, { of, to, minBase }: AggregateRatio): Promise<ReadMeasure> => {
  const [part, whole] = [await measureReader(around, of), await measureReader(around, to)];
  return (row) => ratioOf(part(row), whole(row), around.source.operand(minBase, row.group));
};

const shareReader = async (around: Around, { of, within, minBase }: AggregateShare): Promise<ReadMeasure> => {
  const part: ReadMeasure = (row) => row.measures[of] ?? null;
  const whole = Array.isArray(within)
    ? await sumAround(around, of, within)
    : await matchedReader(around, within.aggregate, within.measure, within.match);
  return (row) => ratioOf(part(row), whole(row), around.source.operand(minBase, row.group));
};

const measureReader = async (around: Around, name: MeasureName): Promise<ReadMeasure> => {
  if (typeof name === 'string') return (row) => row.measures[name] ?? null;
  const keys = (aggregateOf(around, name.aggregate)?.groupBy ?? []).map(({ key }) => key);
  return await matchedReader(around, name.aggregate, name.measure, Object.fromEntries(keys.map((key) => [key, key])));
};

const aggregateOf = ({ source }: Around, key: string) => source.place.catalog.definitions.aggregate.get(key);

/** A measure of the group of another aggregate that `match` leads to: its keys with own keys or =texts. */
const matchedReader = async (
  around: Around,
  key: string,
  measure: string,
  match: Readonly<Record<string, string>>,
): Promise<ReadMeasure> => {
  const keys = Object.keys(match);
  const groupFor = (own: Readonly<Record<string, string | null>>): Record<string, string | null> =>
    Object.fromEntries(
      Object.entries(match).flatMap(([other, from]) => {
        if (from.startsWith('=')) return [[other, from.slice(1)]];
        return Object.hasOwn(own, from) ? [[other, own[from] ?? null]] : [];
      }),
    );
  const found = await around.ask.other(key, groupFor(around.source.question.group ?? {}));
  const byName = new Map(found.map((row) => [groupName(row.group, keys), row.measures[measure] ?? null]));
  const none = emptyValue(aggregateOf(around, key)?.measures[measure]);
  return (row) => byName.get(groupName(groupFor(row.group), keys)) ?? none;
};

const counted: ReadonlySet<string | undefined> = new Set(['count', 'countDistinct', 'sum']);

/** Of a group in which no row counts there is 0; a value or a date there is none. */
const emptyValue = (measure: AggregateMeasure | undefined): MeasureValue => (counted.has(measure?.function) ? 0 : null);

/** The sum over all groups that agree in the keys; asked for anew where only one subject was asked. */
const sumAround = async (around: Around, of: string, within: readonly string[]): Promise<ReadMeasure> => {
  const { group = {}, among } = around.source.question;
  const narrowed = among !== undefined || Object.keys(group).some((key) => !within.includes(key));
  const shared = Object.fromEntries(Object.entries(group).filter(([key]) => within.includes(key)));
  const rows = narrowed ? await around.ask.own(shared) : around.rows;
  const totals = new Map<string, bigint>();
  for (const row of rows) {
    const name = groupName(row.group, within);
    totals.set(name, (totals.get(name) ?? 0n) + (scaled(row.measures[of]) ?? 0n));
  }
  return (row) => fromScaled(totals.get(groupName(row.group, within)) ?? 0n, typeof row.measures[of] === 'string');
};

const unit = 1_000_000n;

const fromScaled = (value: bigint, fractions: boolean): MeasureValue =>
  fractions ? decimalText(value) : Number(value / unit);
