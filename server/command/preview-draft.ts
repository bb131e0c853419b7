import { requireSystem } from '../query/require-system.ts';
import type { Context } from './context.ts';
import { candidateOf } from './definition/candidate.ts';
import { contentOf, draftChanges } from './definition/draft-candidate.ts';
import { type Preview, previewCandidate } from './definition/preview-candidate.ts';
import { previewSweeps, type SweepImpact } from './definition/preview-sweeps.ts';

export interface PreviewDraft {
  readonly id: string;
  readonly skip?: number;
  readonly limit?: number;
  /** The civil date as of which subjects of rule sets are asked; today when absent. */
  readonly asOf?: string;
}

export interface DraftPreview extends Preview {
  /** Who enters, leaves or changes level by rule sets over many records; stored with the draft. */
  readonly sweeps: readonly SweepImpact[];
}

/**
 * Which open records the draft would treat otherwise, and how, with both traces, and whom its rule sets over many records
 * would hit. Nothing but the impact is stored.
 */
export const previewDraft = async (context: Context, { id, asOf, ...page }: PreviewDraft): Promise<DraftPreview> => {
  requireSystem(context, 'definitionsRead');
  const { draft, delta } = await draftChanges(context, id);
  const candidate = await candidateOf(context.storage.read, draft.base, delta);
  const about = { candidate, draft: id, content: contentOf(delta), ...(asOf !== undefined && { asOf }) };
  // Later pages of the records ask for nothing new.
  const sweeps = (page.skip ?? 0) > 0 ? [] : await previewSweeps(context, about);
  return { ...(await previewCandidate(context, candidate, page)), sweeps };
};
