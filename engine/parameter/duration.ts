import type { DueUnit } from '../deadline/due-input.ts';
import { isObject } from '../json.ts';
import type { ParameterDefinition } from '../schema/types.gen.ts';

const units: readonly DueUnit[] = ['naturalDay', 'workDay', 'hour', 'month', 'year'];

/** The length of a term in the value of a parameter: `{length, unit}`; a bare number takes the unit of the parameter. */
export const durationOf = (
  parameter: Pick<ParameterDefinition, 'unit'>,
  value: unknown,
): { readonly length: number; readonly unit: DueUnit } | undefined => {
  const length = isObject(value) ? value.length : value;
  const wanted = isObject(value) ? (value.unit ?? parameter.unit) : parameter.unit;
  const unit = units.find((name) => name === wanted);
  if (unit === undefined || typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) return undefined;
  return { length, unit };
};
