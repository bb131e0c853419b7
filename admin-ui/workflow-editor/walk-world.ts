import { compileCondition } from '#engine/condition/compile.ts';
import type { FactTypes } from '#engine/condition/condition.ts';
import type { Catalog } from '#engine/definition/catalog.ts';
import { factsFor } from '#engine/definition/check/conditions.ts';
import type { WorkflowDefinition } from '#engine/schema/types.gen.ts';
import { actOnRun, openRun, resultsAt } from '#engine/workflow/approval.ts';
import { type ApprovalRun, activeStep } from '#engine/workflow/approval-run.ts';
import { actionsIn, eventKey } from '#engine/workflow/events.ts';
import { type Judge, transition } from '#engine/workflow/transition.ts';
import { moduleIn } from '../condition-editor/fact-choice.ts';

/** Where a sample record stands: its state and the sign-off that is open, if any. */
export interface WalkPlace {
  readonly state: string;
  readonly action?: string;
  readonly run?: ApprovalRun;
}

/** One thing that can be done at a place. */
export interface WalkMove {
  readonly action: string;
  readonly step: string | undefined;
  readonly result: string | undefined;
}

/** Answers conditions over the sample's values; a fact without a value is unknown. */
export const judgeOf = (
  catalog: Catalog,
  workflow: WorkflowDefinition,
  values: Readonly<Record<string, unknown>>,
): Judge => {
  const module = moduleIn(catalog, workflow.module);
  const types: FactTypes = module === undefined ? {} : factsFor(module);
  return (condition) => {
    try {
      return compileCondition(condition, types)((fact) => values[fact]);
    } catch {
      return null;
    }
  };
};

/** What can be done at a place by those whose turn it is, by the same functions the server uses. */
export const movesAt = (workflow: WorkflowDefinition, place: WalkPlace, judge: Judge): readonly WalkMove[] =>
  actionsIn(workflow, place.state).flatMap((action): WalkMove[] => {
    const definition = workflow.actions[action];
    if (definition === undefined) return [];
    const { approval } = definition;
    if (approval === undefined) return [{ action, step: undefined, result: undefined }];
    const run = place.action === action ? place.run : undefined;
    if (run === undefined && approval.start === 'action') return [{ action, step: undefined, result: undefined }];
    const opened = run ?? startOf(workflow, action, judge);
    const step = opened && activeStep(opened)?.step;
    if (opened === undefined || step === undefined) return [];
    return resultsAt(approval, opened, judge).map((result) => ({ action, step, result }));
  });

const startOf = (workflow: WorkflowDefinition, action: string, judge: Judge): ApprovalRun | undefined => {
  const approval = workflow.actions[action]?.approval;
  const opened = approval && openRun(approval, { startedBy: 'anybody' }, judge);
  return opened && 'run' in opened ? opened.run : undefined;
};

/** Where a move leads; undefined where it is refused. */
export const moveTo = (
  workflow: WorkflowDefinition,
  place: WalkPlace,
  { action, result }: WalkMove,
  judge: Judge,
): WalkPlace | undefined => {
  const approval = workflow.actions[action]?.approval;
  const fire = (event: string): WalkPlace | undefined => {
    const taken = transition(workflow, { state: place.state, event, judge });
    return 'target' in taken ? { state: taken.target } : undefined;
  };
  if (approval === undefined) return fire(action);
  const run = (place.action === action ? place.run : undefined) ?? startOf(workflow, action, judge);
  if (run === undefined) return undefined;
  if (result === undefined) return { state: place.state, action, run };
  const moved = actOnRun(approval, run, { by: { account: 'anybody' }, at: '', result, opinion: '-' }, judge);
  if (!('run' in moved)) return undefined;
  return moved.fires === undefined
    ? { state: place.state, action, run: moved.run }
    : fire(eventKey(action, moved.fires));
};
