import { problem } from '#engine/problem.ts';
import { type DraftRow, draftItems, findDraft } from '../../storage/drafts.ts';
import type { Context } from '../context.ts';
import { hashJson } from '../hash.ts';
import { type Candidate, candidateOf, type Delta } from './candidate.ts';

export interface DraftChanges {
  readonly draft: DraftRow;
  readonly delta: Delta;
}

/** An open draft with what it changes. @throws Problem not-found */
export const draftChanges = async (context: Context, id: string): Promise<DraftChanges> => {
  const db = context.storage.read;
  const draft = await findDraft(db, id);
  if (draft === undefined) throw problem('not-found');
  const items = await draftItems(db, id);
  return { draft, delta: Object.fromEntries(items.map(({ path, hash }) => [path, hash])) };
};

/** What would be in force if the draft were published now. @throws Problem not-found, draft-conflict */
export const draftCandidate = async (context: Context, id: string): Promise<Candidate> => {
  const { draft, delta } = await draftChanges(context, id);
  return await candidateOf(context.storage.read, draft.base, delta);
};

/** What a draft changes, as one hash: approvals and plans hold for this content and no other. */
export const contentOf = (delta: Delta): string => hashJson(delta);
