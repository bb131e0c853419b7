import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { manifestOf, releaseOf } from '../command/definition/candidate.ts';
import { currentRelease, readBlobs } from '../storage/definitions.ts';
import { type DraftRow, draftItems, findDraft, listDraftRows } from '../storage/drafts.ts';
import { differences } from './diff-releases.ts';
import { requireSystem } from './require-system.ts';

const present = ({ id, base, title, author, state, version, created_at, modified_at }: DraftRow) => ({
  id,
  base,
  title,
  author,
  state,
  version: Number(version),
  created: created_at,
  modified: modified_at,
});

/** The drafts that are open. */
export const listDrafts = async (context: Context) => {
  requireSystem(context, 'definitionsRead');
  return (await listDraftRows(context.storage.read)).map(present);
};

/** A draft with what it changes against the release it was opened on, contents included. */
export const readDraft = async (context: Context, { id }: { readonly id: string }) => {
  requireSystem(context, 'definitionsRead');
  const db = context.storage.read;
  const draft = await findDraft(db, id);
  if (draft === undefined) throw problem('not-found');
  const before = await manifestOf(db, await releaseOf(db, draft.base));
  const items = await draftItems(db, id);
  const after: Record<string, string> = { ...before };
  for (const { path, hash } of items) {
    if (hash === null) delete after[path];
    else after[path] = hash;
  }
  const contents = await readBlobs(
    db,
    items.flatMap(({ hash }) => (hash === null ? [] : [hash])),
  );
  const current = await currentRelease(db);
  return {
    ...present(draft),
    rebase: current?.id !== draft.base,
    items: items.map(({ path, hash }) => ({ path, hash, text: hash === null ? null : (contents.get(hash) ?? null) })),
    changes: await differences(db, before, after),
  };
};
