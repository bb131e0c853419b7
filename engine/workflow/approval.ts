import type { Issue } from '../issue.ts';
import type { Approval, ApprovalStep } from '../schema/types.gen.ts';
import { type ApprovalRun, activeStep, isUntouched, type RunStep, waitingStep } from './approval-run.ts';
import type { Fit } from './fits.ts';
import type { Judge } from './transition.ts';

/** What somebody does at the active step. */
export interface StepAct {
  readonly by: Fit;
  readonly at: string;
  readonly result: string;
  readonly opinion?: string;
  /** With result `return`: the earlier step to return to; absent, it goes back to the author. */
  readonly returnTo?: string;
  /** Optional steps left out, the next ones without gap. */
  readonly skip?: readonly string[];
}

/** `fires` is the result whose transition follows; absent, the run goes on inside the state. */
export interface RunMoved {
  readonly run: ApprovalRun;
  readonly fires?: string;
}

export interface RunRefused {
  readonly issues: readonly Issue[];
}

/** A new sign-off at its first step. A run none of whose steps applies agrees at once. */
export const openRun = (
  approval: Approval,
  start: { readonly startedBy: string; readonly skip?: readonly string[] },
  judge: Judge,
): RunMoved | RunRefused => {
  const run: ApprovalRun = {
    state: 'open',
    result: null,
    startedBy: start.startedBy,
    steps: approval.steps.map(({ key }) => waitingStep(key)),
  };
  return advance(approval, run, start.skip ?? [], judge);
};

/** The answer to one act at the active step. Whether the person may act there is judged before. */
export const actOnRun = (approval: Approval, run: ApprovalRun, act: StepAct, judge: Judge): RunMoved | RunRefused => {
  const active = activeStep(run);
  if (active === undefined) return refuse('', 'approval.notOpen');
  if (!resultsAt(approval, run, judge, act.skip ?? []).includes(act.result))
    return refuse('/result', 'approval.result');
  if (needsOpinion(approval, act.result) && (act.opinion ?? '').trim() === '')
    return refuse('/opinion', 'approval.opinion');
  const acted = replaceActive(run, act);
  if (act.result === 'agree') return advance(approval, acted, act.skip ?? [], judge);
  if (act.skip !== undefined && act.skip.length > 0) return refuse('/skip', 'approval.skip');
  if (act.result === 'return') return giveBack(approval, acted, active.step, act.returnTo);
  return finish(acted, 'ended', act.result);
};

/** Taken back by the person who started it while nobody has acted. */
export const recallRun = (approval: Approval, run: ApprovalRun, account: string): RunMoved | RunRefused => {
  if (!approval.recall || !mayRecall(run, account)) return refuse('', 'approval.recall');
  return finish(run, 'recalled', 'recall');
};

export const mayRecall = (run: ApprovalRun, account: string): boolean =>
  run.state === 'open' && run.startedBy === account && isUntouched(run);

/** The results open at the active step, `agree` first. Declared ones belong to the steps they name, else to the last. */
export const resultsAt = (
  approval: Approval,
  run: ApprovalRun,
  judge: Judge,
  skip: readonly string[] = [],
): readonly string[] => {
  const active = activeStep(run);
  if (active === undefined) return [];
  const last = nextStep(approval, run, skip, judge) === undefined;
  const declared = (approval.results ?? [])
    .filter(({ key }) => key !== 'agree' && key !== 'return')
    .filter(({ steps }) => (steps === undefined ? last : steps.includes(active.step)))
    .map(({ key }) => key);
  return ['agree', ...(approval.returnTo === undefined ? [] : ['return']), ...declared];
};

/** True where an agreement at the active step is the last one that is asked. */
export const concludes = (approval: Approval, run: ApprovalRun, judge: Judge): boolean =>
  activeStep(run) !== undefined && nextStep(approval, run, [], judge) === undefined;

/** The steps before the active one that were really asked, for a return. */
export const earlierSteps = (approval: Approval, run: ApprovalRun): readonly string[] => {
  const active = activeStep(run);
  if (active === undefined || approval.returnTo !== 'earlier') return [];
  const asked = new Set(run.steps.filter(({ state }) => state === 'done').map(({ step }) => step));
  return keysBefore(approval, active.step).filter((key) => asked.has(key));
};

/** The optional steps that the person at the active step may leave out. */
export const skippableSteps = (approval: Approval, run: ApprovalRun, judge: Judge): readonly string[] => {
  const result: string[] = [];
  for (const { step } of run.steps.filter(({ state }) => state === 'waiting')) {
    const definition = stepOf(approval, step);
    if (definition === undefined || !applies(definition, judge)) continue;
    if (!definition.optional) break;
    result.push(step);
  }
  return result;
};

export const stepOf = (approval: Approval, key: string): ApprovalStep | undefined =>
  approval.steps.find((step) => step.key === key);

/** A return says why, unless the approval declares otherwise. */
export const needsOpinion = (approval: Approval, result: string): boolean =>
  approval.results?.find(({ key }) => key === result)?.opinionRequired ?? result === 'return';

// A step whose condition is unknown is asked: leaving out a check needs certainty.
const applies = (step: ApprovalStep, judge: Judge): boolean => step.when === undefined || judge(step.when) !== false;

const advance = (
  approval: Approval,
  run: ApprovalRun,
  skip: readonly string[],
  judge: Judge,
): RunMoved | RunRefused => {
  const allowed = skippableSteps(approval, run, judge).slice(0, skip.length);
  if (skip.some((key) => !allowed.includes(key))) return refuse('/skip', 'approval.skip');
  const next = nextStep(approval, run, skip, judge);
  const position = next === undefined ? run.steps.length : run.steps.indexOf(next);
  const steps = run.steps.map((step, index): RunStep => {
    if (step.state !== 'waiting' || index > position) return step;
    return { ...step, state: index === position ? 'active' : 'skipped' };
  });
  const moved = { ...run, steps };
  return next === undefined ? finish(moved, 'agreed', 'agree') : { run: moved };
};

const nextStep = (approval: Approval, run: ApprovalRun, skip: readonly string[], judge: Judge): RunStep | undefined =>
  run.steps.find(({ state, step }) => {
    const definition = stepOf(approval, step);
    return state === 'waiting' && definition !== undefined && !skip.includes(step) && applies(definition, judge);
  });

const replaceActive = (run: ApprovalRun, act: StepAct): ApprovalRun => ({
  ...run,
  steps: run.steps.map((step) =>
    step.state === 'active'
      ? {
          ...step,
          state: 'done',
          account: act.by.account,
          onBehalfOf: act.by.onBehalfOf ?? null,
          result: act.result,
          opinion: act.opinion ?? null,
          at: act.at,
        }
      : step,
  ),
});

const giveBack = (
  approval: Approval,
  run: ApprovalRun,
  from: string,
  returnTo: string | undefined,
): RunMoved | RunRefused => {
  if (returnTo === undefined || returnTo === 'author') return finish(run, 'returned', 'return');
  const asked = run.steps.some(({ step, state, result }) => step === returnTo && state === 'done' && result !== null);
  const keys = approval.steps.map(({ key }) => key);
  const target = keys.indexOf(returnTo);
  if (approval.returnTo !== 'earlier' || !asked || target < 0 || target >= keys.indexOf(from))
    return refuse('/returnTo', 'approval.returnTo');
  const past = run.steps.filter(({ state }) => state !== 'waiting');
  const ahead = keys
    .slice(target)
    .map((key, index): RunStep => ({ ...waitingStep(key), state: index === 0 ? 'active' : 'waiting' }));
  return { run: { ...run, steps: [...past, ...ahead] } };
};

const keysBefore = (approval: Approval, key: string): readonly string[] => {
  const keys = approval.steps.map((step) => step.key);
  return keys.slice(0, Math.max(0, keys.indexOf(key)));
};

/** The waiting steps of a finished run are never asked. */
const finish = (run: ApprovalRun, state: ApprovalRun['state'], result: string): RunMoved => ({
  run: {
    ...run,
    state,
    result,
    steps: run.steps.map((step) =>
      step.state === 'waiting' || step.state === 'active' ? { ...step, state: 'skipped' } : step,
    ),
  },
  fires: result,
});

const refuse = (path: string, code: string): RunRefused => ({ issues: [{ path, code }] });
