import { reachesOf } from '#engine/access/allowed.ts';
import { problem } from '#engine/problem.ts';
import type { ImportDefinition } from '#engine/schema/types.gen.ts';
import { holdsSystem } from '../../query/require-system.ts';
import { findClaim, type ImportRunRow, insertImportRun } from '../../storage/import-runs.ts';
import { enqueueJob } from '../../storage/jobs.ts';
import { type Context, machine } from '../context.ts';
import { appendEvent } from '../event.ts';
import { runCommand } from '../run-command.ts';
import { idFor, type Unit } from '../unit.ts';
import { limits } from './sheet/limits.ts';

export interface ReceiveImport {
  readonly key: string;
  /** Id of a finished upload. */
  readonly upload: string;
  readonly name: string;
  readonly idempotencyKey?: string;
}

/** Takes a file in to be checked. One that went in already, or is going in, is not checked again: its run is the answer. */
export const receiveImport = async (
  context: Context,
  { idempotencyKey, ...input }: ReceiveImport,
): Promise<{ readonly id: string }> => {
  const definition = context.catalog.definitions.import.get(input.key);
  if (definition === undefined) throw problem('not-found');
  requireImport(context, definition);
  const file = await context.services.files.adopt(input.upload, context.actor.id);
  const command = { route: 'receive-import', body: input, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  // The upload is gone when this is asked again with its key: then the stored answer is given.
  const run = file && { ...(await newRun(context, { ...input, file })), id: '' };
  const earlier = run && (await findClaim(context.storage.read, claimOf(run.import, run.file)));
  const answer = await runCommand(context, command, async (unit) => {
    if (run === undefined) throw problem('not-found', { issues: [{ path: '/upload', code: 'reference' }] });
    if (earlier !== undefined && earlier.created_by === context.actor.id) return { id: earlier.id };
    if (earlier !== undefined)
      throw problem('already-exists', { issues: [{ path: '/upload', code: 'import.fileThere' }] });
    return { id: await storeRun(unit, run) };
  });
  await context.services.files.release(input.upload);
  return answer;
};

/** Stores the run and the job that checks it. */
const storeRun = async (unit: Unit, run: ImportRunRow): Promise<string> => {
  const { now, actor } = unit.context;
  const id = idFor(unit);
  await insertImportRun(unit.db, { ...run, id });
  await enqueueJob(unit.db, { kind: 'import-check', payload: JSON.stringify({ run: id }), at: now });
  unit.jobs = true;
  await appendEvent(unit, {
    type: 'import.received',
    organization: actor.organization,
    data: { import: run.import, run: id, file: run.file, name: run.name },
  });
  return id;
};

interface Received {
  readonly key: string;
  readonly name: string;
  readonly file: { readonly hash: string; readonly size: number };
}

/** A run that has not begun. @throws Problem too-large, unsupported-type */
export const newRun = async (context: Context, { key, name, file }: Received): Promise<Omit<ImportRunRow, 'id'>> => ({
  import: key,
  file: file.hash,
  name: name.slice(0, 200),
  format: await formatOf(context, file),
  release: context.catalog.release,
  mode: null,
  state: 'checking',
  claim: null,
  line: 0,
  row_count: 0,
  good: 0,
  bad: 0,
  written: 0,
  skipped: 0,
  cancel: 0,
  error: null,
  created_by: context.actor.id,
  created_at: context.now,
  started_at: null,
  finished_at: null,
});

/** What only one run may hold: this file for this import. */
export const claimOf = (key: string, hash: string): string => `${key}:${hash}`;

const formatOf = async (
  { services }: Context,
  { hash, size }: { readonly hash: string; readonly size: number },
): Promise<'xlsx' | 'csv'> => {
  if (size > limits.file)
    throw problem('too-large', {
      issues: [{ path: '/upload', code: 'import.tooLargeFile', params: { limit: limits.file / 1024 ** 2 } }],
    });
  const bytes = await services.files.bytes(hash);
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11)
    throw problem('unsupported-type', { issues: [{ path: '/upload', code: 'import.oldWorkbook' }] });
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? 'xlsx' : 'csv';
};

/** May the person import it at all? Which organizations for is asked row by row. */
export const mayImport = (context: Context, { target }: ImportDefinition): boolean => {
  const { actor, catalog } = context;
  if (actor.id === machine.id) return true;
  if (target === '$account') return holdsSystem(context, 'usersManage');
  return reachesOf({ roles: catalog.definitions.role, person: actor }, target, 'import').length > 0;
};

export const requireImport = (context: Context, definition: ImportDefinition): void => {
  if (mayImport(context, definition)) return;
  throw problem('not-permitted', {
    issues: [{ path: '', code: 'access.operation', params: { operation: 'import' } }],
  });
};
