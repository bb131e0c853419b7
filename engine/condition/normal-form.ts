import type { Condition, ConditionLeaf } from './condition.ts';

/** A condition without `not`: only leaves are negated, by `wanted: false`. Members keep their number and order. */
export type NormalForm =
  | { readonly all: readonly NormalForm[] }
  | { readonly any: readonly NormalForm[] }
  | { readonly leaf: ConditionLeaf; readonly wanted: boolean };

/**
 * The negation normal form by De Morgan's laws, which hold in Kleene's logic too. With `wanted` false it is that of the
 * negated condition. A leaf counts only where its answer is known and is `wanted`; so the form of the condition holds
 * where the condition is true, the form of its negation where it is false, and neither where it is unknown.
 */
export const normalForm = (condition: Condition, wanted = true): NormalForm => {
  if ('not' in condition) return normalForm(condition.not, !wanted);
  if ('all' in condition) return branch('all', condition.all, wanted);
  if ('any' in condition) return branch('any', condition.any, wanted);
  return { leaf: condition, wanted };
};

const branch = (kind: 'all' | 'any', members: readonly Condition[], wanted: boolean): NormalForm => {
  const items = members.map((member) => normalForm(member, wanted));
  return (kind === 'all') === wanted ? { all: items } : { any: items };
};
