import { canonicalJson, isObject } from '../../json.ts';
import { momentOf } from '../value/date.ts';

/** Judges one value against the value a condition names. Semantics of @formio/core 2.8.3, utils/operators. */
export type Operator = (value: unknown, compared: unknown) => boolean;

const isEqual: Operator = (value, compared) => same(value, coerced(value, compared));

/** Form.io stores what a person types as text: it is read as JSON where the value is of another type. */
const coerced = (value: unknown, compared: unknown): unknown => {
  if (typeof compared !== 'string' || compared === '' || typeof value === 'string') return compared;
  if (!value && value !== false) return compared;
  try {
    return JSON.parse(compared) as unknown;
  } catch {
    return compared;
  }
};

const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  return (
    typeof a === 'object' && typeof b === 'object' && a !== null && b !== null && canonicalJson(a) === canonicalJson(b)
  );
};

const includes: Operator = (value, compared) => {
  if (typeof value === 'string') return value.includes(String(compared));
  return isObject(value) && Object.values(value).includes(compared);
};

const order =
  (holds: (value: number, compared: number) => boolean, orEqual = false): Operator =>
  (value, compared) =>
    typeof value === 'number' && (holds(value, Number(compared)) || (orEqual && value === compared));

const dates =
  (holds: (value: number, compared: number) => boolean): Operator =>
  (value, compared) =>
    Boolean(value) && holds(momentOf(value), momentOf(compared));

const isDateEqual = dates((value, compared) => value === compared);

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

export const operators: Readonly<Record<string, Operator>> = {
  isEqual,
  isNotEqual: (value, compared) => !isEqual(value, compared),
  includes,
  notIncludes: (value, compared) => !includes(value, compared),
  startsWith: (value, compared) => text(value).startsWith(text(compared)),
  endsWith: (value, compared) => text(value).endsWith(text(compared)),
  lessThan: order((value, compared) => value < compared),
  greaterThan: order((value, compared) => value > compared),
  lessThanOrEqual: order((value, compared) => value < compared, true),
  greaterThanOrEqual: order((value, compared) => value > compared, true),
  isDateEqual,
  isNotDateEqual: (value, compared) => !isDateEqual(value, compared),
  dateLessThan: dates((value, compared) => value < compared),
  dateGreaterThan: dates((value, compared) => value > compared),
  dateLessThanOrEqual: dates((value, compared) => value <= compared),
  dateGreaterThanOrEqual: dates((value, compared) => value >= compared),
};

/** The operators that look at the whole value and compare with nothing. */
export const emptinessOperators: ReadonlySet<string> = new Set(['isEmpty', 'isNotEmpty']);

const trimmed: ReadonlySet<string> = new Set(['textfield', 'textarea', 'phoneNumber']);

/**
 * What counts as empty in a component of a type: white space in a text field, false in a checkbox, nothing ticked in
 * selectboxes, nothing filled in a container or grid.
 */
export const isEmptyValue = (value: unknown, type: string): boolean => {
  if (value === undefined || value === null || value === '') return true;
  if (typeof value === 'string') return trimmed.has(type) && value.trim() === '';
  if (value === false) return type === 'checkbox';
  if (typeof value !== 'object') return false;
  if (type === 'selectboxes') return !Object.values(value).includes(true);
  return Object.values(value).every((inner) => isEmptyValue(inner, type));
};
