import { usedFacts } from '../condition/compile.ts';
import type { Condition } from '../condition/condition.ts';
import { surveyLogic } from '../form/calculate/logic.ts';
import type { FactDeclaration, RuleSetDefinition } from '../schema/types.gen.ts';
import { accruedFrom } from './accrued-fact.ts';
import { datesFrom } from './date-fact.ts';

/**
 * Names of the facts that the conditions of a rule set read, those calculations read for them among them. Whether any
 * rule speaks needs no others; what the others are is asked of those it speaks about.
 */
export const screenFacts = ({ facts, rules }: Pick<RuleSetDefinition, 'facts' | 'rules'>): ReadonlySet<string> => {
  // Rows of data may name any fact.
  if (rules.some((rule) => 'rows' in rule && rule.rows !== undefined)) return new Set(Object.keys(facts));
  const wanted = new Set<string>();
  const follow = (name: string): void => {
    const fact = facts[name];
    if (fact === undefined || wanted.has(name)) return;
    wanted.add(name);
    for (const other of calculatedFrom(fact)) follow(other);
  };
  for (const { when } of rules) for (const name of usedFacts(when as Condition)) follow(name);
  return wanted;
};

/** The other facts a fact is made of. */
export const calculatedFrom = (fact: FactDeclaration): readonly string[] => {
  const { calculate, accrue } = fact;
  if (accrue !== undefined) return [...new Set(accruedFrom(accrue))];
  if (calculate === undefined) return datesFrom(fact);
  const used = surveyLogic(calculate).uses.filter(({ inItem, path }) => !inItem && path !== '');
  return [...new Set(used.map(({ path }) => path.split('.')[0] ?? ''))];
};
