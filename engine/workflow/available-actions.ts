import type { Issue } from '../issue.ts';
import type { Apart, Approval, ApprovalStep, Title, Who, WorkflowAction } from '../schema/types.gen.ts';
import { apartConflict } from './apart.ts';
import {
  concludes,
  earlierSteps,
  mayRecall,
  needsOpinion,
  openRun,
  resultsAt,
  skippableSteps,
  stepOf,
} from './approval.ts';
import { type ApprovalRun, activeStep } from './approval-run.ts';
import { actionsIn, eventKey, resultsIn } from './events.ts';
import { type Fit, fits, personsOf } from './fits.ts';
import { fourEyesConflict } from './four-eyes.ts';
import { unmetNeeds } from './needs.ts';
import type { Situation } from './situation.ts';

/** One action as one person sees it. */
export interface AvailableAction {
  /** The action, or `action.recall`. */
  readonly key: string;
  readonly definition: WorkflowAction;
  readonly allowed: boolean;
  /** Why not; empty when allowed. */
  readonly reasons: readonly Issue[];
  /** How the person fits; absent when he does not. */
  readonly fit?: Fit;
  /** The duty that separation of duties is asked about. */
  readonly duty: Duty;
  readonly form?: string;
  /** Of the step that is asked; absent while the action itself starts. */
  readonly approval?: ApprovalChoice;
}

interface Duty {
  /** The action, or `action.step`. */
  readonly key: string;
  readonly group?: string;
}

interface ChoiceResult {
  readonly key: string;
  readonly title?: Title;
  /** True when it cannot be said without an opinion. */
  readonly opinionRequired: boolean;
  /** What is known to speak against it now, though the step itself is open. */
  readonly reasons: readonly Issue[];
}

export interface ApprovalChoice {
  readonly step: ApprovalStep;
  readonly results: readonly ChoiceResult[];
  readonly returnTo: readonly ApprovalStep[];
  /** True when a return may go back to the author. */
  readonly toAuthor: boolean;
  readonly skippable: readonly ApprovalStep[];
}

/** The actions of the record's state, each with every reason that speaks against it. */
export const availableActions = (situation: Situation): readonly AvailableAction[] =>
  actionsIn(situation.workflow, situation.state).flatMap((key) => {
    const definition = situation.workflow.actions[key];
    if (definition === undefined || definition.machine === true) return [];
    const run = runOf(situation, key, definition);
    if (definition.approval === undefined || run === undefined) return [starting(situation, key, definition)];
    return [...atStep(situation, key, definition, run), ...recalling(situation, key, definition, run)];
  });

/** The run an action continues; where the state itself starts it and none is stored yet, a fresh one. */
export const runOf = (situation: Situation, key: string, { approval }: WorkflowAction): ApprovalRun | undefined => {
  const stored = situation.runs.get(key);
  if (stored !== undefined || approval?.start !== 'enter') return stored;
  const opened = openRun(approval, { startedBy: situation.subject.owner }, situation.judge);
  return 'issues' in opened ? undefined : opened.run;
};

const starting = (situation: Situation, key: string, definition: WorkflowAction): AvailableAction => {
  const fit = fitOf(situation, definition.who ?? []);
  const duty = dutyOf(key, definition.fourEyesGroup);
  const reasons = [
    ...personReasons(situation, fit, definition.who ?? [], duty),
    ...apartReasons(situation, fit, definition.apart),
    ...conditionReasons(situation, key, definition),
    ...readyReasons(situation, key, definition),
  ];
  return {
    key,
    definition,
    allowed: reasons.length === 0,
    reasons,
    duty,
    ...(fit === undefined ? {} : { fit }),
    ...(definition.form === undefined ? {} : { form: definition.form }),
  };
};

const atStep = (
  situation: Situation,
  key: string,
  definition: WorkflowAction,
  run: ApprovalRun,
): readonly AvailableAction[] => {
  const approval = definition.approval;
  const active = activeStep(run);
  const step = approval === undefined || active === undefined ? undefined : stepOf(approval, active.step);
  if (approval === undefined || step === undefined) return [];
  const fit = fitOf(situation, step.who);
  const duty = dutyOf(`${key}.${step.key}`, step.fourEyesGroup ?? definition.fourEyesGroup);
  const reasons = [
    ...personReasons(situation, fit, step.who, duty),
    ...apartReasons(situation, fit, step.apart ?? definition.apart),
  ];
  const form = step.form ?? (approval.start === 'enter' ? definition.form : undefined);
  return [
    {
      key,
      definition,
      allowed: reasons.length === 0,
      reasons,
      duty,
      approval: choiceAt(situation, { key, definition, approval, run, step }),
      ...(fit === undefined ? {} : { fit }),
      ...(form === undefined ? {} : { form }),
    },
  ];
};

interface AtStep {
  readonly key: string;
  readonly definition: WorkflowAction;
  readonly approval: Approval;
  readonly run: ApprovalRun;
  readonly step: ApprovalStep;
}

const choiceAt = (situation: Situation, at: AtStep): ApprovalChoice => {
  const { key, approval, run } = at;
  const { workflow, state, judge } = situation;
  const exits = resultsIn(workflow, state, key);
  const back = earlierSteps(approval, run);
  const toAuthor = approval.returnTo !== undefined && exits.has('return');
  const possible = resultsAt(approval, run, judge).filter((result) => {
    if (result === 'return') return toAuthor || back.length > 0;
    return result === 'agree' || exits.has(result);
  });
  return {
    step: at.step,
    results: possible.map((result) => ({ ...titled(approval, result), reasons: resultReasons(situation, at, result) })),
    returnTo: stepsOf(approval, back),
    toAuthor,
    skippable: stepsOf(approval, skippableSteps(approval, run, judge)),
  };
};

/** What a result would be refused for, whatever is filled in with it. */
const resultReasons = (
  situation: Situation,
  { key, definition, approval, run, step }: AtStep,
  result: string,
): readonly Issue[] => {
  const typed = step.form ?? (approval.start === 'enter' ? definition.form : undefined);
  const own = typed === undefined ? (situation.blocks.get(eventKey(key, result)) ?? []) : [];
  if (result !== 'agree' || approval.start !== 'enter' || !concludes(approval, run, situation.judge)) return own;
  const lacking =
    typed === undefined
      ? readyReasons(situation, key, definition)
      : unmetNeeds(definition.needs, situation.needs, situation.judge).filter(
          ({ path, params }) => path === '' && params?.form !== typed,
        );
  return [...own, ...conditionReasons(situation, key, definition), ...lacking];
};

const recalling = (
  situation: Situation,
  key: string,
  definition: WorkflowAction,
  run: ApprovalRun,
): readonly AvailableAction[] => {
  const { approval } = definition;
  const stored = situation.runs.has(key);
  if (!approval?.recall || !stored || !mayRecall(run, situation.person.id)) return [];
  // A run the state itself starts would only start again, so taking it back must lead somewhere.
  const leads = resultsIn(situation.workflow, situation.state, key).has('recall');
  if (approval.start === 'enter' && !leads) return [];
  const fit = { account: situation.person.id };
  return [{ key: eventKey(key, 'recall'), definition, allowed: true, reasons: [], fit, duty: { key } }];
};

/** Why the action is not open at all now, whoever asks and whatever is handed in: judged before anything is filled in. */
export const conditionReasons = (situation: Situation, key: string, definition: WorkflowAction): readonly Issue[] => {
  const { when, whenMessage } = definition;
  const holds = when === undefined ? true : situation.judge(when);
  if (holds === true) return [];
  const message = whenMessage === undefined ? {} : { message: whenMessage };
  if (holds === false) return [{ path: '', code: 'workflow.condition', params: { action: key, ...message } }];
  return [{ path: '', code: 'workflow.conditionUnknown', params: { action: key } }];
};

/** What the action still lacks; asked when it is done, and before a sign-off that its state opened is agreed in the end. */
export const readyReasons = (situation: Situation, key: string, { needs }: WorkflowAction): readonly Issue[] => [
  ...unmetNeeds(needs, situation.needs, situation.judge),
  ...(situation.blocks.get(key) ?? []),
];

const fitOf = (situation: Situation, who: readonly Who[]): Fit | undefined =>
  fits(who, situation.person, situation.subject);

const personReasons = (
  situation: Situation,
  fit: Fit | undefined,
  who: readonly Who[],
  duty: Duty,
): readonly Issue[] => {
  if (fit === undefined) return [{ path: '', code: 'workflow.who', params: { who } }];
  if (duty.group === undefined) return [];
  const done = fourEyesConflict(situation.duties, { group: duty.group, action: duty.key, persons: personsOf(fit) });
  if (done === undefined) return [];
  return [{ path: '', code: 'workflow.fourEyes', params: { group: done.group, action: done.action } }];
};

const apartReasons = (
  { person, apart: records = new Map() }: Situation,
  fit: Fit | undefined,
  rules: readonly Apart[] = [],
): readonly Issue[] => {
  if (fit === undefined) return [];
  const rule = apartConflict(rules, { persons: personsOf(fit), posts: person.posts }, records);
  if (rule === undefined) return [];
  const { group, assigned, author } = rule;
  const why = group !== undefined ? 'Group' : assigned !== undefined ? 'Assigned' : author ? 'Author' : 'Organization';
  return [{ path: '', code: `workflow.apart${why}`, params: { group: group ?? '', assigned: assigned ?? '' } }];
};

const dutyOf = (key: string, group: string | undefined): Duty => (group === undefined ? { key } : { key, group });

const titled = (approval: Approval, key: string): Omit<ChoiceResult, 'reasons'> => {
  const title = approval.results?.find((result) => result.key === key)?.title;
  return { key, ...(title === undefined ? {} : { title }), opinionRequired: needsOpinion(approval, key) };
};

const stepsOf = (approval: Approval, keys: readonly string[]): readonly ApprovalStep[] =>
  approval.steps.filter(({ key }) => keys.includes(key));
