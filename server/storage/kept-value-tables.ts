import type { CivilDate, JsonText } from './column-types.ts';

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
