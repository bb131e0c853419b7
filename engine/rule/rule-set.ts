import type { Condition, FactType, FactTypes, Truth } from '../condition/condition.ts';
import type { OperatorSet } from '../condition/operator/list.ts';
import type { ConditionTrace } from '../condition/trace.ts';
import type { Ladder, RowConditions } from '../schema/types.gen.ts';
import type { LadderTrace } from './ladder.ts';
import { unreadable } from './row-conditions.ts';

interface Title {
  readonly zh: string;
  readonly en?: string;
}

/** What `unknown` of a rule may ask for when its condition is unknown. */
type UnknownAnswer = 'block' | 'warn' | 'task' | 'ignore';

export interface RuleOutcome {
  readonly type: 'block' | 'warn' | 'set' | 'task' | 'create' | 'level' | 'act';
  readonly message?: Title;
  /** Of `set`: the field, and the literal or `{fact}` it takes. */
  readonly field?: string;
  readonly value?: unknown;
  /** Legal basis. */
  readonly basis?: string;
  /** Of `level`. */
  readonly ladder?: Ladder;
  /** Of `create`: what is made has a level, and is made only where a rung is reached. */
  readonly level?: { readonly ladder: Ladder };
}

export interface Rule {
  readonly key: string;
  readonly title?: Title;
  readonly when: Condition;
  /** Conditions that are rows of data; they hold beside `when`. */
  readonly rows?: RowConditions;
  readonly outcome: RuleOutcome;
  /** Default task: what is not known goes to a person. */
  readonly unknown?: UnknownAnswer;
}

/** The part of a rule set definition that its evaluation needs. */
export interface RuleSet {
  readonly key: string;
  readonly facts: Readonly<Record<string, { readonly type: FactType }>>;
  readonly rules: readonly Rule[];
  readonly enabled?: boolean;
  /** A decision table in which one rule applies, or the first of those that do. */
  readonly hit?: 'unique' | 'first';
  /** The regimes in which it applies; all when absent. */
  readonly regimes?: readonly string[];
  /** First and last civil date on which it applies. */
  readonly from?: string;
  readonly to?: string;
}

export interface RuleSetOptions {
  /** The regime of the record; null for a record that has none yet. Needed by rule sets limited to regimes. */
  readonly regime?: string | null;
  /** The civil date of law. Needed by rule sets limited in time. */
  readonly date?: string;
  readonly tree?: (fact: string, ancestor: string) => Iterable<string>;
  /** The operators of which time; the newest when absent. */
  readonly semantics?: number | OperatorSet;
}

export interface DecidedOutcome {
  readonly rule: string;
  readonly type: RuleOutcome['type'];
  readonly message?: Title;
  readonly basis?: string;
  /** Present for a `set` that is known. */
  readonly set?: { readonly field: string; readonly value: unknown };
  /** Of an outcome with a ladder: the level; null below the lowest rung. */
  readonly level?: string | null;
  /** True when the rule could not be decided because a fact is missing. */
  readonly unknown: boolean;
}

export interface RuleTrace {
  readonly rule: string;
  readonly result: Truth;
  readonly condition: ConditionTrace;
  /** Of a rule whose outcome has a ladder. */
  readonly ladder?: LadderTrace;
}

export interface RuleSetResult {
  readonly outcomes: readonly DecidedOutcome[];
  readonly trace: readonly RuleTrace[];
  readonly operatorSemantics: number;
}

export const factTypesOf = (ruleSet: Pick<RuleSet, 'facts'>): FactTypes => ({
  ...Object.fromEntries(Object.entries(ruleSet.facts).map(([name, { type }]) => [name, type])),
  [unreadable]: 'integer',
});
