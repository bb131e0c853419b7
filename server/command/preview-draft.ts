import { requireSystem } from '../query/require-system.ts';
import type { Context } from './context.ts';
import { draftCandidate } from './definition/draft-candidate.ts';
import { type Preview, previewCandidate } from './definition/preview-candidate.ts';

export interface PreviewDraft {
  readonly id: string;
  readonly skip?: number;
  readonly limit?: number;
}

/** Which open records the draft would treat otherwise, and how, with both traces. Changes nothing. */
export const previewDraft = async (context: Context, { id, ...page }: PreviewDraft): Promise<Preview> => {
  requireSystem(context, 'definitionsRead');
  return await previewCandidate(context, await draftCandidate(context, id), page);
};
