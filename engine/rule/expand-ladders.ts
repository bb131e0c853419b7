import type { FactDeclaration, Ladder, RuleSetDefinition, Rung } from '../schema/types.gen.ts';

type Facts = RuleSetDefinition['facts'];
type Rules = RuleSetDefinition['rules'];

/**
 * The rule set with the thresholds of its ladders as facts of their own, `$<rule>.<level>`, so that a decision keeps their
 * values among its inputs and parameters are read with their dates. Always the same for the same definition.
 */
export const expandLadders = <T extends Pick<RuleSetDefinition, 'facts' | 'rules'>>(ruleSet: T): T => {
  const known = expanded.get(ruleSet);
  if (known !== undefined) return known as T;
  const facts: Record<string, FactDeclaration> = { ...ruleSet.facts };
  const rules = ruleSet.rules.map((rule) => {
    const { level, ladder } = rule.outcome;
    const grown = {
      ...(level !== undefined && { level: { ...level, ladder: grow(facts, rule.key, level.ladder) } }),
      ...(ladder !== undefined && { ladder: grow(facts, rule.key, ladder) }),
    };
    return { ...rule, outcome: { ...rule.outcome, ...grown } };
  });
  const made = { ...ruleSet, facts: facts as Facts, rules: rules as Rules };
  expanded.set(ruleSet, made);
  return made;
};

const expanded = new WeakMap<object, object>();

const grow = (facts: Record<string, FactDeclaration>, rule: string, ladder: Ladder): Ladder => ({
  ...ladder,
  levels: ladder.levels.map((rung) => ({ ...rung, from: threshold(facts, `$${rule}.${rung.key}`, ladder, rung) })),
});

const threshold = (
  facts: Record<string, FactDeclaration>,
  name: string,
  ladder: Ladder,
  { from, title }: Rung,
): Rung['from'] => {
  if (typeof from !== 'object' || 'fact' in from) return from;
  const climbing = facts[ladder.fact]?.type ?? 'integer';
  const type = climbing === 'ratio' ? 'decimal' : climbing;
  facts[name] = {
    type,
    ...(title !== undefined && { title }),
    ...('each' in from ? { each: from.each } : { ...from, at: '$asOf' }),
  };
  return { fact: name };
};
