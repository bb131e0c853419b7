import type { FactDeclaration, Rule, RuleSetDefinition } from '../schema/types.gen.ts';
import { screenFacts } from './screen-facts.ts';

/** Whether what a rule says can change with the fields that `brought` names: paths of the record, or `input.…`. */
export const restsOn = (
  { facts }: Pick<RuleSetDefinition, 'facts'>,
  rule: Rule,
  brought: (path: string) => boolean,
): boolean => [...screenFacts({ facts, rules: [rule] })].some((name) => pathsOf(facts[name]).some(brought));

const pathsOf = (fact: FactDeclaration | undefined): readonly string[] =>
  fact === undefined
    ? []
    : [fact.field, fact.at, fact.lookup?.from, fact.unable?.of, ...Object.values(fact.by ?? {})].filter(
        (path) => path !== undefined,
      );
