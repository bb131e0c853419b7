import type { Selectable } from 'kysely';
import { Problem } from '#engine/problem.ts';
import { all, type Db, insertRow, one, run } from './db.ts';
import { newId } from './id.ts';
import { updateRows } from './rows.ts';
import type { LedgerTable } from './tables.ts';

export type LedgerRow = Selectable<LedgerTable>;

export interface NumberWanted {
  readonly numbering: string;
  readonly organization: string;
  readonly year: number;
  readonly by: string;
  readonly at: string;
  readonly recordId?: string;
  readonly documentId?: string;
  /** The record's field that carries the number. */
  readonly field?: string;
  readonly state?: 'used' | 'reserved';
  /** How the number reads. */
  readonly format: (n: number) => string;
}

/**
 * Takes the next number of a series: the counter's row stays locked until the caller's transaction ends, so that a
 * number and what carries it exist together or not at all.
 */
export const takeNumber = async (db: Db, wanted: NumberWanted): Promise<LedgerRow> => {
  const { numbering, organization, year } = wanted;
  const n = await nextOf(db, [numbering, organization, year]);
  const row: LedgerRow = {
    id: newId(),
    numbering,
    organization,
    year,
    n,
    text: wanted.format(n),
    state: wanted.state ?? 'used',
    record_id: wanted.recordId ?? null,
    document_id: wanted.documentId ?? null,
    field: wanted.field ?? null,
    reason: null,
    by_account: wanted.by,
    at: wanted.at,
  };
  await insertRow(db, 'ledger', row);
  return row;
};

const where = '`numbering` = ? and `organization` = ? and `year` = ?';

const nextOf = async (db: Db, series: readonly [string, string, number]): Promise<number> => {
  const add = () => run(db, `update \`counter\` set \`last\` = \`last\` + 1 where ${where}`, series);
  if ((await add()) === 0) {
    const [numbering, organization, year] = series;
    try {
      await insertRow(db, 'counter', { numbering, organization, year, last: 1 });
      return 1;
    } catch (error) {
      // Another transaction began the series at this moment.
      if (!(error instanceof Problem) || error.slug !== 'already-exists') throw error;
      await add();
    }
  }
  const row = await one<{ last: number }>(db, `select \`last\` from \`counter\` where ${where}`, series);
  return Number(row?.last);
};

/** Takes a series over that another system began: the next number is `last` + 1. @throws Problem already-exists */
export const startSeries = (
  db: Db,
  series: { readonly numbering: string; readonly organization: string; readonly year: number; readonly last: number },
): Promise<number> => insertRow(db, 'counter', { ...series, start: series.last });

/** A number is never taken back: it stays in the ledger with the reason. */
export const voidNumber = (db: Db, id: string, reason: string): Promise<number> =>
  updateRows(db, 'ledger', { id }, { state: 'voided', reason });

/** Gives a reserved number to what carries it; 0 when it is not free. */
export const useReserved = (
  db: Db,
  id: string,
  carrier: { record_id: string; document_id: string | null },
): Promise<number> => updateRows(db, 'ledger', { id, state: 'reserved' }, { ...carrier, state: 'used' });

export const numbersOf = (db: Db, recordId: string): Promise<LedgerRow[]> =>
  all<LedgerRow>(db, 'select * from `ledger` where `record_id` = ? order by `at`, `n`', [recordId]);
