import { titleUnder } from '#engine/definition/under-regime.ts';
import type { Issue } from '#engine/issue.ts';
import { restsOn } from '#engine/rule/rests-on.ts';
import type { DecidedOutcome } from '#engine/rule/rule-set.ts';
import type { ApprovalStep, Title } from '#engine/schema/types.gen.ts';
import { type AvailableAction, availableActions as actionsFor } from '#engine/workflow/available-actions.ts';
import { actionsIn, eventKey } from '#engine/workflow/events.ts';
import { loadSituation } from '../command/act/load-situation.ts';
import type { Context } from '../command/context.ts';
import { correctableForms } from '../command/correct/correctable-forms.ts';
import { nameIssues } from '../command/name-issues.ts';
import { heldUp, type OpenRecord, viewRecord } from '../command/open-record.ts';
import { askGuards, issueOf, type Verdict } from '../command/run-guards.ts';
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
    readonly results: readonly {
      readonly key: string;
      readonly title?: Title;
      readonly opinionRequired: boolean;
      readonly reasons: readonly Issue[];
    }[];
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
  const held = await heldUp(unit, record);
  return held.length === 0
    ? shown
    : shown.map((action) => ({ ...action, allowed: false, reasons: [...held, ...action.reasons] }));
};

/**
 * Guards speak here only where they are sure: what a form has yet to bring is not held against anybody, be it that nothing
 * is known of it or that it still stands as it must not stay.
 */
const blocksOf = async (
  context: Context,
  record: OpenRecord,
  actions: readonly string[],
): Promise<ReadonlyMap<string, readonly Issue[]>> => {
  const blocks = new Map<string, readonly Issue[]>();
  for (const [key, rulesets] of guardsOf(record, actions)) {
    const verdicts = await askGuards(context, context.storage.read, {
      record,
      rulesets,
      input: {},
      // Looking at what may be done changes nothing: whoever does it finds out and tells.
      failed: async () => {},
    });
    const brought = broughtBy(record, key);
    const found = verdicts.flatMap((verdict) =>
      verdict.result.outcomes
        .filter((outcome) => outcome.type === 'block' && !outcome.unknown && !mayChange(verdict, outcome, brought))
        .map((outcome) => issueOf(verdict, outcome)),
    );
    blocks.set(key, found);
  }
  return blocks;
};

/** The fields that somebody fills in as he takes the action. */
const broughtBy = ({ module }: OpenRecord, action: string): ((path: string) => boolean) => {
  const form = module.forms.get(module.workflow.actions[action]?.form ?? '');
  const into = form?.definition.into;
  const paths = new Set(form?.fields.map(({ path }) => (into === undefined ? path : `${into}.${path}`)));
  return (path) => form !== undefined && (path.startsWith('input.') || paths.has(path));
};

const mayChange = ({ ruleSet }: Verdict, { rule }: DecidedOutcome, brought: (path: string) => boolean): boolean => {
  const found = ruleSet.rules.find(({ key }) => key === rule);
  return found !== undefined && restsOn(ruleSet, found, brought);
};

/** The rule sets that guard actions, and those that guard results of their sign-offs as `action.result`. */
const guardsOf = (
  { module }: OpenRecord,
  actions: readonly string[],
): readonly (readonly [string, readonly string[]])[] =>
  actions
    .flatMap((key): (readonly [string, readonly string[]])[] => {
      const { guards = [], approval } = module.workflow.actions[key] ?? {};
      const results = (approval?.results ?? []).map((one) => [eventKey(key, one.key), one.guards ?? []] as const);
      return [[key, guards], ...results];
    })
    .filter(([, rulesets]) => rulesets.length > 0);

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
        results: approval.results.map((one) => ({
          ...one,
          reasons: nameIssues(context.catalog, one.reasons, record.row.module),
        })),
        returnTo: approval.returnTo.map((step) => named(step, regime)),
        skippable: approval.skippable.map((step) => named(step, regime)),
      },
    }),
  };
};

const named = (step: ApprovalStep, regime: string | null) => ({ key: step.key, title: titleUnder(step, regime) });
