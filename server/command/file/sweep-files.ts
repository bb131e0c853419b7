import { addHours } from '#engine/time.ts';
import { all, one, run } from '../../storage/db.ts';
import type { FileLinkRow } from '../../storage/files.ts';
import type { RecordTable } from '../../storage/tables.ts';
import type { Context } from '../context.ts';
import { runCommand } from '../run-command.ts';
import { forUpdate, type Unit } from '../unit.ts';
import { fileUses } from './file-uses.ts';
import { takeOut } from './remove-file.ts';

/** What nothing came to refer to within so many hours goes. */
const term = 30 * 24;
/** Looked at for so many hours more, for days on which nobody looked. */
const grace = 30 * 24;
const most = 500;

/** Everything that may hold content of the store by its hash. */
const holders = [
  'select 1 from file_link l where l.hash = f.hash and (l.removed_at is null or l.removed_at > ?)',
  'select 1 from document d where d.pdf = f.hash',
  'select 1 from import_run i where i.file = f.hash',
  'select 1 from print_run p where p.pdf = f.hash',
];

export interface Swept {
  /** Files uploaded for a field that no form ever held. */
  readonly links: number;
  /** Content that nothing refers to. */
  readonly contents: number;
}

/** Takes away what was uploaded for a form and never became part of it, and content nothing refers to. Evidence stays. */
export const sweepFiles = async (context: Context): Promise<Swept> => {
  const links = await all<{ record_id: string }>(
    context.storage.read,
    `select distinct record_id from file_link where field <> '' and removed_at is null and at < ? and at > ? limit ${most}`,
    [addHours(context.now, -term), addHours(context.now, -term - grace)],
  );
  let taken = 0;
  for (const { record_id } of links) taken += await sweepRecord(context, record_id);
  return { links: taken, contents: await sweepContents(context) };
};

const sweepRecord = (context: Context, id: string): Promise<number> =>
  runCommand(context, { route: 'sweep-files', body: { id } }, async (unit) => {
    const record = await one<RecordTable>(unit.db, 'select * from record where id = ?', [id]);
    if (record === undefined) return 0;
    const uses = await fileUses(unit, record);
    const files = await all<FileLinkRow>(
      unit.db,
      "select * from file_link where record_id = ? and field <> '' and removed_at is null and at < ?",
      [id, addHours(context.now, -term)],
    );
    const unused = files.filter((file) => !uses.frozen(file.id) && !uses.held(file.id));
    for (const file of unused) await takeOut(unit, record, file, { action: 'sweep' });
    return unused.length;
  });

const sweepContents = async (context: Context): Promise<number> => {
  const before = addHours(context.now, -term);
  const free = `f.swept_at is null and f.created_at < ? and not exists (${holders.join(') and not exists (')})`;
  const found = await all<{ hash: string }>(
    context.storage.read,
    `select f.hash from file f where ${free} limit ${most}`,
    [before, before],
  );
  let contents = 0;
  for (const { hash } of found)
    contents += await runCommand(context, { route: 'sweep-content', body: { hash } }, (unit) =>
      sweepOne(unit, hash, free, before),
    );
  return contents;
};

/** Who attaches the same content meanwhile waits at its row, and finds that it has to bring it again. */
const sweepOne = async (unit: Unit, hash: string, free: string, before: string): Promise<number> => {
  const still = await one(unit.db, `select f.hash from file f where f.hash = ? and ${free}${forUpdate(unit)}`, [
    hash,
    before,
    before,
  ]);
  if (still === undefined) return 0;
  await unit.context.services.files.remove(hash);
  return await run(unit.db, 'update file set swept_at = ? where hash = ?', [unit.context.now, hash]);
};
