import { all, asJson } from '../storage/db.ts';
import { documentHash } from '../storage/document-hash.ts';
import type { DocumentRow } from '../storage/documents.ts';
import type { Invariant, Offence } from './world.ts';

interface Told {
  readonly id?: string;
  readonly number?: string | null;
  readonly sha256?: string;
  readonly pages?: number;
  readonly row?: string;
}

const differs = (row: DocumentRow, told: Told): boolean =>
  told.row !== undefined
    ? told.row !== documentHash(row)
    : told.sha256 !== row.pdf || told.pages !== row.pages || (told.number ?? '') !== (row.number ?? '');

export const i08: Invariant = {
  id: 'I8',
  title: 'an issued document is what the event log says was issued',
  find: async ({ db }) => {
    const events = await all<{ data: unknown }>(db, "select `data` from `event` where `type` = 'document.issued'");
    const told = new Map(events.map(({ data }) => asJson<Told>(data)).map((data) => [data.id ?? '', data]));
    const documents = await all<DocumentRow>(
      db,
      "select * from `document` where `state` = 'issued' or `pdf` is not null",
    );
    const broken: Offence[] = [];
    for (const row of documents) {
      const issued = told.get(row.id);
      if (issued === undefined)
        broken.push({ table: 'document', row: row.id, reason: 'the log does not know that it was issued' });
      else if (differs(row, issued))
        broken.push({ table: 'document', row: row.id, reason: 'it is not what was issued' });
      told.delete(row.id);
    }
    return [...broken, ...[...told.keys()].map((row) => ({ table: 'document', row, reason: 'issued, and gone' }))];
  },
};
