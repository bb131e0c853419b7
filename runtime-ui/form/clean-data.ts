import { isObject } from '#engine/json.ts';

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';

/** What the page holds without what is empty: the server takes an absent key for "not filled in". Rows keep their places. */
export const cleanData = (data: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(data)
      .map(([key, value]) => [key, clean(value)] as const)
      .filter(([, value]) => !isNothing(value)),
  );

const clean = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const items = value.map(clean);
    const filled = items.filter((item) => !isNothing(item) && !(isObject(item) && Object.keys(item).length === 0));
    return filled.length === 0 ? undefined : items.some(isObject) ? items : filled;
  }
  return isObject(value) ? cleanData(value) : value;
};
