import { Card, Descriptions, Table, Tag } from 'antd';
import type { Rule, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { Link } from '../../runtime-ui/frame/Link.tsx';
import { titled } from '../../runtime-ui/words.ts';
import { conditionLines } from '../catalog/condition-words.ts';
import { definitionAddress } from '../catalog/entries.ts';
import { ruleSetLabels } from '../catalog/labels.ts';
import type { Pack } from '../catalog/pack.ts';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import { say, sayIfKnown, speech } from '../words.ts';
import { ConditionTree } from './ConditionTree.tsx';
import { outcomeText, ruleTitle } from './outcome-text.ts';
import type { ViewProps } from './ReadableDefinition.tsx';
import { factSource, triggerText } from './rule-set-words.ts';

/** When a rule set is asked, its rules in words, and where its facts come from. */
export const RuleSetView = ({ definition, pack }: ViewProps<'ruleset'>) => (
  <>
    <Descriptions
      size="small"
      column={{ xs: 1, md: 2 }}
      items={[
        {
          key: 'record',
          label: say('ruleset.record'),
          children: titled(pack.catalog.definitions.module.get(definition.record ?? '')?.title) || definition.record,
        },
        { key: 'trigger', label: say('ruleset.trigger'), children: triggerText(pack.catalog, definition, speech()) },
        ...(definition.from || definition.to
          ? [
              {
                key: 'period',
                label: say('ruleset.period'),
                children: `${definition.from ?? ''} – ${definition.to ?? ''}`,
              },
            ]
          : []),
        ...(definition.enabled === false ? [{ key: 'off', label: say('ruleset.off'), children: say('yes') }] : []),
      ]}
    />
    <h2>{say('ruleset.rules')}</h2>
    {definition.rules.map((rule) => (
      <RuleCard key={rule.key} rule={rule} ruleSet={definition} pack={pack} />
    ))}
    <h2>{say('ruleset.facts')}</h2>
    <FactTable ruleSet={definition} pack={pack} />
  </>
);

interface RuleCardProps {
  readonly rule: Rule;
  readonly ruleSet: RuleSetDefinition;
  readonly pack: Pack;
}

const RuleCard = ({ rule, ruleSet, pack }: RuleCardProps) => {
  const words = speech();
  const labels = ruleSetLabels(pack.catalog, ruleSet, words);
  const { outcome } = rule;
  return (
    <Card
      size="small"
      className="rule"
      title={<h3>{ruleTitle(pack.catalog, ruleSet.record ?? '', rule, words)}</h3>}
      extra={<code>{rule.key}</code>}
    >
      <div className="rule-part">
        <span className="rule-word">{say('rule.when')}</span>
        <ConditionTree lines={conditionLines(rule.when, labels, words)} />
      </div>
      <div className="rule-part">
        <span className="rule-word">{say('rule.then')}</span>
        <div>
          <Tag color={outcome.type === 'block' ? 'red' : outcome.type === 'warn' ? 'gold' : 'blue'}>
            {sayIfKnown(`outcome.${outcome.type}`) ?? outcome.type}
          </Tag>
          {outcomeText(pack.catalog, ruleSet.record ?? '', outcome, words)}
          {outcome.basis && <div className="muted">{say('parameter.basisIs', { basis: outcome.basis })}</div>}
        </div>
      </div>
      {rule.unknown && (
        <div className="rule-part muted">
          <span className="rule-word">{say('rule.unknown')}</span>
          <span>{sayIfKnown(`unknown.${rule.unknown}`) ?? rule.unknown}</span>
        </div>
      )}
    </Card>
  );
};

const FactTable = ({ ruleSet, pack }: Omit<RuleCardProps, 'rule'>) => {
  const words = speech();
  const labels = ruleSetLabels(pack.catalog, ruleSet, words);
  const rows = Object.entries(ruleSet.facts).map(([name, fact]) => ({ name, fact }));
  return (
    <ScrollBox>
      <Table
        size="small"
        rowKey="name"
        pagination={false}
        dataSource={rows}
        columns={[
          { title: say('fact.name'), render: (_, row) => labels.fact(row.name).title },
          { title: say('fact.key'), render: (_, row) => <code>{row.name}</code> },
          { title: say('fact.type'), render: (_, row) => sayIfKnown(`type.${row.fact.type}`) ?? row.fact.type },
          {
            title: say('fact.source'),
            render: (_, row) =>
              row.fact.parameter ? (
                <Link to={definitionAddress('parameter', row.fact.parameter)}>
                  {factSource(pack.catalog, ruleSet, row.fact, words)}
                </Link>
              ) : (
                factSource(pack.catalog, ruleSet, row.fact, words)
              ),
          },
        ]}
      />
    </ScrollBox>
  );
};
