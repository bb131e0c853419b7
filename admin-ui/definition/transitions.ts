import type { Title, WorkflowDefinition, WorkflowState } from '#engine/schema/types.gen.ts';

/** One way out of a state. */
export interface Way {
  readonly event: string;
  readonly title: Title | undefined;
  /** Of an approval: agree, return, recall or a declared result. */
  readonly result: string | undefined;
  readonly target: string;
  readonly guards: readonly string[];
}

/** The ways out of a state in the order of their events. */
export const transitionsOf = (workflow: WorkflowDefinition, state: string): Way[] =>
  Object.entries(workflow.states[state]?.on ?? {}).flatMap(([event, transitions]) => {
    const [key = '', result] = event.split('.');
    const action = workflow.actions[key];
    const title = action?.approval?.results?.find((one) => one.key === result)?.title;
    return transitions.map((transition) => ({
      event,
      title: title ?? action?.title,
      result: title === undefined ? result : undefined,
      target: transition.target,
      guards: action?.guards ?? [],
    }));
  });

/** The states from the first one on, nearer ones first; what cannot be reached comes last. */
export const statesInOrder = (workflow: WorkflowDefinition): { key: string; state: WorkflowState }[] => {
  const order = new Set([workflow.initial]);
  for (const state of order) for (const way of transitionsOf(workflow, state)) order.add(way.target);
  for (const state of Object.keys(workflow.states)) order.add(state);
  return [...order].flatMap((key) => {
    const state = workflow.states[key];
    return state ? [{ key, state }] : [];
  });
};
