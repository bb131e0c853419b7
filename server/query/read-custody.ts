import { problem } from '#engine/problem.ts';
import { mask } from '#engine/text/mask.ts';
import type { Context } from '../command/context.ts';
import type { CustodyRow } from '../storage/custody.ts';
import { all } from '../storage/db.ts';
import { findDocument } from '../storage/documents.ts';
import { grantedOn } from './granted-on.ts';
import { namesOf } from './names-of.ts';
import type { RecordRow } from './present-record.ts';
import { reachFile } from './read-file.ts';
import { reachRecord } from './read-record.ts';

export interface CustodyLine {
  readonly seq: number;
  readonly action: CustodyRow['action'];
  /** True for a look at small pictures of all files of the record. */
  readonly overview: boolean;
  readonly how: string | null;
  readonly actor: { readonly id: string; readonly name: string };
  readonly at: string;
  readonly address: string;
  readonly agent: string;
}

const most = 200;

/**
 * Who had a file or a paper in hand, newest first, 200 lines at a time. Everybody who may read the record sees what was
 * done and when; names and addresses are for who works on its files or papers, to others they are starred.
 */
export const readCustody = async (
  context: Context,
  query: { readonly kind: 'file' | 'document'; readonly id: string; readonly before: number | undefined },
): Promise<readonly CustodyLine[]> => {
  if (query.before !== undefined && !Number.isSafeInteger(query.before))
    throw problem('invalid-input', { issues: [{ path: '/before', code: 'query.type' }] });
  const record = await (query.kind === 'file' ? ofFile : ofPaper)(context, query.id);
  const inFull = await grantedOn(context, record, query.kind === 'file' ? 'files' : 'documents');
  // A look at all files of a record is a look at each of them.
  const items = query.kind === 'file' ? [query.id, record.id] : [query.id];
  const marks = items.map(() => '?').join(', ');
  const rows = await all<CustodyRow>(
    context.storage.read,
    `select * from \`custody_line\` where \`item\` in (${marks}) and \`seq\` < ? order by \`seq\` desc limit ${most}`,
    [...items, query.before ?? Number.MAX_SAFE_INTEGER],
  );
  const names = await namesOf(
    context,
    rows.map(({ actor }) => actor),
  );
  return rows.map((row) => ({
    seq: Number(row.seq),
    action: row.action,
    overview: row.kind === 'record',
    how: row.how,
    actor: inFull ? names(row.actor) : { id: '', name: mask('name', names(row.actor).name) },
    at: row.at,
    address: inFull ? row.address : '',
    agent: inFull ? row.agent : '',
  }));
};

const ofFile = async (context: Context, id: string): Promise<RecordRow> => (await reachFile(context, id)).record;

const ofPaper = async (context: Context, id: string): Promise<RecordRow> => {
  const paper = await findDocument(context.storage.read, id);
  if (paper === undefined) throw problem('not-found');
  return await reachRecord(context, { module: paper.module, id: paper.record_id });
};
