import { pointer } from '../../issue.ts';
import { calculatedFrom } from '../../rule/screen-facts.ts';
import type { RuleSetDefinition } from '../../schema/types.gen.ts';
import { type Check, finding } from './check.ts';

/** Facts calculated from each other in a circle have no value; each of them is named with its way back to itself. */
export const checkFactCircles: Check = (catalog) =>
  [...catalog.definitions.ruleset.values()].flatMap((ruleSet) =>
    Object.keys(ruleSet.facts).flatMap((fact) => {
      const way = wayBack(ruleSet, fact);
      if (way === undefined) return [];
      return [finding(ruleSet, `/facts${pointer(fact)}/calculate`, 'fact-circle', { way: way.join(' → ') })];
    }),
  );

/** The facts a fact is calculated from. */
const sourcesOf = ({ facts }: RuleSetDefinition, fact: string): readonly string[] => {
  const declared = Object.hasOwn(facts, fact) ? facts[fact] : undefined;
  return declared === undefined ? [] : calculatedFrom(declared);
};

/** The shortest way from a fact over those it is calculated from back to itself. */
const wayBack = (ruleSet: RuleSetDefinition, fact: string): readonly string[] | undefined => {
  const seen = new Set<string>();
  const left: (readonly string[])[] = [[fact]];
  for (let way = left.shift(); way !== undefined; way = left.shift()) {
    for (const next of sourcesOf(ruleSet, way.at(-1) ?? '')) {
      if (next === fact) return [...way, fact];
      if (!seen.has(next)) left.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
};
