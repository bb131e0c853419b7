import { pointer } from '../issue.ts';
import type {
  ConditionJson,
  Effect,
  ModuleDefinition,
  Who,
  WorkflowAction,
  WorkflowDefinition,
} from '../schema/types.gen.ts';
import type { AnyDefinition } from './kinds.ts';

/** Something found inside a definition, with its JSON Pointer. */
export interface At<T> {
  readonly path: string;
  readonly value: T;
}

export const at = <T>(path: string, value: T): At<T> => ({ path, value });

/** The items of an optional list with their pointers. */
export const each = <T>(path: string, items: readonly T[] | undefined): At<T>[] =>
  (items ?? []).map((value, index) => at(`${path}/${index}`, value));

/** The members of an optional object with their pointers. */
export const members = <T>(
  path: string,
  object: Readonly<Record<string, T>> | undefined,
): (At<T> & { key: string })[] =>
  Object.entries(object ?? {}).map(([key, value]) => ({ key, path: path + pointer(key), value }));

/** An effect with the forms whose data it may read as `input`. */
export interface PlacedEffect extends At<Effect> {
  readonly forms: readonly string[];
}

/** Every form whose data may be handed in with an action: its own and those of its approval steps. */
const formsOfAction = (action: WorkflowAction | undefined): string[] =>
  [action?.form, ...(action?.approval?.steps ?? []).map((step) => step.form)].filter((form) => form !== undefined);

/** The action a key of `on` belongs to: `review.agree` → `review`. */
export const actionOf = (event: string): string => event.split('.')[0] ?? '';

/** All effects of a workflow, wherever they stand. */
export const effectsOf = (workflow: WorkflowDefinition): PlacedEffect[] => [
  ...members('/actions', workflow.actions).flatMap(({ path, value }) =>
    each(`${path}/effects`, value.effects).map((effect) => ({ ...effect, forms: formsOfAction(value) })),
  ),
  ...members('/states', workflow.states).flatMap(({ key, path, value }) => [
    ...each(`${path}/onEnter`, value.onEnter).map((effect) => ({ ...effect, forms: formsInto(workflow, key) })),
    ...transitionsOf(value, path).flatMap((transition) =>
      each(`${transition.path}/effects`, transition.value.effects).map((effect) => ({
        ...effect,
        forms: formsOfAction(workflow.actions[actionOf(transition.event)]),
      })),
    ),
  ]),
];

/** Forms of the actions that lead into a state. */
const formsInto = (workflow: WorkflowDefinition, state: string): string[] =>
  members('', workflow.states).flatMap((from) =>
    transitionsOf(from.value, from.path)
      .filter((transition) => transition.value.target === state)
      .flatMap((transition) => formsOfAction(workflow.actions[actionOf(transition.event)])),
  );

type State = WorkflowDefinition['states'][string];
type Transition = NonNullable<State['on']>[string][number];

/** The transitions out of a state in order, each with the event that takes it. */
export const transitionsOf = (state: State, path: string): (At<Transition> & { readonly event: string })[] =>
  members(`${path}/on`, state.on).flatMap(({ key, path: place, value }) =>
    each(place, value).map((transition) => ({ ...transition, event: key })),
  );

/** Every list of people in a definition, with its pointer. */
export const whoOf = (definition: AnyDefinition): At<readonly Who[]>[] => {
  switch (definition.kind) {
    case 'module':
      return present([
        at('/create', definition.create),
        at('/parent/who', (definition as ModuleDefinition).parent?.who),
      ]);
    case 'workflow':
      return workflowWho(definition);
    case 'document':
      return present([at('/prepare', definition.prepare), at('/issue', definition.issue)]);
    case 'deadline':
      return present([
        ...each('/warn', definition.warn).map((step) => at(`${step.path}/to`, step.value.to)),
        at('/whenPassed/to', definition.whenPassed?.to),
      ]);
    case 'ruleset':
      return present(
        each('/rules', definition.rules).map((rule) => at(`${rule.path}/outcome/for`, rule.value.outcome.for)),
      );
    default:
      return [];
  }
};

const workflowWho = (workflow: WorkflowDefinition): At<readonly Who[]>[] =>
  present([
    ...members('/actions', workflow.actions).flatMap(({ path, value }) => [
      at(`${path}/who`, value.who),
      ...each(`${path}/approval/steps`, value.approval?.steps).map((step) => at(`${step.path}/who`, step.value.who)),
      at(`${path}/correct/papers/who`, value.correct?.papers?.who),
      at(`${path}/correct/papers/tell/for`, value.correct?.papers?.tell?.for),
    ]),
    ...members('/states', workflow.states).flatMap(({ path, value }) => [
      ...each(`${path}/edit`, value.edit).map((edit) => at(`${edit.path}/who`, edit.value.who)),
      ...each(`${path}/tasks`, value.tasks).map((task) => at(`${task.path}/for`, task.value.for)),
    ]),
    ...effectsOf(workflow).map(({ path, value }) => at(`${path}/to`, value.type === 'message' ? value.to : undefined)),
  ]);

const present = <T>(found: readonly At<readonly T[] | undefined>[]): At<readonly T[]>[] =>
  found.filter((item): item is At<readonly T[]> => item.value !== undefined);

/** A condition over a record; with the module when it is asked of another record than the workflow's own. */
export interface PlacedCondition extends At<ConditionJson> {
  readonly module?: string;
}

/** The conditions a workflow asks of its record and of children. */
export const workflowConditions = (workflow: WorkflowDefinition): PlacedCondition[] => [
  ...members('/actions', workflow.actions).flatMap(({ path, value }) => actionConditions(path, value)),
  ...members('/states', workflow.states).flatMap(({ path, value }) =>
    transitionsOf(value, path).flatMap((transition) => condition(`${transition.path}/when`, transition.value.when)),
  ),
  ...effectsOf(workflow).flatMap(({ path, value }) => [
    ...condition(`${path}/when`, value.when),
    ...(value.type === 'act' ? condition(`${path}/where`, value.where, value.module) : []),
  ]),
];

const actionConditions = (path: string, { when, needs, approval }: WorkflowAction): PlacedCondition[] => [
  ...condition(`${path}/when`, when),
  ...each(`${path}/needs/documents`, needs?.documents).flatMap((need) =>
    condition(`${need.path}/when`, need.value.when),
  ),
  ...each(`${path}/needs/children`, needs?.children).flatMap((need) => [
    ...condition(`${need.path}/when`, need.value.when),
    ...condition(`${need.path}/where`, need.value.where, need.value.module),
  ]),
  ...each(`${path}/approval/steps`, approval?.steps).flatMap((step) => condition(`${step.path}/when`, step.value.when)),
];

const condition = (path: string, value: ConditionJson | undefined, module?: string): PlacedCondition[] =>
  value === undefined ? [] : [{ path, value, ...(module === undefined ? {} : { module }) }];
