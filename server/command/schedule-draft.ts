import { problem } from '#engine/problem.ts';
import { isInstant } from '#engine/time.ts';
import { requireSystem } from '../query/require-system.ts';
import { endPlan, findDraft, putPlan } from '../storage/drafts.ts';
import { enqueueJob } from '../storage/jobs.ts';
import type { Context } from './context.ts';
import { contentOf, draftChanges } from './definition/draft-candidate.ts';
import { appendEvent } from './event.ts';
import { runCommand } from './run-command.ts';

export interface ScheduleDraft {
  readonly id: string;
  /** The moment at which it is to be in force, an instant in UTC. */
  readonly at: string;
  readonly note: string;
  readonly idempotencyKey?: string;
}

/** What a job needs to know which plan it belongs to. */
export interface PlannedPublish {
  readonly draft: string;
  readonly at: string;
  readonly content: string;
}

/**
 * Plans to publish a draft as it is now at a moment to come. Checks, golden cases, preview and approvals are asked
 * then, not now. A new plan takes the place of the former.
 * @throws Problem invalid-input for a moment that is none or past, draft-conflict when the draft is open no longer.
 */
export const scheduleDraft = async (context: Context, schedule: ScheduleDraft): Promise<{ readonly id: string }> => {
  requireSystem(context, 'definitionsPublish');
  const { id, at, note, idempotencyKey } = schedule;
  const { actor, now } = context;
  if (!isInstant(at) || at <= now)
    throw problem('invalid-input', { issues: [{ path: '/at', code: 'draft-plan-moment' }], params: { count: 1 } });
  const content = contentOf((await draftChanges(context, id)).delta);
  const command = { route: 'scheduleDraft', body: { id, at, note }, ...(idempotencyKey && { idempotencyKey }) };
  return await runCommand(context, command, async (unit) => {
    if ((await findDraft(unit.db, id))?.state !== 'open') throw problem('draft-conflict', { params: { draft: id } });
    const plan = { draft: id, content, publish_at: at, note, planned_by: actor.id, planned_at: now };
    await putPlan(unit.db, { ...plan, state: 'waiting', reason: null });
    const payload = JSON.stringify({ draft: id, at, content } satisfies PlannedPublish);
    await enqueueJob(unit.db, { kind: 'publish-draft', payload, at: now, runAfter: at });
    unit.jobs = true;
    await appendEvent(unit, {
      type: 'draft.planned',
      organization: actor.organization,
      data: { draft: id, publishAt: at, content },
    });
    return { id };
  });
};

export interface UnscheduleDraft {
  readonly id: string;
  readonly idempotencyKey?: string;
}

/** Takes a plan back. @throws Problem not-found when none is waiting. */
export const unscheduleDraft = async (context: Context, { id, idempotencyKey }: UnscheduleDraft) => {
  requireSystem(context, 'definitionsPublish');
  const command = { route: 'unscheduleDraft', body: { id }, ...(idempotencyKey && { idempotencyKey }) };
  return await runCommand(context, command, async (unit) => {
    if ((await endPlan(unit.db, id, 'cancelled')) === 0) throw problem('not-found');
    const { organization } = context.actor;
    await appendEvent(unit, { type: 'draft.unplanned', organization, data: { draft: id } });
    return { id };
  });
};
