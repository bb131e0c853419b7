import type { DescendantsOf } from '#engine/condition/condition.ts';
import type { Catalog } from '#engine/definition/catalog.ts';
import { factTree } from '#engine/rule/code-tree.ts';
import { type CompiledRuleSet, compileRuleSet, compileScreen } from '#engine/rule/compile.ts';
import { type CompiledJudge, compileJudge } from '#engine/rule/compile-judge.ts';
import { expandLadders } from '#engine/rule/expand-ladders.ts';
import type { RuleSet } from '#engine/rule/rule-set.ts';
import { screenFacts } from '#engine/rule/screen-facts.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';

export interface PreparedRules {
  /** With its ladders expanded. */
  readonly ruleSet: RuleSetDefinition;
  /** With no other facts than its conditions read. */
  readonly narrow: RuleSetDefinition;
  readonly names: ReadonlySet<string>;
  readonly tree: DescendantsOf;
  readonly screen: (facts: Readonly<Record<string, unknown>>) => boolean;
  readonly judge: CompiledJudge;
  readonly compiled: CompiledRuleSet;
}

const ready = new WeakMap<Catalog, Map<RuleSetDefinition, PreparedRules>>();

/** Compiled once for each catalog: it knows the code lists a rule set descends. */
export const prepareRules = (catalog: Catalog, definition: RuleSetDefinition): PreparedRules => {
  const known = ready.get(catalog) ?? new Map<RuleSetDefinition, PreparedRules>();
  ready.set(catalog, known);
  const found = known.get(definition);
  if (found !== undefined) return found;
  const ruleSet = expandLadders(definition);
  const names = screenFacts(ruleSet);
  const facts = Object.fromEntries(Object.entries(ruleSet.facts).filter(([name]) => names.has(name)));
  const tree = factTree(catalog.definitions, ruleSet.facts);
  const made: PreparedRules = {
    ruleSet,
    narrow: { ...ruleSet, facts, rules: withoutData(ruleSet) },
    names,
    tree,
    screen: compileScreen(ruleSet as RuleSet, { tree }),
    judge: compileJudge(ruleSet as RuleSet, { tree }),
    compiled: compileRuleSet(ruleSet as RuleSet, { tree }),
  };
  known.set(definition, made);
  return made;
};

/** Outcomes hand on records: nothing is handed on while subjects are only looked through. */
const withoutData = ({ rules }: RuleSetDefinition): RuleSetDefinition['rules'] => {
  const bare = rules.map(({ outcome: { data: _data, ...outcome }, ...rule }) => ({ ...rule, outcome }));
  return bare as unknown as RuleSetDefinition['rules'];
};
