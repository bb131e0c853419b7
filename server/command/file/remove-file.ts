import { problem } from '#engine/problem.ts';
import { reachFile } from '../../query/read-file.ts';
import { one } from '../../storage/db.ts';
import type { FileLinkRow } from '../../storage/files.ts';
import { updateRows } from '../../storage/rows.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { openRecord, touchFamily } from '../open-record.ts';
import { runCommand } from '../run-command.ts';
import { forUpdate, type Unit } from '../unit.ts';
import { noteHandled } from './custody.ts';
import { fileUses } from './file-uses.ts';

export interface RemoveFile {
  readonly id: string;
  readonly reason: string;
  readonly idempotencyKey: string;
}

/**
 * Takes a file out of its record again: one's own, as long as no step was passed with it and no form or paper holds it.
 * Its custody stays; its content stays until it is swept.
 */
export const removeFile = async (
  context: Context,
  { idempotencyKey, ...input }: RemoveFile,
): Promise<{ readonly id: string }> => {
  const reason = input.reason.normalize('NFC').trim();
  if (reason === '' || reason.length > 200)
    throw problem('invalid-input', { issues: [{ path: '/reason', code: 'required' }] });
  const { link } = await reachFile(context, input.id);
  const at = { module: link.module, id: link.record_id };
  return await runCommand(context, { route: 'remove-file', idempotencyKey, body: input }, async (unit) => {
    const { row } = await openRecord(unit, at, { operation: 'files' });
    const file = await findLive(unit, input.id);
    if (file.by_account !== context.actor.id) throw problem('not-permitted', { issues: [issue('file.notYours')] });
    const uses = await fileUses(unit, row);
    if (uses.frozen(file.id) || uses.passed >= file.at)
      throw problem('action-not-available', { issues: [issue('file.frozen')] });
    if (uses.held(file.id)) throw problem('action-not-available', { issues: [issue('file.held')] });
    await takeOut(unit, row, file, { action: 'remove', how: reason });
    return { id: file.id };
  });
};

const issue = (code: string) => ({ path: '', code });

const findLive = async (unit: Unit, id: string): Promise<FileLinkRow> => {
  const found = await one<FileLinkRow>(
    unit.db,
    `select * from file_link where id = ? and removed_at is null${forUpdate(unit)}`,
    [id],
  );
  if (found === undefined) throw problem('not-found');
  return found;
};

interface Placed {
  readonly id: string;
  readonly root_id: string;
  readonly organization: string;
}

/** The file is no file of the record any more; what is known of it stays. */
export const takeOut = async (
  unit: Unit,
  record: Placed,
  file: FileLinkRow,
  deed: { readonly action: 'remove' | 'sweep'; readonly how?: string },
): Promise<void> => {
  const { actor, now } = unit.context;
  await updateRows(unit.db, 'file_link', { id: file.id }, { removed_at: now, removed_by: actor.id });
  await noteHandled(unit, { item: file.id, kind: 'file', record, ...deed });
  await touchFamily(unit, record.root_id);
  await appendEvent(unit, {
    type: 'file.removed',
    record: { id: record.id, root: record.root_id },
    organization: record.organization,
    data: { file: file.id, sha256: file.hash },
  });
};
