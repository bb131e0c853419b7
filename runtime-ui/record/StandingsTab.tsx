import { Alert, Descriptions, Empty } from 'antd';
import type { RecordStanding } from '../answer/rules.ts';
import { Loading } from '../frame/Loading.tsx';
import { useLabels } from '../value/lookup.ts';
import { showValue } from '../value/show-value.ts';
import { say, titled } from '../words.ts';
import { CountedRecords } from './CountedRecords.tsx';
import { ExplainedDecision } from './ExplainedDecision.tsx';
import { type OpenRecord, useRelated } from './use-record.ts';

/** What rule sets say today of the subject this record stands for, with what they count; nothing is stored. */
export const StandingsTab = ({ opened }: { readonly opened: OpenRecord }) => {
  const standings = useRelated<RecordStanding>(opened.record, 'standings');
  return (
    <Loading of={standings}>
      {(value) =>
        value.length === 0 ? (
          <Empty description={say('standings.none')} />
        ) : (
          value.map((one) => (
            <Standing
              key={`${one.ruleset} ${one.each ?? ''}`}
              standing={one}
              organization={opened.record.organization}
            />
          ))
        )
      }
    </Loading>
  );
};

interface StandingProps {
  readonly standing: RecordStanding;
  readonly organization: string;
}

const Standing = ({ standing, organization }: StandingProps) => {
  const { title, asOf, facts, outcomes, explained, counted } = standing;
  const labels = useLabels();
  const known = outcomes.filter((one) => !one.unknown);
  const reached = known.map((one) => titled(one.title) || one.rule).join(say('comma'));
  return (
    <section className="standing">
      <h3>{titled(title)}</h3>
      <Alert
        showIcon
        type={known.length > 0 ? 'warning' : outcomes.length > 0 ? 'info' : 'success'}
        title={
          known.length > 0
            ? say('standings.reached', { rules: reached, asOf })
            : say(outcomes.length > 0 ? 'standings.unknown' : 'standings.clear', { asOf })
        }
        description={say('standings.trial')}
      />
      <Descriptions
        bordered
        size="small"
        column={{ xs: 1, sm: 2, lg: 3 }}
        items={facts.map((fact) => ({
          key: fact.name,
          label: titled(fact.title) || fact.name,
          children: showValue(fact, fact.value, labels, organization) || '\u2014',
        }))}
      />
      <CountedRecords lists={counted} />
      <ExplainedDecision explained={explained} />
    </section>
  );
};
