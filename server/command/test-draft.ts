import { type GoldenResult, runGolden } from '#engine/definition/golden.ts';
import { requireSystem } from '../query/require-system.ts';
import type { Context } from './context.ts';
import { draftCandidate } from './definition/draft-candidate.ts';

export interface TestedDraft {
  readonly ok: boolean;
  readonly total: number;
  readonly failed: number;
  readonly results: readonly GoldenResult[];
}

/** Runs all golden cases on the definitions as they would stand, those of the draft itself included. */
export const testDraft = async (context: Context, { id }: { readonly id: string }): Promise<TestedDraft> => {
  requireSystem(context, 'definitionsRead');
  const { catalog } = await draftCandidate(context, id);
  const results = await runGolden(catalog);
  const failed = results.filter(({ ok }) => !ok).length;
  return { ok: failed === 0, total: results.length, failed, results };
};
