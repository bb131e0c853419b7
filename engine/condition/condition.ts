import type { OperatorSet } from './operator/list.ts';

/** A condition as definitions write it: the JSON of json-rules-engine without priorities, paths or parameters. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | ConditionLeaf;

/**
 * `value` is a literal of the type the operator asks for, or `{fact}` to compare with another fact. A date that is a fact
 * may be moved: `{fact, plus: {days: -90}}`, `{fact, plus: {months: 24}}` (a month without the day ends on its last).
 */
export interface ConditionLeaf {
  readonly fact: string;
  readonly operator: string;
  readonly value?: unknown;
}

/** Kleene's strong three-valued logic: null is unknown. */
export type Truth = true | false | null;

/**
 * What a fact holds. money: integer fen. decimal: text like "18.000" or a number. date: civil date. instant: UTC text.
 * ratio: {numerator, denominator}, integers, or a
 * decimal. codes, users: arrays of ids. files, rows: arrays that can only be asked whether they hold anything.
 */
export const factTypes = [
  'text',
  'integer',
  'decimal',
  'ratio',
  'money',
  'boolean',
  'date',
  'instant',
  'code',
  'codes',
  'region',
  'organization',
  'user',
  'users',
  'record',
  'files',
  'rows',
] as const;
export type FactType = (typeof factTypes)[number];
export type FactTypes = Readonly<Record<string, FactType>>;

/** The value of a fact as it lies in the data; undefined and null are missing. */
export type ReadFact = (fact: string) => unknown;

/** The ancestor and everything below it in the tree that the values of `fact` belong to. */
export type DescendantsOf = (fact: string, ancestor: string) => Iterable<string>;

export interface ConditionOptions {
  /** The operators of which time; the newest when absent. */
  readonly semantics?: number | OperatorSet;
  /** Needed by conditions that use descendantOf. */
  readonly tree?: DescendantsOf;
}

/** How far a date that is an operand is moved; one of the two, negative for earlier. */
export interface Shift {
  readonly days?: number;
  readonly months?: number;
}

/** The operand of a leaf when it is another fact. */
export const operandFact = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'fact' in value && typeof value.fact === 'string'
    ? value.fact
    : undefined;

/** What an operand that is another fact is moved by, as written. */
export const operandShift = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'plus' in value ? value.plus : undefined;
