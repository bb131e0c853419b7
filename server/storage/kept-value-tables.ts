import type { CivilDate, Flag, JsonText } from './column-types.ts';

/** What one record alone may have while it lasts; the primary key is (module, rule, hash). */
export interface UniqueValueTable {
  module: string;
  rule: string;
  hash: string;
  record_id: string;
}

/**
 * A field of a record held this value from a day on. Of the rows that begin on or before a day, the one of the greatest
 * version speaks: who wrote later knew better.
 */
export interface DatedValueTable {
  record_id: string;
  module: string;
  field: string;
  from_date: CivilDate;
  /** The version of the record that brought it. */
  version: number;
  /** `{"value": …}`; without value it was taken away. */
  value: JsonText;
}

/** A text by which a record is found; the primary key is (record_id, part). */
export interface SearchTextTable {
  record_id: string;
  /** `open`, `full`, or `n:` and the id of a line of the ledger. */
  part: string;
  module: string;
  /** Only for those who see sensitive fields of the module in full. */
  sensitive: Flag;
  /** Which fields it was made of; '' for a number. */
  spec: string;
  /** Folded: `foldText`. */
  text: string;
}
