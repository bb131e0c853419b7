import type { WorkflowAction, WorkflowDefinition, WorkflowState } from '#engine/schema/types.gen.ts';
import type { KindEditorProps } from '../editor/kind-editor.ts';

export type WorkflowEditorProps = KindEditorProps<WorkflowDefinition>;

export const withState = (
  workflow: WorkflowDefinition,
  key: string,
  part: Partial<WorkflowState>,
): WorkflowDefinition => {
  const state = workflow.states[key];
  return state === undefined ? workflow : { ...workflow, states: { ...workflow.states, [key]: { ...state, ...part } } };
};

export const withAction = (workflow: WorkflowDefinition, key: string, action: WorkflowAction): WorkflowDefinition => ({
  ...workflow,
  actions: { ...workflow.actions, [key]: action },
});

/** An object without some members that are empty now. */
export const without = <T extends object, K extends keyof T>(value: T, member: K): Omit<T, K> => {
  const { [member]: _gone, ...rest } = value;
  return rest;
};

/** Without a state, and without the ways that led to it. */
export const withoutState = (workflow: WorkflowDefinition, key: string): WorkflowDefinition => {
  const states = Object.entries(without(workflow.states, key)).map(([name, state]): [string, WorkflowState] => {
    const kept = Object.entries(state.on ?? {}).flatMap(([event, ways]) => {
      const [first, ...rest] = ways.filter(({ target }) => target !== key);
      return first === undefined ? [] : [[event, [first, ...rest]] as const];
    });
    const bare = without(state, 'on') as WorkflowState;
    return [
      name,
      kept.length > 0 ? { ...bare, on: Object.fromEntries(kept) as NonNullable<WorkflowState['on']> } : bare,
    ];
  });
  return { ...workflow, states: Object.fromEntries(states) };
};

/** Without an action, and without what follows from it. */
export const withoutAction = (workflow: WorkflowDefinition, key: string): WorkflowDefinition => {
  const states = Object.entries(workflow.states).map(([name, state]): [string, WorkflowState] => {
    const kept = Object.entries(state.on ?? {}).filter(([event]) => event.split('.')[0] !== key);
    const bare = without(state, 'on') as WorkflowState;
    return [name, kept.length > 0 ? { ...bare, on: Object.fromEntries(kept) } : bare];
  });
  return { ...workflow, actions: without(workflow.actions, key), states: Object.fromEntries(states) };
};

/** What can happen in a workflow: every action, and every result of a sign-off. */
export const eventsOf = ({ actions }: WorkflowDefinition): readonly string[] =>
  Object.entries(actions).flatMap(([key, { approval }]) =>
    approval === undefined
      ? [key]
      : [
          ...(approval.start === 'action' ? [key] : []),
          `${key}.agree`,
          ...(approval.returnTo === undefined ? [] : [`${key}.return`]),
          ...(approval.results ?? []).map((result) => `${key}.${result.key}`),
          ...(approval.recall ? [`${key}.recall`] : []),
        ],
  );
