import { equality } from './equality.ts';
import { hierarchy } from './hierarchy.ts';
import type { Operator } from './operator.ts';
import { order } from './order.ts';
import { presence } from './presence.ts';
import { set } from './set.ts';
import { text } from './text.ts';

/** What the operators answered at a time; conditions are prepared with one set. */
export interface OperatorSet {
  /** Stored with every decision. */
  readonly version: number;
  readonly byKey: ReadonlyMap<string, Operator>;
}

const first: readonly Operator[] = [...equality, ...order, ...text, ...set, ...hierarchy, ...presence];

/**
 * Oldest first. Whenever the answer of an operator changes, a set is added here and the old operator stays in the old
 * one, so that a stored decision can be repeated with the operators of its time.
 */
const operatorSets: readonly OperatorSet[] = [
  { version: 1, byKey: new Map(first.map((operator) => [operator.key, operator])) },
];

const newest = operatorSets[operatorSets.length - 1] as OperatorSet;

export const operatorSemantics = newest.version;
export const operators = newest.byKey;

/** @throws Error for a version this program does not know. */
export const operatorsOf = (version: number): OperatorSet => {
  const found = operatorSets.find((set) => set.version === version);
  if (!found) throw new Error(`unknown operator semantics ${version}`);
  return found;
};
