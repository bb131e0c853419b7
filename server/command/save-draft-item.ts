import { partsOf } from '#engine/definition/kinds.ts';
import { problem } from '#engine/problem.ts';
import { showDraft } from '../query/read-draft.ts';
import { requireSystem } from '../query/require-system.ts';
import { putBlob } from '../storage/definitions.ts';
import { draftItems, dropDraftItem, findDraft, noteEditor, putDraftItem, touchDraft } from '../storage/drafts.ts';
import type { Context } from './context.ts';
import { itemContent, itemPath } from './definition/item-file.ts';
import { runCommand } from './run-command.ts';
import type { Unit } from './unit.ts';

export interface SaveDraftItem {
  /** The draft. */
  readonly id: string;
  /** A kind of definition, or `template`, `partial`, `style`. */
  readonly kind: string;
  readonly key: string;
  /** The definition, or the text; null removes it from the release, undefined takes the change out of the draft. */
  readonly definition: unknown;
  readonly idempotencyKey?: string;
}

/**
 * Puts one whole definition into a draft; the answer is the draft. Whether it goes together with all others is asked by
 * the checks.
 */
export const saveDraftItem = async (context: Context, item: SaveDraftItem) => {
  requireSystem(context, 'definitionsEdit');
  const { id, definition, idempotencyKey } = item;
  const path = await pathOfItem(context, item);
  const content = definition === undefined || definition === null ? undefined : itemContent(path, definition);
  const body = { id, path, definition: definition ?? null, drop: definition === undefined };
  const command = { route: 'saveDraftItem', body, ...(idempotencyKey && { idempotencyKey }) };
  const saved = await runCommand(context, command, async (unit) => {
    if ((await findDraft(unit.db, id)) === undefined) throw problem('not-found');
    await touchDraft(unit.db, id, context.now);
    await noteEditor(unit.db, id, context.actor.id);
    await write(unit, id, path, definition, content);
    return { id };
  });
  return await showDraft(context, saved.id);
};

/** A definition that only the draft has lies where the draft put it. */
const pathOfItem = async (context: Context, { id, kind, key, definition }: SaveDraftItem): Promise<string> => {
  if (definition !== undefined && definition !== null) return itemPath(context.catalog, kind, key, definition);
  const items = await draftItems(context.storage.read, id);
  const own = items.find(({ path }) => {
    const parts = partsOf(path);
    return parts?.type === 'definition' && parts.kind === kind && parts.key === key;
  });
  return own?.path ?? itemPath(context.catalog, kind, key);
};

const write = async (
  unit: Unit,
  draft: string,
  path: string,
  definition: unknown,
  content: string | undefined,
): Promise<void> => {
  if (definition === undefined) await dropDraftItem(unit.db, draft, path);
  else
    await putDraftItem(unit.db, { draft, path, hash: content === undefined ? null : await putBlob(unit.db, content) });
};
