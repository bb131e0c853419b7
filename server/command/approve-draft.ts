import { widening, widens } from '#engine/access/widening.ts';
import { problem } from '#engine/problem.ts';
import { requireSystem } from '../query/require-system.ts';
import { findDraft, insertApproval } from '../storage/drafts.ts';
import type { Context } from './context.ts';
import { grantingRight, notSecond } from './definition/approval.ts';
import { candidateOf, catalogBefore } from './definition/candidate.ts';
import { contentOf, draftChanges } from './definition/draft-candidate.ts';
import { appendEvent } from './event.ts';
import { runCommand } from './run-command.ts';
import { idFor } from './unit.ts';

export interface ApproveDraft {
  readonly id: string;
  /** The content the approver has seen. */
  readonly content: string;
  readonly note: string;
  readonly idempotencyKey?: string;
}

/**
 * The yes of a second person to a draft that widens access, bound to what the draft changes now.
 * @throws Problem not-permitted for one of those who made it or gains by it, draft-conflict when it was changed since.
 */
export const approveDraft = async (context: Context, approve: ApproveDraft): Promise<{ readonly id: string }> => {
  requireSystem(context, grantingRight);
  const { id, content, note, idempotencyKey } = approve;
  const { draft, delta } = await draftChanges(context, id);
  const candidate = await candidateOf(context.storage.read, draft.base, delta);
  const wide = widening(await catalogBefore(context, candidate), candidate.catalog);
  if (contentOf(delta) !== content)
    throw problem('draft-conflict', { issues: [{ path: '/content', code: 'draft-approve-changed' }] });
  if (!widens(wide)) throw problem('not-permitted', { issues: [{ path: '', code: 'draft-approve-needless' }] });
  const issue = await notSecond(context, { draft, content, wide }, context.actor);
  if (issue !== undefined) throw problem('not-permitted', { issues: [issue] });
  const command = { route: 'approveDraft', body: { id, content, note }, ...(idempotencyKey && { idempotencyKey }) };
  return await runCommand(context, command, async (unit) => {
    if ((await findDraft(unit.db, id))?.state !== 'open') throw problem('draft-conflict', { params: { draft: id } });
    const { actor, now } = context;
    await insertApproval(unit.db, { id: idFor(unit), draft: id, content, approver: actor.id, note, at: now });
    await appendEvent(unit, {
      type: 'draft.approved',
      organization: actor.organization,
      data: { draft: id, content, roles: wide.roles.map(({ role }) => role), fields: wide.fields.length },
    });
    return { id };
  });
};
