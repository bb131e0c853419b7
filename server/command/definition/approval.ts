import type { Widening } from '#engine/access/widening.ts';
import type { Issue } from '#engine/issue.ts';
import { loadActor } from '../../query/load-actor.ts';
import { holdsSystem } from '../../query/require-system.ts';
import { approvalsOf, type DraftApprovalRow, type DraftRow, editorsOf } from '../../storage/drafts.ts';
import type { Actor, Context } from '../context.ts';

/** The right of those who may let a release widen access. */
export const grantingRight = 'usersManage';

export interface ApprovalCase {
  readonly draft: DraftRow;
  /** SHA-256 of what the draft changes now. */
  readonly content: string;
  readonly wide: Widening;
  /** Who publishes; unknown while nobody has tried. */
  readonly publisher?: string;
}

/** Why a person is not the second one for this draft. Rights are asked apart. */
export const notSecond = async (context: Context, asked: ApprovalCase, person: Actor): Promise<Issue | undefined> => {
  const { draft, wide, publisher } = asked;
  const own = [draft.author, publisher, ...(await editorsOf(context.storage.read, draft.id))];
  if (own.includes(person.id)) return { path: '', code: 'draft-approve-own' };
  const gains = wide.roles.filter(({ role }) => person.roles.includes(role)).map(({ title }) => title);
  return gains.length > 0 ? { path: '', code: 'draft-approve-gains', params: { roles: gains } } : undefined;
};

/** An approval with why it does not count (any more); without `issue` it does. */
export interface JudgedApproval {
  readonly row: DraftApprovalRow;
  readonly issue?: Issue;
}

/** The approvals of a draft, judged as of now: content, separation, and whether the approver may still grant. */
export const judgedApprovals = async (context: Context, asked: ApprovalCase): Promise<JudgedApproval[]> => {
  const judged: JudgedApproval[] = [];
  for (const row of await approvalsOf(context.storage.read, asked.draft.id)) {
    const issue = await faultOf(context, asked, row);
    judged.push({ row, ...(issue && { issue }) });
  }
  return judged;
};

const faultOf = async (context: Context, asked: ApprovalCase, row: DraftApprovalRow): Promise<Issue | undefined> => {
  if (row.content !== asked.content) return { path: '', code: 'draft-approve-changed' };
  const person = await loadActor(context.storage.read, row.approver, context.now);
  if (person === undefined || !holdsSystem({ ...context, actor: person }, grantingRight))
    return { path: '', code: 'draft-approve-rightless' };
  return await notSecond(context, asked, person);
};

/** The account whose approval carries the draft now; undefined for none. */
export const approverOf = async (context: Context, asked: ApprovalCase): Promise<string | undefined> =>
  (await judgedApprovals(context, asked)).find(({ issue }) => issue === undefined)?.row.approver;
