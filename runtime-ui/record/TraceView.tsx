import type { ConditionTrace } from '#engine/condition/trace.ts';
import type { Decision } from '../answer/records.ts';
import { type Labels, useLabels } from '../value/lookup.ts';
import { showValue } from '../value/show-value.ts';
import { say, sayIfKnown, titled } from '../words.ts';

/** What facts are called and how their values are read, by the declarations of their rule set. */
export type Facts = Decision['facts'];

interface ConditionViewProps {
  readonly condition: ConditionTrace;
  readonly facts?: Facts;
}

const truth = (value: ConditionTrace['result']): string =>
  say(value === true ? 'trace.true' : value === false ? 'trace.false' : 'trace.unknown');

/** The value of a fact in words: money in yuan, codes by their labels. */
export const showFact = (facts: Facts, fact: string, value: unknown, labels: Labels): string => {
  if (value === undefined || value === null || value === '') return say('trace.missing');
  const declared = facts[fact];
  return (
    (declared && showValue(declared, value, labels, '')) ||
    (typeof value === 'object' ? JSON.stringify(value) : String(value))
  );
};

/** A condition with its truth and what it saw, as a tree. */
export const TraceView = ({ condition, facts = {} }: ConditionViewProps) => (
  <div className={`trace trace-${String(condition.result)}`}>
    {condition.fact === undefined ? (
      <em>{say(branchWords(condition.operator))}</em>
    ) : (
      <LeafView condition={condition} facts={facts} fact={condition.fact} />
    )}{' '}
    <strong>{truth(condition.result)}</strong>
    {condition.items && (
      <ul>
        {condition.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stored trace never changes
          <li key={index}>
            <TraceView condition={item} facts={facts} />
          </li>
        ))}
      </ul>
    )}
  </div>
);

const branchWords = (operator: string) =>
  operator === 'any' ? 'trace.any' : operator === 'not' ? 'trace.not' : 'trace.all';

const LeafView = ({ condition, facts = {}, fact }: ConditionViewProps & { readonly fact: string }) => {
  const labels = useLabels();
  const { expectedFact } = condition;
  const other = expectedFact === undefined ? undefined : titled(facts[expectedFact]?.title) || expectedFact;
  return (
    <>
      <span className="fact">{titled(facts[fact]?.title) || fact}</span>{' '}
      {sayIfKnown(`operator.${condition.operator}`) ?? condition.operator}{' '}
      {condition.expected !== undefined && (
        <span className="fact">
          {[other, showFact(facts, fact, condition.expected, labels)].filter(Boolean).join(' ')}
        </span>
      )}
      <small> {say('trace.seen', { value: showFact(facts, fact, condition.actual, labels) })}</small>
    </>
  );
};
