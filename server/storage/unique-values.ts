import { type Db, one } from './db.ts';
import type { UniqueValueTable } from './kept-value-tables.ts';
import { deleteRows, insertIfAbsent } from './rows.ts';

/**
 * Keeps a value for one record. Waits for another transaction that is about to keep the same; the answer is the record
 * that has it.
 */
export const keepValue = async (db: Db, value: UniqueValueTable): Promise<string> => {
  await insertIfAbsent(db, 'unique_value', value, ['module', 'rule', 'hash']);
  const kept = await one<{ record_id: string }>(
    db,
    'select record_id from unique_value where module = ? and rule = ? and hash = ?',
    [value.module, value.rule, value.hash],
  );
  return kept?.record_id ?? value.record_id;
};

export const dropValue = (db: Db, record: string, rule: string): Promise<number> =>
  deleteRows(db, 'unique_value', { record_id: record, rule });
