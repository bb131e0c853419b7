import { one } from '../../storage/db.ts';
import type { EntryRow } from '../../storage/entries.ts';
import type { OpenRecord, RecordData } from '../open-record.ts';
import { openStored } from '../secrets.ts';
import type { Unit } from '../unit.ts';

export interface Filled {
  readonly id: string;
  readonly round: number;
  readonly data: RecordData;
}

/** The last filling of a form of a record, whoever may read it. */
export const lastFilling = async (unit: Unit, { row }: OpenRecord, form: string): Promise<Filled | undefined> => {
  const entry = await one<EntryRow>(
    unit.db,
    "select * from entry where record_id = ? and form = ? and subject = '' order by round desc limit 1",
    [row.id, form],
  );
  if (entry === undefined) return undefined;
  return {
    id: entry.id,
    round: Number(entry.round),
    data: openStored<RecordData>(unit.context, row.id, entry.data),
  };
};
