import { isObject } from '../../json.ts';

/**
 * Whether a value is there in the sense of Form.io's `required` (@formio/core 2.8.3, valueIsPresent): blank text, an
 * empty list or object, and an object of nothing but empty values are not; 0 is. False counts only where `falseIsValue`.
 */
export const isPresent = (value: unknown, falseIsValue: boolean): boolean => {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (value === false) return falseIsValue;
  if (typeof value === 'object') return Object.values(value).some((inner) => isPresent(inner, falseIsValue));
  return true;
};

/** Whether a grid has a row with at least one cell that is filled (doesArrayDataHaveValue). */
export const hasFilledRow = (rows: unknown): boolean =>
  Array.isArray(rows) && rows.some((row) => isObject(row) && Object.values(row).some(hasValue));

const hasValue = (value: unknown): boolean => {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value === 0 || Boolean(value);
};
