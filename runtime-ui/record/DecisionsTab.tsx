import { Collapse, Empty, Tag } from 'antd';
import { isObject } from '#engine/json.ts';
import type { DecidedOutcome } from '#engine/rule/rule-set.ts';
import type { Described } from '../answer/modules.ts';
import type { Decision } from '../answer/records.ts';
import { Loading } from '../frame/Loading.tsx';
import { useLabels } from '../value/lookup.ts';
import { showInstant } from '../value/show-time.ts';
import { showValue } from '../value/show-value.ts';
import { say, sayIfKnown, titled } from '../words.ts';
import { CountedRecords } from './CountedRecords.tsx';
import { ExplainedDecision } from './ExplainedDecision.tsx';
import { ReplayDecision } from './ReplayDecision.tsx';
import { type OpenRecord, useRelated } from './use-record.ts';

/** What rules decided, and every condition with the values it saw. */
export const DecisionsTab = ({ opened: { described, record } }: { readonly opened: OpenRecord }) => {
  const decisions = useRelated<Decision>(record, 'decisions');
  return (
    <Loading of={decisions}>
      {(value) =>
        value.length === 0 ? (
          <Empty description={say('decisions.none')} />
        ) : (
          <Collapse
            defaultActiveKey={value.slice(0, 1).map(({ id }) => id)}
            items={value.map((decision) => ({
              key: decision.id,
              label: <Head decision={decision} described={described} />,
              children: <Body decision={decision} described={described} organization={record.organization} />,
            }))}
          />
        )
      }
    </Loading>
  );
};

const outcomesOf = ({ outcome }: Decision): readonly DecidedOutcome[] => {
  const list = Array.isArray(outcome) ? outcome : isObject(outcome) ? outcome.outcomes : [];
  return (Array.isArray(list) ? list.filter(isObject) : []) as unknown as readonly DecidedOutcome[];
};

const colours: Readonly<Record<string, string>> = {
  block: 'red',
  warn: 'orange',
  set: 'blue',
  create: 'gold',
  level: 'gold',
};

const Kind = ({ outcome }: { readonly outcome: DecidedOutcome }) => (
  <Tag color={outcome.unknown ? 'purple' : (colours[outcome.type] ?? 'default')}>
    {outcome.unknown ? say('decisions.undecided') : (sayIfKnown(`outcome.${outcome.type}`) ?? outcome.type)}
  </Tag>
);

interface DecisionProps {
  readonly decision: Decision;
  readonly described: Described;
}

const Head = ({ decision, described }: DecisionProps) => {
  const outcomes = outcomesOf(decision);
  const action = decision.action === null ? undefined : described.actions[decision.action];
  return (
    <span className="entry-head">
      <strong>{titled(decision.title)}</strong>
      {action && <span>{titled(action.title)}</span>}
      <small>{showInstant(decision.at)}</small>
      {outcomes.length === 0 ? (
        <small>{say('decisions.noOutcome')}</small>
      ) : (
        outcomes.map((outcome) => <Kind key={`${outcome.rule} ${outcome.type}`} outcome={outcome} />)
      )}
    </span>
  );
};

const Body = ({ decision, described, organization }: DecisionProps & { readonly organization: string }) => (
  <>
    {decision.lawDate && <p className="hint">{say('decisions.lawDate', { date: showInstant(decision.lawDate) })}</p>}
    <Outcomes decision={decision} described={described} organization={organization} />
    <ExplainedDecision explained={decision.explained} />
    <CountedRecords lists={decision.counted} />
    <ReplayDecision decision={decision} />
  </>
);

const Outcomes = ({ decision, described, organization }: DecisionProps & { readonly organization: string }) => {
  const labels = useLabels();
  const setWords = ({ field, value }: NonNullable<DecidedOutcome['set']>): string => {
    const known = described.fields.find((one) => one.field === field);
    return `${titled(known?.title) || field}: ${known ? showValue(known, value, labels, organization) : JSON.stringify(value)}`;
  };
  return (
    <ul className="outcomes">
      {outcomesOf(decision).map((one) => (
        <li key={`${one.rule} ${one.type}`}>
          <Kind outcome={one} />
          {titled(one.message) || titled(decision.rules[one.rule])} {one.set && setWords(one.set)}
          {one.basis && <small> {one.basis}</small>}
        </li>
      ))}
    </ul>
  );
};
