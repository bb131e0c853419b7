import type { Condition, Truth } from '../condition/condition.ts';

/** The fact that stands for an answer known before any row is read; `$unknown` for one that cannot be known. */
export const constantCondition = (truth: Truth): Condition =>
  truth === null
    ? { fact: '$unknown', operator: 'equal', value: true }
    : { fact: '$true', operator: 'equal', value: truth };

/** The answer of a constant condition; undefined for one that asks the row. */
const constantTruth = (condition: Condition): Truth | undefined => {
  if (!('fact' in condition) || condition.operator !== 'equal') return undefined;
  if (condition.fact === '$true') return condition.value === true;
  return condition.fact === '$unknown' ? null : undefined;
};

/** The same condition without members that cannot change its answer: what is settled, and what stands there twice. */
export const foldCondition = (condition: Condition): Condition => {
  if ('all' in condition) return joined(condition.all, 'all', false);
  if ('any' in condition) return joined(condition.any, 'any', true);
  if (!('not' in condition)) return condition;
  const inner = foldCondition(condition.not);
  const truth = constantTruth(inner);
  if (truth === undefined) return { not: inner };
  return constantCondition(truth === null ? null : !truth);
};

/**
 * A condition that is true where this one is, and otherwise false where that one may be unknown: what cannot be known
 * beforehand is no reason to count a row.
 */
export const foldCertain = (condition: Condition): Condition => foldCondition(certain(condition));

const certain = (condition: Condition): Condition => {
  if ('all' in condition) return { all: condition.all.map(certain) };
  if ('any' in condition) return { any: condition.any.map(certain) };
  return constantTruth(condition) === null ? constantCondition(false) : condition;
};

/** `settling` is the answer of one member that settles the whole; its opposite changes nothing. */
const joined = (members: readonly Condition[], word: 'all' | 'any', settling: boolean): Condition => {
  const kept = new Map<string, Condition>();
  for (const member of members.map(foldCondition).flatMap((one) => inside(one, word))) {
    const truth = constantTruth(member);
    if (truth === settling) return constantCondition(settling);
    if (truth !== !settling) kept.set(JSON.stringify(member), member);
  }
  const [only, ...more] = kept.values();
  if (only === undefined) return constantCondition(!settling);
  if (more.length === 0) return only;
  return word === 'all' ? { all: [only, ...more] } : { any: [only, ...more] };
};

const inside = (condition: Condition, word: 'all' | 'any'): readonly Condition[] => {
  if (word === 'all' && 'all' in condition) return condition.all;
  return word === 'any' && 'any' in condition ? condition.any : [condition];
};
