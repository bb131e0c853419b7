import type { Finding } from '#engine/definition/catalog.ts';
import { requireSystem } from '../query/require-system.ts';
import type { Context } from './context.ts';
import { draftCandidate } from './definition/draft-candidate.ts';
import { judgeCandidate } from './definition/judge-candidate.ts';

export interface CheckedDraft {
  readonly ok: boolean;
  readonly findings: readonly Finding[];
}

/** All checks of the bundle as it would stand, against every closure open records pin. Changes nothing. */
export const checkDraft = async (context: Context, { id }: { readonly id: string }): Promise<CheckedDraft> => {
  requireSystem(context, 'definitionsRead');
  const findings = await judgeCandidate(context, await draftCandidate(context, id));
  return { ok: findings.length === 0, findings };
};
