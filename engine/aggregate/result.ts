/** n / d, exact: whole numbers, the denominator above 0. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

/** Counts, whole numbers and money as numbers, decimals as text, dates and codes as text; null is absent. */
export type MeasureValue = number | string | Ratio | null;

/** A group of rows. `records` where they are kept: what was counted, in the order of ids. */
export interface AggregateRow {
  readonly group: Readonly<Record<string, string | null>>;
  readonly measures: Readonly<Record<string, MeasureValue>>;
  readonly records?: readonly CountedRecord[];
}

export interface CountedRecord {
  readonly id: string;
  readonly version: number;
}

/** Names a group: its values in the order of the keys. */
export const groupName = (group: Readonly<Record<string, string | null>>, keys: readonly string[]): string =>
  JSON.stringify(keys.map((key) => group[key] ?? null));
