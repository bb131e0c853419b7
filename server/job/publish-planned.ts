import type { Issue } from '#engine/issue.ts';
import { messages } from '#engine/message/messages.ts';
import { fill, translate } from '#engine/message/translate.ts';
import { Problem, problem } from '#engine/problem.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';
import { contentOf, draftChanges } from '../command/definition/draft-candidate.ts';
import { appendEvent } from '../command/event.ts';
import { publishDraft } from '../command/publish-draft.ts';
import { runCommand } from '../command/run-command.ts';
import type { PlannedPublish } from '../command/schedule-draft.ts';
import { idFor, type Unit } from '../command/unit.ts';
import { loadActor } from '../query/load-actor.ts';
import { type DraftPlanRow, type DraftRow, endPlan, findDraft, findPlan } from '../storage/drafts.ts';
import { insertMessage } from '../storage/messages.ts';

interface Due {
  readonly draft: DraftRow;
  readonly plan: DraftPlanRow;
}

/**
 * The moment of a planned release has come: it is rebased, checked, tested and previewed again and published in the name
 * of who planned it. Where that is refused, the plan ends and he and the draft's author are told why. Repeating does
 * nothing: the plan has ended.
 */
export const publishPlanned = async (context: Context, planned: PlannedPublish): Promise<void> => {
  const due = await dueOf(context, planned);
  if (due === undefined) return;
  try {
    const { number } = await publishAs(context, due);
    await tellAll(context, due, words('draft-plan-published', { title: due.draft.title, number }));
  } catch (error) {
    if (!(error instanceof Problem) || mayPass(error)) throw error;
    await refuse(context, due, error);
  }
};

/** Nothing where the plan was changed or taken back, or the draft is published or gone. */
const dueOf = async (context: Context, { draft: id, at, content }: PlannedPublish): Promise<Due | undefined> => {
  const { read } = context.storage;
  const [draft, plan] = [await findDraft(read, id), await findPlan(read, id)];
  if (draft?.state !== 'open' || plan?.state !== 'waiting') return undefined;
  return plan.publish_at === at && plan.content === content ? { draft, plan } : undefined;
};

const publishAs = async (context: Context, { draft, plan }: Due) => {
  const { storage, now } = context;
  const actor = await loadActor(storage.read, plan.planned_by, now);
  if (actor === undefined) throw problem('not-permitted', { issues: [{ path: '', code: 'draft-plan-person' }] });
  if (contentOf((await draftChanges(context, draft.id)).delta) !== plan.content)
    throw problem('draft-conflict', { issues: [{ path: '', code: 'draft-plan-changed' }] });
  const idempotencyKey = `planned/${draft.id}/${plan.publish_at}`;
  return await publishDraft({ ...context, actor }, { id: draft.id, note: plan.note, idempotencyKey });
};

/** What another attempt may find gone. */
const mayPass = ({ status }: Problem): boolean => status >= 500;

const refuse = async (context: Context, due: Due, { slug, issues }: Problem): Promise<void> => {
  const told: readonly Issue[] = issues.length > 0 ? issues : [{ path: '', code: slug }];
  const reason = { zh: reasonIn(told, 'zh'), en: reasonIn(told, 'en') };
  const command = { route: 'refuse-planned', body: { draft: due.draft.id, at: due.plan.publish_at } };
  await runCommand(context, command, async (unit) => {
    if ((await endPlan(unit.db, due.draft.id, 'failed', JSON.stringify(told))) === 0) return;
    await appendEvent(unit, {
      type: 'draft.planFailed',
      organization: context.actor.organization,
      data: { draft: due.draft.id, publishAt: due.plan.publish_at, codes: told.map(({ code }) => code) },
    });
    await tell(unit, due, words('draft-plan-failed', { title: due.draft.title, reason }));
  });
};

const mostTold = 5;

const reasonIn = (issues: readonly Issue[], language: 'zh' | 'en'): string => {
  const more = issues.length > mostTold ? ` (+${issues.length - mostTold})` : '';
  const lines = issues.slice(0, mostTold).map((issue) => translate(issue, language));
  return `${lines.join('; ')}${more}`;
};

const words = (code: string, params: Readonly<Record<string, unknown>>): Title => ({
  zh: fill(messages.zh[code] ?? code, params, 'zh'),
  en: fill(messages.en[code] ?? code, params, 'en'),
});

const tellAll = (context: Context, due: Due, text: Title): Promise<void> =>
  runCommand(context, { route: 'tell-planned', body: due.draft.id }, (unit) => tell(unit, due, text));

const tell = async (unit: Unit, { draft, plan }: Due, text: Title): Promise<void> => {
  for (const account of new Set([draft.author, plan.planned_by]))
    await insertMessage(unit.db, {
      id: idFor(unit),
      account,
      record_id: null,
      text: JSON.stringify(text),
      at: unit.context.now,
    });
};
