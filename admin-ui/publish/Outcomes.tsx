import { Tag } from 'antd';
import type { DecidedOutcome } from '#engine/rule/rule-set.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import type { Pack } from '../catalog/pack.ts';
import { outcomeText } from '../definition/outcome-text.ts';
import type { Judged } from '../types.ts';
import { say, sayIfKnown, speech } from '../words.ts';

interface OutcomesProps {
  readonly judged: Judged | null;
  readonly ruleSet: RuleSetDefinition | undefined;
  readonly pack: Pack;
}

/** What a rule set decided, in words. */
export const Outcomes = ({ judged, ruleSet, pack }: OutcomesProps) => {
  if (judged === null || ruleSet === undefined) return <div className="muted">{say('preview.noRuleSet')}</div>;
  if (judged.outcomes.length === 0) return <div className="muted">{say('preview.noOutcome')}</div>;
  return (
    <ul className="outcomes">
      {judged.outcomes.map((outcome) => (
        <li key={outcome.rule}>
          <Tag color={outcome.type === 'block' ? 'red' : outcome.type === 'warn' ? 'gold' : 'blue'}>
            {sayIfKnown(`outcome.${outcome.type}`) ?? outcome.type}
          </Tag>
          {textOf(outcome, ruleSet, pack)}
        </li>
      ))}
    </ul>
  );
};

const textOf = (outcome: DecidedOutcome, ruleSet: RuleSetDefinition, pack: Pack): string => {
  const rule = ruleSet.rules.find((one) => one.key === outcome.rule);
  if (outcome.unknown) return say('preview.unknown', { rule: titled(rule?.title) || outcome.rule });
  if (outcome.set !== undefined) return outcomeText(pack.catalog, ruleSet.record ?? '', outcome.set, speech());
  return titled(outcome.message) || titled(rule?.title) || outcome.rule;
};
