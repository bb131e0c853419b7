import { insertDraft, noteEditor, putDraftItem } from '../../storage/drafts.ts';
import { idFor, type Unit } from '../unit.ts';
import type { Delta } from './candidate.ts';

export interface NewDraft {
  /** The release the changes are made on. */
  readonly base: string;
  readonly title: string;
  readonly delta?: Delta;
}

/** Stores a draft of the actor's with what it changes; the answer is its id. */
export const storeDraft = async (unit: Unit, { base, title, delta = {} }: NewDraft): Promise<string> => {
  const id = idFor(unit);
  const { actor, now } = unit.context;
  const times = { created_at: now, modified_at: now };
  await insertDraft(unit.db, { id, base, title, author: actor.id, state: 'open', version: 1, ...times });
  await noteEditor(unit.db, id, actor.id);
  for (const [path, hash] of Object.entries(delta)) await putDraftItem(unit.db, { draft: id, path, hash });
  return id;
};
