import { fullPath } from '#engine/definition/compile-module.ts';
import { type FileLimits, faultOf } from '#engine/file/limits.ts';
import type { Issue } from '#engine/issue.ts';
import { problem } from '#engine/problem.ts';
import { insertRow, run } from '../../storage/db.ts';
import { insertIfAbsent } from '../../storage/rows.ts';
import type { Context, FinishedUpload } from '../context.ts';
import { appendEvent } from '../event.ts';
import { type OpenRecord, openRecord, touchFamily } from '../open-record.ts';
import { runCommand } from '../run-command.ts';
import { idFor, type Unit } from '../unit.ts';
import { type AboutFile, readAbout } from './about.ts';
import { noteHandled } from './custody.ts';

export interface AttachFile {
  readonly module: string;
  readonly id: string;
  /** A finished upload of this actor. */
  readonly upload: string;
  readonly name: string;
  /** The field of the record it belongs to; '' for the record as a whole. */
  readonly field: string;
  /** What the browser told of it. */
  readonly about?: unknown;
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

/** The path of the field with `*` for rows of grids, and what the field takes. */
const fieldOf = ({ module }: OpenRecord, field: string): { readonly path: string; readonly limits: FileLimits } => {
  if (field === '') return { path: '', limits: {} };
  const path = field.replaceAll(/\[\d+\]|\.\d+(?=\.|$)/g, '.*');
  for (const { definition, fields } of module.forms.values())
    for (const one of fields)
      if (one.type === 'attachment' && (fullPath(definition, one.path) === path || one.path === path))
        return { path: fullPath(definition, one.path), limits: one.files ?? {} };
  throw problem('invalid-input', { issues: [{ path: '/field', code: 'file.noField' }] });
};

const refuseFault = (fault: Issue | undefined): void => {
  if (fault === undefined) return;
  const slug = fault.code === 'file.tooLarge' ? 'too-large' : 'unsupported-type';
  throw problem(fault.code === 'file.empty' ? 'invalid-input' : slug, { issues: [fault] });
};

/**
 * Takes a finished upload into the record's files: stored under its hash, with the first line of its custody log. The
 * upload stays until that is committed, so whatever is cut off can be done again.
 */
export const attachFile = async (context: Context, input: AttachFile): Promise<AttachedFile> => {
  const name = checkName(input.name);
  const { idempotencyKey, ...body } = input;
  const { files } = context.services;
  const about = readAbout(input.about);
  const found = await files.look(input.upload, context.actor.id);
  refuseFault(found && faultOf({ ...found, name }, {}));
  const attached = await runCommand(context, { route: 'attach-file', idempotencyKey, body }, async (unit) => {
    if (found === undefined) throw problem('not-found', { issues: [{ path: '/upload', code: 'file.noUpload' }] });
    const record = await openRecord(unit, input, { operation: 'files' });
    const { path, limits } = fieldOf(record, input.field);
    refuseFault(faultOf({ ...found, name }, limits));
    await keepContent(unit, input.upload, found);
    return await linkFile(unit, record.row, { ...found, name, field: path, about });
  });
  await files.release(input.upload);
  return attached;
};

/** Whoever sweeps what nothing refers to waits at the row, and so does who refers to it anew. */
const keepContent = async (unit: Unit, upload: string, { hash, size, type }: FinishedUpload): Promise<void> => {
  const { services, now, actor } = unit.context;
  const row = { hash, size, type, created_at: now, swept_at: null };
  await insertIfAbsent(unit.db, 'file', row, ['hash']);
  await run(unit.db, 'update file set swept_at = null where hash = ?', [hash]);
  await services.files.adopt(upload, actor.id);
};

interface NewLink extends FinishedUpload {
  readonly name: string;
  readonly field: string;
  readonly about: AboutFile | undefined;
}

const linkFile = async (unit: Unit, row: OpenRecord['row'], file: NewLink): Promise<AttachedFile> => {
  const { hash, size, type, name, field, about } = file;
  const { actor, now } = unit.context;
  const id = idFor(unit);
  const more = { about: about === undefined ? null : JSON.stringify(about), removed_at: null, removed_by: null };
  const link = { id, record_id: row.id, hash, name, field, by_account: actor.id, at: now };
  await insertRow(unit.db, 'file_link', { ...link, ...more });
  await noteHandled(unit, { item: id, kind: 'file', action: 'intake', record: row });
  await touchFamily(unit, row.root_id);
  await appendEvent(unit, {
    type: 'file.attached',
    record: { id: row.id, root: row.root_id },
    organization: row.organization,
    data: { file: id, sha256: hash, size, type },
  });
  return { id, hash, size, type, name };
};
