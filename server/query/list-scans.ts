import type { Context } from '../command/context.ts';
import { all } from '../storage/db.ts';
import { namesOf } from './names-of.ts';

interface ScanRow {
  readonly document_id: string;
  readonly file_link: string;
  readonly by_account: string;
  readonly at: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

export interface ScanOfPaper {
  /** The file of the record, to be read as any other. */
  readonly file: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: string;
}

/** The scans of signed papers of a record, by document, the oldest first. */
export const listScans = async (context: Context, record: string): Promise<ReadonlyMap<string, ScanOfPaper[]>> => {
  const rows = await all<ScanRow>(
    context.storage.read,
    'select s.document_id, s.file_link, s.by_account, s.at, l.name, f.size, f.type from paper_scan s join file_link l on l.id = s.file_link join file f on f.hash = l.hash where s.record_id = ? order by s.at, s.id',
    [record],
  );
  const names = await namesOf(
    context,
    rows.map(({ by_account }) => by_account),
  );
  const scans = new Map<string, ScanOfPaper[]>();
  for (const { document_id: document, file_link: file, by_account: by, size, ...rest } of rows)
    scans.set(document, [
      ...(scans.get(document) ?? []),
      { file, name: rest.name, type: rest.type, at: rest.at, size: Number(size), by: names(by) },
    ]);
  return scans;
};
