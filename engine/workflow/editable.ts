import type { WorkflowDefinition } from '../schema/types.gen.ts';
import { type Fit, fits, type Person, type Subject } from './fits.ts';

export interface EditQuestion {
  readonly workflow: WorkflowDefinition;
  readonly state: string;
  readonly person: Person;
  readonly subject: Subject;
}

/** The forms this person may edit while the record is in its state. */
export const editableForms = (question: EditQuestion): readonly string[] =>
  (question.workflow.states[question.state]?.edit ?? []).flatMap(({ form, who }) =>
    fits(who, question.person, question.subject) === undefined ? [] : [form],
  );

/** How the person may edit a form in this state: undefined when he is none of those named, null when nobody may. */
export const editFit = (question: EditQuestion, form: string): Fit | undefined | null => {
  const entries = (question.workflow.states[question.state]?.edit ?? []).filter((one) => one.form === form);
  if (entries.length === 0) return null;
  return entries.map(({ who }) => fits(who, question.person, question.subject)).find((fit) => fit !== undefined);
};

/** The forms somebody may edit in a state. */
export const editFormsOf = (workflow: WorkflowDefinition, state: string): readonly string[] =>
  (workflow.states[state]?.edit ?? []).map(({ form }) => form);
