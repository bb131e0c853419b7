import type { SweepImpact } from '#engine/rule/impact.ts';
import { requireSystem } from '../query/require-system.ts';
import { pieceOf, undertake, type Watch } from '../query/undertaking.ts';
import type { Context } from './context.ts';
import { candidateOf } from './definition/candidate.ts';
import { contentOf, draftChanges } from './definition/draft-candidate.ts';
import { type Preview, previewCandidate } from './definition/preview-candidate.ts';
import { previewSweeps } from './definition/preview-sweeps.ts';

export interface PreviewDraft {
  readonly id: string;
  readonly skip?: number;
  readonly limit?: number;
  /** The civil date as of which subjects of rule sets are asked; today when absent. */
  readonly asOf?: string;
  /** An id of the asker's choice by which he may see how far it is, and end it. */
  readonly watch?: string;
}

export interface DraftPreview extends Preview {
  /** Who enters, leaves or changes level by rule sets over many records; stored with the draft. */
  readonly sweeps: readonly SweepImpact[];
}

/**
 * Which open records the draft would treat otherwise, and how, with both traces, and whom its rule sets over many records
 * would hit. Nothing but the impact is stored.
 */
export const previewDraft = async (context: Context, preview: PreviewDraft): Promise<DraftPreview> => {
  requireSystem(context, 'definitionsRead');
  const { storage, actor } = context;
  const id = preview.watch ?? context.requestId;
  return await undertake(storage, { id, account: actor.id }, (watch) => previewWatched(context, preview, watch));
};

/** The subjects of rule sets are the greater part of the work. */
const forSweeps = 0.7;

const previewWatched = async (
  context: Context,
  { id, asOf, watch: _watch, ...page }: PreviewDraft,
  watch: Watch,
): Promise<DraftPreview> => {
  const { draft, delta } = await draftChanges(context, id);
  const candidate = await candidateOf(context.storage.read, draft.base, delta);
  const about = { candidate, draft: id, content: contentOf(delta), ...(asOf !== undefined && { asOf }) };
  // Later pages of the records ask for nothing new.
  const isLater = (page.skip ?? 0) > 0;
  const sweeps = isLater ? [] : await previewSweeps(context, { ...about, watch: pieceOf(watch, 0, forSweeps) });
  const rest = pieceOf(watch, isLater ? 0 : forSweeps, 1);
  return { ...(await previewCandidate(context, candidate, { ...page, watch: rest })), sweeps };
};
