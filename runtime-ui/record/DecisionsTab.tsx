import { Card, Empty, Tag } from 'antd';
import { isObject } from '#engine/json.ts';
import type { DecidedOutcome, RuleTrace } from '#engine/rule/rule-set.ts';
import { Loading } from '../frame/Loading.tsx';
import type { Decision, StoredRecord } from '../types.ts';
import { showInstant } from '../value/show-time.ts';
import { say, sayIfKnown, titled } from '../words.ts';
import { TraceView } from './TraceView.tsx';
import { useRelated } from './use-record.ts';

/** What rules decided, and every condition with the values it saw. */
export const DecisionsTab = ({ record }: { readonly record: StoredRecord }) => {
  const decisions = useRelated<Decision>(record, 'decisions');
  return (
    <Loading of={decisions}>
      {(value) =>
        value.length === 0 ? (
          <Empty description={say('decisions.none')} />
        ) : (
          <div className="decisions">
            {value.map((decision) => (
              <DecisionCard key={decision.id} decision={decision} />
            ))}
          </div>
        )
      }
    </Loading>
  );
};

const DecisionCard = ({ decision }: { readonly decision: Decision }) => (
  <Card size="small" title={titled(decision.title)} extra={<small>{showInstant(decision.at)}</small>}>
    {decision.lawDate && <p className="hint">{say('decisions.lawDate', { date: showInstant(decision.lawDate) })}</p>}
    <Outcomes outcome={decision.outcome} />
    <details>
      <summary>{say('decisions.trace')}</summary>
      <Traces trace={decision.trace} />
    </details>
    <details>
      <summary>{say('decisions.inputs')}</summary>
      <dl className="inputs">
        {Object.entries(decision.inputs ?? {}).map(([fact, value]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd>
              {value === null || value === undefined
                ? say('decisions.unknown')
                : typeof value === 'object'
                  ? JSON.stringify(value)
                  : String(value)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  </Card>
);

const colours: Readonly<Record<string, string>> = { block: 'red', warn: 'orange', set: 'blue' };

const outcomesOf = (outcome: unknown): readonly DecidedOutcome[] =>
  (Array.isArray(outcome)
    ? outcome
    : isObject(outcome) && Array.isArray(outcome.outcomes)
      ? outcome.outcomes
      : []
  ).filter(isObject) as unknown as readonly DecidedOutcome[];

const Outcomes = ({ outcome }: { readonly outcome: unknown }) => {
  const list = outcomesOf(outcome);
  if (list.length === 0) return <p>{say('decisions.noOutcome')}</p>;
  return (
    <ul className="outcomes">
      {list.map((one) => (
        <li key={`${one.rule} ${one.type}`}>
          <Tag color={one.unknown ? 'purple' : (colours[one.type] ?? 'default')}>
            {one.unknown ? say('decisions.undecided') : (sayIfKnown(`outcome.${one.type}`) ?? one.type)}
          </Tag>
          {titled(one.message) || one.rule}{' '}
          {one.set && <code>{`${one.set.field} = ${JSON.stringify(one.set.value)}`}</code>}
          {one.basis && <small className="hint"> {one.basis}</small>}
        </li>
      ))}
    </ul>
  );
};

/** Each rule of the set with the truth of its condition. */
const Traces = ({ trace }: { readonly trace: unknown }) => {
  const rules = (Array.isArray(trace) ? trace.filter(isObject) : []) as unknown as readonly RuleTrace[];
  return rules.map((rule) => (
    <section key={rule.rule} className="rule-trace">
      <h4>{rule.rule}</h4>
      {isObject(rule.condition) && <TraceView condition={rule.condition} />}
    </section>
  ));
};
