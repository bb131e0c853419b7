import { isObject, type Json } from '../json.ts';
import type { ConditionJson } from '../schema/types.gen.ts';

/** Every `{of: path}` that a condition over the records looked for compares with. */
export const valuesOf = (condition: ConditionJson | undefined): readonly string[] => {
  if (condition === undefined) return [];
  const found: string[] = [];
  withValues(condition, (path) => {
    found.push(path);
    return null;
  });
  return found;
};

/** The condition with each `{of: path}` replaced by what `give` says. */
export const withValues = (condition: ConditionJson, give: (path: string) => unknown): ConditionJson => {
  if ('all' in condition) return { all: mapped(condition.all, give) };
  if ('any' in condition) return { any: mapped(condition.any, give) };
  if ('not' in condition) return { not: withValues(condition.not, give) };
  const path = ofPath(condition.value as Json | undefined);
  return path === undefined ? condition : { ...condition, value: give(path) };
};

const mapped = (list: readonly ConditionJson[], give: (path: string) => unknown) =>
  list.map((one) => withValues(one, give)) as [ConditionJson, ...ConditionJson[]];

const ofPath = (value: Json | undefined): string | undefined =>
  isObject(value) && typeof value.of === 'string' ? value.of : undefined;
