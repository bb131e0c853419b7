import { findClaim, findImportRun, importIssues, insertImportRun } from '../../storage/import-runs.ts';
import type { Context } from '../context.ts';
import { newId } from '../new-id.ts';
import { performImport } from './perform-import.ts';
import { claimOf, newRun } from './receive-import.ts';

/** Imports a file that somebody in charge of the platform gives, all rows or none; one that went in already is left alone. */
export const importAtOnce = async (
  context: Context,
  { key, name, bytes }: { readonly key: string; readonly name: string; readonly bytes: Uint8Array },
): Promise<void> => {
  const { storage } = context;
  const file = await context.services.files.put(bytes);
  const claim = claimOf(key, file.hash);
  let id = (await findClaim(storage.read, claim))?.id;
  if (id === undefined) {
    id = newId(context.now);
    const run = { ...(await newRun(context, { key, name, file })), id, claim, mode: 'all', state: 'waiting' } as const;
    await storage.transact((db) => insertImportRun(db, { ...run, started_at: context.now }));
  }
  await performImport(context, { run: id });
  const run = await findImportRun(storage.read, id);
  if (run?.state === 'done') return;
  const issues = await importIssues(storage.read, { run: id, skip: 0, limit: 10 });
  throw new Error(`${name} was not imported: ${run?.state} ${run?.error ?? ''} ${JSON.stringify(issues)}`);
};
