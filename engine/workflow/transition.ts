import type { Truth } from '../condition/condition.ts';
import type { Issue } from '../issue.ts';
import type { ConditionJson, Effect, WorkflowDefinition } from '../schema/types.gen.ts';
import { parseEvent } from './events.ts';

/** Answers a condition over the record's data; null is unknown. */
export type Judge = (condition: ConditionJson) => Truth;

export interface TransitionTaken {
  readonly target: string;
  /** False when the record stays where it is: the state is not entered again. */
  readonly changed: boolean;
  /** In the order in which they are carried out: of the action, of the transition, of the state entered. */
  readonly effects: readonly Effect[];
}

export interface TransitionRefused {
  readonly issues: readonly Issue[];
}

export interface TransitionInput {
  readonly state: string;
  /** A key of `on`. */
  readonly event: string;
  readonly judge: Judge;
}

/**
 * Where an event leads: the first transition whose condition holds. An unknown condition refuses: nobody is moved on a
 * guess. The effects of an action are those of its success, so they belong to the event without result and to `agree`.
 */
export const transition = (
  workflow: WorkflowDefinition,
  { state, event, judge }: TransitionInput,
): TransitionTaken | TransitionRefused => {
  const choices = workflow.states[state]?.on?.[event];
  const { action, result } = parseEvent(event);
  if (choices === undefined) return { issues: [{ path: '', code: 'workflow.notInState', params: { action, state } }] };
  for (const { target, when, effects = [] } of choices) {
    const holds = when === undefined ? true : judge(when);
    if (holds === null) return { issues: [{ path: '', code: 'workflow.targetUnknown', params: { action, state } }] };
    if (!holds) continue;
    const changed = target !== state;
    const own = result === undefined || result === 'agree' ? (workflow.actions[action]?.effects ?? []) : [];
    const entered = changed ? (workflow.states[target]?.onEnter ?? []) : [];
    return { target, changed, effects: [...own, ...effects, ...entered] };
  }
  return { issues: [{ path: '', code: 'workflow.noTarget', params: { action, state } }] };
};
