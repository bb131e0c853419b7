import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';

/** Whether anything in a rule set names a fact: conditions, outcomes, ladders, calculations. */
export const factUses = ({ rules, facts }: Pick<RuleSetDefinition, 'rules' | 'facts'>, name: string): boolean => {
  const { [name]: _own, ...others } = facts;
  const text = JSON.stringify([rules, Object.values(others).map(({ calculate, accrue }) => [calculate, accrue])]);
  return text.includes(`"${name}"`) || text.includes(`"${name}.`);
};
