import { type RoleGain, type ShownField, type Widening, widening, widens } from '#engine/access/widening.ts';
import type { Issue } from '#engine/issue.ts';
import type { Context } from '../command/context.ts';
import { type ApprovalCase, grantingRight, judgedApprovals, notSecond } from '../command/definition/approval.ts';
import { candidateOf, catalogBefore } from '../command/definition/candidate.ts';
import { contentOf, draftChanges } from '../command/definition/draft-candidate.ts';
import { asJson } from '../storage/db.ts';
import { findPlan } from '../storage/drafts.ts';
import { namesOf } from './names-of.ts';
import { holdsSystem, requireSystem } from './require-system.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}

interface RoleGainShown extends RoleGain {
  /** Who holds the role today: how many, and the first twenty by name. */
  readonly holders: { readonly count: number; readonly names: readonly string[] };
}

export interface DraftAccess {
  /** SHA-256 of what the draft changes: an approval names it. */
  readonly content: string;
  readonly widens: boolean;
  readonly roles: readonly RoleGainShown[];
  readonly fields: readonly ShownField[];
  /** Newest first; one with an issue does not count. */
  readonly approvals: readonly { by: Person; at: string; note: string; issue: Issue | null }[];
  /** False while a second person is needed. */
  readonly approved: boolean;
  /** Whether the asker may approve, and what speaks against it. */
  readonly approve: { readonly allowed: boolean; readonly reasons: readonly Issue[] };
  readonly plan: { at: string; by: Person; note: string; state: string; reasons: readonly Issue[] } | null;
}

/** Who would gain what by a draft, who has agreed to it, and when it is planned to be published. */
export const readDraftAccess = async (context: Context, { id }: { readonly id: string }): Promise<DraftAccess> => {
  requireSystem(context, 'definitionsRead');
  const { draft, delta } = await draftChanges(context, id);
  const candidate = await candidateOf(context.storage.read, draft.base, delta);
  const wide = widening(await catalogBefore(context, candidate), candidate.catalog);
  const asked: ApprovalCase = { draft, content: contentOf(delta), wide };
  const judged = await judgedApprovals(context, asked);
  const name = await namesOf(
    context,
    judged.map(({ row }) => row.approver),
  );
  const reasons = await whyNot(context, asked);
  return {
    content: asked.content,
    widens: widens(wide),
    roles: await withHolders(context, wide),
    fields: wide.fields,
    approvals: judged.map(({ row, issue }) => ({
      by: name(row.approver),
      at: row.at,
      note: row.note,
      issue: issue ?? null,
    })),
    approved: !widens(wide) || judged.some(({ issue }) => issue === undefined),
    approve: { allowed: reasons.length === 0, reasons },
    plan: await planOf(context, id),
  };
};

const whyNot = async (context: Context, asked: ApprovalCase): Promise<Issue[]> => {
  if (!widens(asked.wide)) return [{ path: '', code: 'draft-approve-needless' }];
  if (!holdsSystem(context, grantingRight))
    return [{ path: '', code: 'access.systemRight', params: { right: grantingRight } }];
  const issue = await notSecond(context, asked, context.actor);
  return issue === undefined ? [] : [issue];
};

const shown = 20;

const withHolders = async (context: Context, { roles }: Widening): Promise<RoleGainShown[]> => {
  const found: RoleGainShown[] = [];
  for (const gain of roles) {
    const held = context.storage.read
      .selectFrom('account_role')
      .innerJoin('account', 'account.id', 'account_role.account')
      .where('account_role.role', '=', gain.role)
      .where('account.active', '=', 1);
    const { count } = await held.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
    const names = await held.select('account.name').orderBy('account.name').limit(shown).execute();
    found.push({ ...gain, holders: { count: Number(count), names: names.map(({ name }) => name) } });
  }
  return found;
};

const planOf = async (context: Context, draft: string): Promise<DraftAccess['plan']> => {
  const plan = await findPlan(context.storage.read, draft);
  if (plan === undefined) return null;
  const name = await namesOf(context, [plan.planned_by]);
  const { publish_at: at, planned_by, note, state, reason } = plan;
  return { at, by: name(planned_by), note, state, reasons: reason === null ? [] : asJson<Issue[]>(reason) };
};
