import { CompiledQuery, MysqlAdapter, type Selectable } from 'kysely';
import { all, type Db, insertRow, one } from './db.ts';
import { newId } from './id.ts';
import type { LedgerTable } from './number-tables.ts';
import { updateRows } from './rows.ts';

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

const first = 'insert into `counter` (`numbering`, `organization`, `year`, `last`) values (?, ?, ?, ';

/** One statement, since the counter's row is what concurrent takers wait for. */
const nextOf = async (db: Db, series: readonly [string, string, number]): Promise<number> => {
  if (db.getExecutor().adapter instanceof MysqlAdapter) {
    const text = `${first}last_insert_id(1)) on duplicate key update \`last\` = last_insert_id(\`last\` + 1)`;
    const { insertId } = await db.executeQuery(CompiledQuery.raw(text, [...series]));
    return Number(insertId);
  }
  const row = await one<{ last: number }>(
    db,
    `${first}1) on conflict do update set \`last\` = \`last\` + 1 returning \`last\``,
    series,
  );
  return Number(row?.last);
};

/** Takes a series over that another system began: the next number is `last` + 1. @throws Problem already-exists */
export const startSeries = (
  db: Db,
  series: { readonly numbering: string; readonly organization: string; readonly year: number; readonly last: number },
): Promise<void> => insertRow(db, 'counter', { ...series, start: series.last });

/** A number is never taken back: it stays in the ledger with the reason. */
export const voidNumber = (db: Db, id: string, reason: string): Promise<number> =>
  updateRows(db, 'ledger', { id }, { state: 'voided', reason });

export const numbersOf = (db: Db, recordId: string): Promise<LedgerRow[]> =>
  all<LedgerRow>(db, 'select * from `ledger` where `record_id` = ? order by `at`, `n`', [recordId]);

/** What stands in the ledger, by record. */
export const ledgerTexts = async (
  db: Db,
  records: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const found = new Map<string, string[]>();
  if (records.length === 0) return found;
  const places = records.map(() => '?').join(', ');
  const rows = await all<{ record_id: string; text: string }>(
    db,
    `select \`record_id\`, \`text\` from \`ledger\` where \`record_id\` in (${places}) order by \`at\`, \`n\``,
    records,
  );
  for (const { record_id, text } of rows) found.set(record_id, [...(found.get(record_id) ?? []), text]);
  return found;
};
