import { titleUnder } from '#engine/definition/under-regime.ts';
import type { Issue } from '#engine/issue.ts';
import type { ApprovalStep, Title } from '#engine/schema/types.gen.ts';
import { type AvailableAction, availableActions as actionsFor } from '#engine/workflow/available-actions.ts';
import { actionsIn } from '#engine/workflow/events.ts';
import { loadSituation } from '../command/act/load-situation.ts';
import type { Context } from '../command/context.ts';
import { correctableForms } from '../command/correct/correctable-forms.ts';
import { nameIssues } from '../command/name-issues.ts';
import { type OpenRecord, viewRecord } from '../command/open-record.ts';
import { askGuards, issueOf } from '../command/run-guards.ts';
import { openUnit } from '../command/unit.ts';

export interface ShownAction {
  /** The action, or `action.recall`. */
  readonly key: string;
  readonly id?: string;
  readonly title: Title;
  readonly allowed: boolean;
  readonly reasons: readonly Issue[];
  readonly form?: string;
  readonly help?: Title;
  readonly danger: boolean;
  /** The locked forms that the action may correct; absent for an action that corrects nothing. */
  readonly correct?: readonly string[];
  readonly onBehalfOf?: string;
  readonly approval?: {
    readonly step: { readonly key: string; readonly title: Title };
    readonly results: readonly { readonly key: string; readonly title?: Title; readonly opinionRequired: boolean }[];
    readonly returnTo: readonly { readonly key: string; readonly title: Title }[];
    readonly toAuthor: boolean;
    readonly skippable: readonly { readonly key: string; readonly title: Title }[];
  };
}

/** What this actor may do with a record now, and why the rest is refused. */
export const availableActions = async (
  context: Context,
  at: { readonly module: string; readonly id: string },
): Promise<readonly ShownAction[]> => {
  const unit = openUnit(context.storage.read, context);
  const record = await viewRecord(unit, at);
  const actions = actionsIn(record.module.workflow, record.row.state);
  const blocks = await blocksOf(context, record, actions);
  const { situation } = await loadSituation(unit, record, { actions, blocks });
  const shown: ShownAction[] = [];
  for (const action of actionsFor(situation)) {
    const { correct } = action.definition;
    const forms = correct && (await correctableForms(unit, record, action.definition));
    shown.push({ ...show(context, record, action), ...(forms !== undefined && { correct: forms }) });
  }
  return shown;
};

/** Guards speak here only where they are sure: what a form has yet to bring is not held against anybody. */
const blocksOf = async (
  context: Context,
  record: OpenRecord,
  actions: readonly string[],
): Promise<ReadonlyMap<string, readonly Issue[]>> => {
  const blocks = new Map<string, readonly Issue[]>();
  for (const key of actions) {
    const rulesets = record.module.workflow.actions[key]?.guards ?? [];
    if (rulesets.length === 0) continue;
    const verdicts = await askGuards(context, context.storage.read, {
      record,
      rulesets,
      input: {},
      // Looking at what may be done changes nothing: whoever does it finds out and tells.
      failed: async () => {},
    });
    const found = verdicts.flatMap((verdict) =>
      verdict.result.outcomes
        .filter(({ type, unknown }) => type === 'block' && !unknown)
        .map((outcome) => issueOf(verdict, outcome)),
    );
    blocks.set(key, found);
  }
  return blocks;
};

const show = (context: Context, record: OpenRecord, action: AvailableAction): ShownAction => {
  const { key, definition, allowed, reasons, form, fit, approval } = action;
  const { id, help, danger = false } = definition;
  const { regime } = record.row;
  return {
    key,
    title: titleUnder(definition, regime),
    allowed,
    reasons: nameIssues(context.catalog, reasons, record.row.module),
    danger,
    ...(id !== undefined && { id }),
    ...(help !== undefined && { help }),
    ...(form !== undefined && { form }),
    ...(fit?.onBehalfOf !== undefined && { onBehalfOf: fit.onBehalfOf }),
    ...(approval !== undefined && {
      approval: {
        ...approval,
        step: named(approval.step, regime),
        returnTo: approval.returnTo.map((step) => named(step, regime)),
        skippable: approval.skippable.map((step) => named(step, regime)),
      },
    }),
  };
};

const named = (step: ApprovalStep, regime: string | null) => ({ key: step.key, title: titleUnder(step, regime) });
