import type { Selectable } from 'kysely';
import { problem } from '#engine/problem.ts';
import { all, type Db, insertRow, run } from './db.ts';
import type { DraftApprovalTable, DraftItemTable, DraftPlanTable, DraftTable } from './release-tables.ts';
import { deleteRows, laterIfAbsent, replaceRow, rowOf, rowsOf, updateRows } from './rows.ts';

export type DraftRow = Selectable<DraftTable>;
export type DraftItemRow = Selectable<DraftItemTable>;
export type DraftApprovalRow = Selectable<DraftApprovalTable>;
export type DraftPlanRow = Selectable<DraftPlanTable>;

export const insertDraft = (db: Db, row: DraftRow): Promise<void> => insertRow(db, 'draft', row);

export const findDraft = (db: Db, id: string): Promise<DraftRow | undefined> => rowOf(db, 'draft', { id });

export const listDraftRows = (db: Db, limit = 200): Promise<DraftRow[]> =>
  all<DraftRow>(db, "select * from `draft` where `state` = 'open' order by `modified_at` desc limit ?", [limit]);

export const draftItems = (db: Db, draft: string): Promise<DraftItemRow[]> =>
  all<DraftItemRow>(db, 'select * from `draft_item` where `draft` = ? order by `path`', [draft]);

/** `hash` null removes the definition. */
export const putDraftItem = (db: Db, item: DraftItemRow): Promise<number> => replaceRow(db, 'draft_item', item);

export const dropDraftItem = (db: Db, draft: string, path: string): Promise<number> =>
  deleteRows(db, 'draft_item', { draft, path });

/** Moves an open draft one version on. @throws Problem draft-conflict when it is open no longer. */
export const touchDraft = async (db: Db, id: string, at: string, state: DraftRow['state'] = 'open'): Promise<void> => {
  const touched = await run(
    db,
    "update `draft` set `version` = `version` + 1, `modified_at` = ?, `state` = ? where `id` = ? and `state` = 'open'",
    [at, state, id],
  );
  if (touched !== 1) throw problem('draft-conflict', { params: { draft: id } });
};

export const noteEditor = (db: Db, draft: string, account: string): Promise<void> =>
  laterIfAbsent(db, 'draft_editor', { draft, account }, ['draft', 'account']);

export const editorsOf = async (db: Db, draft: string): Promise<string[]> =>
  (await rowsOf(db, 'draft_editor', { draft })).map(({ account }) => account);

export const insertApproval = (db: Db, row: DraftApprovalRow): Promise<void> => insertRow(db, 'draft_approval', row);

/** Newest first. */
export const approvalsOf = (db: Db, draft: string): Promise<DraftApprovalRow[]> =>
  rowsOf(db, 'draft_approval', { draft }, 'order by `at` desc, `id` desc');

export const findPlan = (db: Db, draft: string): Promise<DraftPlanRow | undefined> =>
  rowOf(db, 'draft_plan', { draft });

/** One plan a draft: a new one takes the place of the former. */
export const putPlan = (db: Db, row: DraftPlanRow): Promise<number> => replaceRow(db, 'draft_plan', row);

/** Ends the plan of a draft that still waits; 0 when there is none. */
export const endPlan = (
  db: Db,
  draft: string,
  state: Exclude<DraftPlanRow['state'], 'waiting'>,
  reason: string | null = null,
): Promise<number> => updateRows(db, 'draft_plan', { draft, state: 'waiting' }, { state, reason });
