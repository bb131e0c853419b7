import { endPlan, touchDraft } from '../storage/drafts.ts';
import type { Context } from './context.ts';
import { approverOf } from './definition/approval.ts';
import { contentOf, draftChanges } from './definition/draft-candidate.ts';
import { type PublishedDelta, publishDelta } from './definition/publish-delta.ts';
import { impactsBefore } from './definition/release-sweeps.ts';

export interface PublishDraft {
  readonly id: string;
  readonly note: string;
  readonly idempotencyKey?: string;
}

/** Makes the draft, rebased on the release in force, the next release. */
export const publishDraft = async (context: Context, publish: PublishDraft): Promise<PublishedDelta> => {
  const { id, note, idempotencyKey } = publish;
  const { draft, delta } = await draftChanges(context, id);
  return await publishDelta(context, {
    route: 'publishDraft',
    body: { id, note },
    base: draft.base,
    delta,
    note: note === '' ? draft.title : note,
    ...(idempotencyKey && { idempotencyKey }),
    approver: (wide) => approverOf(context, { draft, content: contentOf(delta), wide, publisher: context.actor.id }),
    impacts: (candidate) => impactsBefore(context, { candidate, draft: id, content: contentOf(delta) }),
    also: async (unit) => {
      await touchDraft(unit.db, id, context.now, 'published');
      await endPlan(unit.db, id, 'published');
    },
  });
};
