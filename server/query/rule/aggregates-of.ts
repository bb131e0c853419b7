import type { RuleSetDefinition, RuleSource } from '#engine/schema/types.gen.ts';

export type SubjectRuleSet = Pick<RuleSetDefinition, 'key' | 'facts' | 'rules' | 'subject'>;

/** The aggregates a rule set reads: those that make subjects, those measured, those whose records it hands on. */
export const aggregatesOf = ({ subject, facts, rules }: SubjectRuleSet): readonly string[] => {
  const measured = Object.values(facts).flatMap(({ measure }) => (measure === undefined ? [] : [keyOf(measure)]));
  const handed = rules.flatMap(({ outcome }) =>
    Object.values(outcome.data ?? {}).flatMap((source: RuleSource) => ('records' in source ? [source.records] : [])),
  );
  return [...new Set([...(subject?.from ?? []), ...measured, ...handed])];
};

const keyOf = (measure: string): string => measure.split('.')[0] ?? '';
