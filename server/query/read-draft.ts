import type { Manifest } from '#engine/definition/diff.ts';
import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { manifestOf, releaseOf } from '../command/definition/candidate.ts';
import { all } from '../storage/db.ts';
import { currentRelease } from '../storage/definitions.ts';
import { type DraftRow, draftItems, findDraft, listDraftRows } from '../storage/drafts.ts';
import { differences } from './diff-releases.ts';
import { namesOf } from './names-of.ts';
import { requireSystem } from './require-system.ts';

/** The drafts that are open. */
export const listDrafts = async (context: Context) => {
  requireSystem(context, 'definitionsRead');
  const rows = await listDraftRows(context.storage.read);
  return await presentAll(context, rows);
};

/** A draft with what it changes against the release it was opened on, contents included. */
export const readDraft = async (context: Context, { id }: { readonly id: string }) => {
  requireSystem(context, 'definitionsRead');
  return await showDraft(context, id);
};

/** The same for a command that has just changed it. */
export const showDraft = async (context: Context, id: string) => {
  const db = context.storage.read;
  const draft = await findDraft(db, id);
  const [head] = draft === undefined ? [] : await presentAll(context, [draft]);
  if (draft === undefined || head === undefined) throw problem('not-found');
  const before = await manifestOf(db, await releaseOf(db, draft.base));
  const after = await withItems(context, draft, before);
  const current = await currentRelease(db);
  const items = await differences(db, before, after);
  return { ...head, stale: draft.state === 'open' && current?.id !== draft.base, items };
};

const withItems = async (context: Context, draft: DraftRow, before: Manifest): Promise<Manifest> => {
  const after: Record<string, string> = { ...before };
  for (const { path, hash } of await draftItems(context.storage.read, draft.id)) {
    if (hash === null) delete after[path];
    else after[path] = hash;
  }
  return after;
};

const presentAll = async (context: Context, rows: readonly DraftRow[]) => {
  const db = context.storage.read;
  const name = await namesOf(
    context,
    rows.map(({ author }) => author),
  );
  const counts = await all<{ draft: string; count: number }>(
    db,
    'select draft, count(*) as count from draft_item group by draft',
  );
  const countOf = new Map(counts.map(({ draft, count }) => [draft, Number(count)]));
  const shown = [];
  for (const { id, base, title, author, state, version, created_at, modified_at } of rows) {
    const { number } = await releaseOf(db, base);
    shown.push({
      id,
      title,
      state,
      base,
      baseNumber: Number(number),
      author: name(author),
      version: Number(version),
      created: created_at,
      modified: modified_at,
      items: countOf.get(id) ?? 0,
    });
  }
  return shown;
};
