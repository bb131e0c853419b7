import { durationOf } from '../parameter/duration.ts';
import type { ChainLink } from '../parameter/lookup.ts';
import { parameterIn } from '../parameter/profile.ts';
import type { CalendarDefinition, DeadlineDefinition, ParameterDefinition } from '../schema/types.gen.ts';
import { toDay } from '../time.ts';
import { computeDue, type DueResult } from './compute-due.ts';
import { checkDueInput, type DueInput } from './due-input.ts';

/** The definitions a due date stands on. */
export interface DueDefinitions {
  readonly deadline: ReadonlyMap<string, DeadlineDefinition>;
  readonly parameter: ReadonlyMap<string, ParameterDefinition>;
  readonly calendar: ReadonlyMap<string, CalendarDefinition>;
}

export interface DueQuestion extends Pick<DueInput, 'start' | 'pauses' | 'extensions'> {
  readonly deadline: string;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly organizationChain?: readonly ChainLink[];
}

/**
 * When a deadline ends under a set of definitions: its length is the parameter's value on the day of the start.
 * undefined when the definitions give no length or no calendar, or the start is no date.
 */
export const dueUnder = (definitions: DueDefinitions, question: DueQuestion): DueResult | undefined => {
  const deadline = definitions.deadline.get(question.deadline);
  const parameter = definitions.parameter.get(deadline?.duration.parameter ?? '');
  const calendar = definitions.calendar.get(deadline?.calendar ?? '');
  if (deadline === undefined || parameter === undefined || calendar === undefined) return undefined;
  const { start, pauses, extensions } = question;
  const probe: DueInput = { start, length: 0, unit: 'naturalDay', calendar };
  if (checkDueInput(probe).length > 0) return undefined;
  const answer = parameterIn(definitions.parameter, parameter.key, {
    date: toDay(start),
    ...(question.dimensions && { dimensions: question.dimensions }),
    ...(question.organizationChain && { organizationChain: question.organizationChain }),
  });
  const duration = durationOf(parameter, answer?.value);
  if (duration === undefined) return undefined;
  const input: DueInput = {
    ...probe,
    ...duration,
    direction: deadline.direction,
    roll: deadline.roll,
    ...(pauses && { pauses }),
    ...(extensions && { extensions }),
  };
  return checkDueInput(input).length > 0 ? undefined : computeDue(input);
};
