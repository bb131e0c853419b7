import { type RawBuilder, sql } from 'kysely';
import type { AggregateRow, CountedRecord, MeasureValue } from '#engine/aggregate/result.ts';
import type { SqlDialect } from '../../storage/sql-dialect.ts';

/** A row of a result while its measures are being added. */
export interface MeasuredRow extends AggregateRow {
  readonly measures: Record<string, MeasureValue>;
}

/** Ids and versions of the rows of a group as one text: `id version,id version`. */
export const recordsColumn = (dialect: SqlDialect): RawBuilder<unknown> =>
  dialect === 'sqlite'
    ? sql`group_concat(m.id || ' ' || m.version, ',')`
    : sql`group_concat(m.id, ' ', m.version separator ',')`;

/** MariaDB cuts such a text after a mebibyte unless it is told not to. */
export const beforeRecords = (dialect: SqlDialect): RawBuilder<unknown> =>
  dialect === 'sqlite' ? sql`` : sql`set statement group_concat_max_len = 1073741824 for `;

/**
 * The row with its records, read from the text when they are asked for: of a million rows counted a sweep looks at those
 * of a few groups.
 */
export const recordsOf = (row: MeasuredRow, text: unknown): MeasuredRow =>
  Object.defineProperty(row, 'records', { enumerable: true, get: () => inOrder(text === null ? '' : String(text)) });

/** Reads the records of a row later without keeping the row; undefined where it has none. */
export const recordsReader = (row: AggregateRow): (() => readonly CountedRecord[]) | undefined =>
  Object.getOwnPropertyDescriptor(row, 'records')?.get;

const inOrder = (text: string): CountedRecord[] =>
  (text === '' ? [] : text.split(','))
    .map((one) => {
      const end = one.lastIndexOf(' ');
      return { id: one.slice(0, end), version: Number(one.slice(end + 1)) };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
