import type { WorkflowDefinition } from '../../schema/types.gen.ts';
import type { Finding } from '../catalog.ts';
import { actionOf, each, members, transitionsOf } from '../walk.ts';
import { type Check, finding } from './check.ts';
import { meant } from './meant.ts';

/** States can be reached and left, and every event an action or approval can give has somewhere to go. */
export const checkWorkflows: Check = (catalog) =>
  [...catalog.definitions.workflow.values()].flatMap((workflow) => [
    ...checkTargets(workflow),
    ...checkReach(workflow),
    ...checkEnds(workflow),
    ...checkEvents(workflow),
    ...checkOffered(workflow),
    ...checkApprovals(workflow),
    ...checkStages(workflow),
  ]);

const statesOf = (workflow: WorkflowDefinition) => members('/states', workflow.states);
const hasState = (workflow: WorkflowDefinition, key: string): boolean => Object.hasOwn(workflow.states, key);
const eventsOf = (workflow: WorkflowDefinition): Set<string> =>
  new Set(statesOf(workflow).flatMap(({ value }) => Object.keys(value.on ?? {})));

const checkTargets = (workflow: WorkflowDefinition): Finding[] => {
  const right = (key: string) => meant(key, Object.keys(workflow.states));
  const initial = hasState(workflow, workflow.initial)
    ? []
    : [
        finding(workflow, '/initial', 'flow-state-missing', {
          state: workflow.initial,
          right: right(workflow.initial),
        }),
      ];
  const targets = statesOf(workflow)
    .flatMap(({ path, value }) => transitionsOf(value, path))
    .filter(({ value }) => !hasState(workflow, value.target))
    .map(({ path, value }) =>
      finding(workflow, `${path}/target`, 'flow-state-missing', { state: value.target, right: right(value.target) }),
    );
  return [...initial, ...targets];
};

const checkReach = (workflow: WorkflowDefinition): Finding[] => {
  const reached = new Set<string>();
  const open = [workflow.initial];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const definition = workflow.states[state];
    if (definition === undefined || reached.has(state)) continue;
    reached.add(state);
    open.push(...transitionsOf(definition, '').map(({ value }) => value.target));
  }
  return statesOf(workflow)
    .filter(({ key }) => !reached.has(key))
    .map(({ key, path, value }) => finding(workflow, path, 'flow-unreachable', { state: key, title: value.title }));
};

/** A terminal state has no way out and every other state has one that leaves it. */
const checkEnds = (workflow: WorkflowDefinition): Finding[] =>
  statesOf(workflow).flatMap(({ key, path, value }) => {
    const leaving = transitionsOf(value, path).filter((transition) => transition.value.target !== key);
    if (value.class !== 'terminal' && leaving.length === 0)
      return [finding(workflow, path, 'flow-dead-end', { state: key, title: value.title })];
    return [];
  });

/** Results an approval knows: agree, return and recall as far as it allows them, and the declared ones. */
const resultsOf = (approval: NonNullable<WorkflowDefinition['actions'][string]['approval']>): string[] => [
  'agree',
  ...(approval.returnTo === undefined ? [] : ['return']),
  ...(approval.recall === true ? ['recall'] : []),
  ...(approval.results ?? []).map((result) => result.key),
];

const checkEvents = (workflow: WorkflowDefinition): Finding[] =>
  statesOf(workflow).flatMap(({ path, value }) =>
    members(`${path}/on`, value.on).flatMap(({ key, path: place }) => checkEvent(workflow, key, place)),
  );

const checkEvent = (workflow: WorkflowDefinition, event: string, place: string): Finding[] => {
  const [name = '', result] = event.split('.');
  const action = workflow.actions[name];
  if (action === undefined)
    return [
      finding(workflow, place, 'flow-action-missing', {
        action: name,
        right: meant(name, Object.keys(workflow.actions)),
      }),
    ];
  if (result === undefined) return [];
  const known = action.approval === undefined ? [] : resultsOf(action.approval);
  if (known.includes(result)) return [];
  return [finding(workflow, place, 'flow-result-unknown', { action: name, result, right: known.join(', ') })];
};

const checkOffered = (workflow: WorkflowDefinition): Finding[] => {
  const offered = new Set([...eventsOf(workflow)].map(actionOf));
  return members('/actions', workflow.actions)
    .filter(({ key }) => !offered.has(key))
    .map(({ key, path, value }) => finding(workflow, path, 'flow-never-offered', { action: key, title: value.title }));
};

/** In every state that offers an approval, each result that is decided there has a transition. */
const checkApprovals = (workflow: WorkflowDefinition): Finding[] =>
  members('/actions', workflow.actions).flatMap(({ key, path, value }) => {
    const { approval } = value;
    if (approval === undefined) return [];
    const steps = approval.steps.map((step) => step.key);
    const unknownSteps = each(`${path}/approval/results`, approval.results).flatMap((result) =>
      each(`${result.path}/steps`, result.value.steps)
        .filter((step) => !steps.includes(step.value))
        .map((step) =>
          finding(workflow, step.path, 'flow-step-missing', { step: step.value, right: steps.join(', ') }),
        ),
    );
    const twice = steps.filter((step, index) => steps.indexOf(step) !== index);
    return [
      ...unknownSteps,
      ...twice.map((step) => finding(workflow, `${path}/approval/steps`, 'flow-step-twice', { step })),
      ...missingResults(workflow, key, ['agree', ...(approval.results ?? []).map((result) => result.key)], approval),
    ];
  });

const missingResults = (
  workflow: WorkflowDefinition,
  action: string,
  declared: readonly string[],
  approval: NonNullable<WorkflowDefinition['actions'][string]['approval']>,
): Finding[] => {
  const results = approval.returnTo === 'author' ? [...declared, 'return'] : declared;
  return statesOf(workflow)
    .filter(({ value }) => Object.keys(value.on ?? {}).some((event) => event.startsWith(`${action}.`)))
    .flatMap(({ key, path, value }) =>
      [...new Set(results)]
        .filter((result) => value.on?.[`${action}.${result}`] === undefined)
        .map((result) =>
          finding(workflow, `${path}/on`, 'flow-result-without-transition', { action, result, state: key }),
        ),
    );
};

const checkStages = (workflow: WorkflowDefinition): Finding[] => {
  const stages = new Set((workflow.stages ?? []).map((stage) => stage.key));
  return statesOf(workflow)
    .filter(({ value }) => value.stage !== undefined && !stages.has(value.stage))
    .map(({ path, value }) =>
      finding(workflow, `${path}/stage`, 'flow-stage-missing', { stage: value.stage, right: [...stages].join(', ') }),
    );
};
