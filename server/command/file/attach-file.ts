import { problem } from '#engine/problem.ts';
import { insertRow } from '../../storage/db.ts';
import { typeFitsName } from '../../storage/file-type.ts';
import { insertIfAbsent } from '../../storage/rows.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { openRecord, touchFamily } from '../open-record.ts';
import { runCommand } from '../run-command.ts';
import { idFor } from '../unit.ts';
import { noteHandled } from './custody.ts';

export interface AttachFile {
  readonly module: string;
  readonly id: string;
  /** A finished upload of this actor. */
  readonly upload: string;
  readonly name: string;
  /** The field of the record it belongs to; '' for the record as a whole. */
  readonly field: string;
  readonly idempotencyKey: string;
}

export interface AttachedFile {
  readonly id: string;
  readonly hash: string;
  readonly size: number;
  readonly type: string;
  readonly name: string;
}

const checkName = (name: string): string => {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[\p{Cc}/\\]/gu, '')
    .trim();
  if (plain === '' || plain.length > 255)
    throw problem('invalid-input', { issues: [{ path: '/name', code: 'file.name' }] });
  return plain;
};

/** undefined when the upload is not there, which a repeated request finds after the first one took it over. */
const takeOver = async (context: Context, upload: string, name: string) => {
  const stored = await context.services.files.adopt(upload, context.actor.id);
  if (stored !== undefined && !typeFitsName(stored.type, name)) {
    throw problem('unsupported-type', {
      issues: [{ path: '/name', code: 'file.type', params: { type: stored.type, name } }],
    });
  }
  return stored;
};

/** Takes a finished upload into the record's files: stored under its hash, with the first line of its custody log. */
export const attachFile = async (context: Context, input: AttachFile): Promise<AttachedFile> => {
  const name = checkName(input.name);
  const { idempotencyKey, ...body } = input;
  const stored = await takeOver(context, input.upload, name);
  return await runCommand(context, { route: 'attach-file', idempotencyKey, body }, async (unit) => {
    if (stored === undefined) throw problem('not-found', { issues: [{ path: '/upload', code: 'file.noUpload' }] });
    const { row } = await openRecord(unit, input, { operation: 'files' });
    const id = idFor(unit);
    const { hash, size, type } = stored;
    await insertIfAbsent(unit.db, 'file', { hash, size, type, created_at: context.now, swept_at: null }, ['hash']);
    await insertRow(unit.db, 'file_link', {
      id,
      record_id: row.id,
      hash,
      name,
      field: input.field,
      by_account: context.actor.id,
      at: context.now,
      about: null,
      removed_at: null,
      removed_by: null,
    });
    await noteHandled(unit, { item: id, kind: 'file', action: 'intake', record: row });
    await touchFamily(unit, row.root_id);
    await appendEvent(unit, {
      type: 'file.attached',
      record: { id: row.id, root: row.root_id },
      organization: row.organization,
      data: { file: id, sha256: hash, size, type },
    });
    return { id, hash, size, type, name };
  });
};
