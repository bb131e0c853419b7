import type { WorkflowDefinition } from '../schema/types.gen.ts';

/** An event of a workflow: an action, or one result of its approval written `action.result`. */
export interface EventKey {
  readonly action: string;
  readonly result: string | undefined;
}

export const eventKey = (action: string, result?: string): string =>
  result === undefined ? action : `${action}.${result}`;

export const parseEvent = (key: string): EventKey => {
  const dot = key.indexOf('.');
  return dot < 0 ? { action: key, result: undefined } : { action: key.slice(0, dot), result: key.slice(dot + 1) };
};

/** The actions a state knows, in the order the workflow declares them; an action is known when a key of `on` names it. */
export const actionsIn = (workflow: WorkflowDefinition, state: string): readonly string[] => {
  const named = new Set(Object.keys(workflow.states[state]?.on ?? {}).map((key) => parseEvent(key).action));
  return Object.keys(workflow.actions).filter((action) => named.has(action));
};

/** The results for which a state has a transition. */
export const resultsIn = (workflow: WorkflowDefinition, state: string, action: string): ReadonlySet<string> =>
  new Set(
    Object.keys(workflow.states[state]?.on ?? {})
      .map(parseEvent)
      .flatMap((event) => (event.action === action && event.result !== undefined ? [event.result] : [])),
  );
