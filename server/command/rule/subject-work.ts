import type { Catalog } from '#engine/definition/catalog.ts';
import type { ParameterUse } from '#engine/rule/derive-facts.ts';
import type { RuleSetResult } from '#engine/rule/rule-set.ts';
import type { Rule, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import type { EvaluatedSubject } from '../../query/rule/evaluate-subjects.ts';

/** A subject that was decided, on its way to its outcomes. */
export interface SubjectWork {
  readonly catalog: Catalog;
  /** With its ladders expanded. */
  readonly ruleSet: RuleSetDefinition;
  readonly asOf: string;
  readonly subject: EvaluatedSubject;
  readonly result: RuleSetResult;
  readonly parameters: readonly ParameterUse[];
  /** SHA-256 of facts and counted records. */
  readonly factsHash: string;
  /** Where its inputs are stored with those of all others; absent when they belong to its decision alone. */
  readonly run?: { readonly id: string; readonly line: number; readonly hash: string };
}

export interface Applied {
  readonly created: number;
  readonly changed: number;
  readonly lapsed: number;
}

export const nothingApplied: Applied = { created: 0, changed: 0, lapsed: 0 };

export const addApplied = (a: Applied, b: Applied): Applied => ({
  created: a.created + b.created,
  changed: a.changed + b.changed,
  lapsed: a.lapsed + b.lapsed,
});

/** Rules that lead to the same record; one subject has at most one open record of each. */
export interface CreateTarget {
  /** The key of its first rule, under which the subject is remembered. */
  readonly key: string;
  readonly module: string;
  readonly rules: readonly Rule[];
}

export const createTargets = ({ rules }: Pick<RuleSetDefinition, 'rules'>): readonly CreateTarget[] => {
  const targets = new Map<string, Rule[]>();
  for (const rule of rules) {
    const { type, module } = rule.outcome;
    if (type === 'create' && module !== undefined) targets.set(module, [...(targets.get(module) ?? []), rule]);
  }
  return [...targets].map(([module, own]) => ({ key: own[0]?.key ?? '', module, rules: own }));
};
