import type { ParameterDefinition } from '../schema/types.gen.ts';
import { type ParameterAnswer, type ParameterQuestion, parameterAt } from './lookup.ts';

/** The parameter whose value names the profile in force, and the dimension it answers for all others. */
export const profileKey = 'profile';

export type Parameters = ReadonlyMap<string, ParameterDefinition>;

/** The profile in force on a date; undefined where none is declared. */
export const profileOn = (parameters: Parameters, question: ParameterQuestion): string | undefined => {
  const definition = parameters.get(profileKey);
  const value = definition && parameterAt(definition, question)?.value;
  return typeof value === 'string' ? value : undefined;
};

/** `parameterAt` of a parameter by key, with the profile of the date among the dimensions unless one is given. */
export const parameterIn = (
  parameters: Parameters,
  key: string,
  question: ParameterQuestion,
): ParameterAnswer | undefined => {
  const definition = parameters.get(key);
  if (definition === undefined) return undefined;
  const { dimensions = {} } = question;
  const open = definition.dimensions?.includes(profileKey) === true && dimensions[profileKey] === undefined;
  const profile = open ? profileOn(parameters, question) : undefined;
  return parameterAt(
    definition,
    profile === undefined ? question : { ...question, dimensions: { ...dimensions, [profileKey]: profile } },
  );
};
