import { problem } from '#engine/problem.ts';
import { evaluateRuleSet } from '#engine/rule/evaluate.ts';
import type { RuleSet } from '#engine/rule/rule-set.ts';
import type { Context } from '../command/context.ts';
import { requireSystem } from './require-system.ts';

export interface Simulation {
  readonly key: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly regime?: string;
  readonly date?: string;
}

/** What a rule set in force says of given facts, with every condition's value. Nothing is stored. */
export const simulateRule = async (context: Context, simulation: Simulation) => {
  requireSystem(context, 'definitionsRead');
  const ruleSet = context.catalog.definitions.ruleset.get(simulation.key);
  if (ruleSet === undefined) throw problem('not-found');
  return await evaluateRuleSet(ruleSet as RuleSet, simulation.facts ?? {}, {
    regime: simulation.regime ?? null,
    date: simulation.date ?? context.now.slice(0, 10),
  });
};
