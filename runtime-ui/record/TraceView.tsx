import type { ConditionTrace } from '#engine/condition/trace.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import { say, sayIfKnown, titled } from '../words.ts';

/** Words for facts: the titles of a rule set's facts, where they are known. */
export type FactTitles = Readonly<Record<string, Title | undefined>>;

interface ConditionViewProps {
  readonly condition: ConditionTrace;
  readonly titles?: FactTitles;
}

const truth = (value: ConditionTrace['result']): string =>
  say(value === true ? 'trace.true' : value === false ? 'trace.false' : 'trace.unknown');

const text = (value: unknown): string =>
  value === undefined || value === null
    ? say('trace.missing')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

/** A condition with its truth and what it saw, as a tree. */
export const TraceView = ({ condition, titles = {} }: ConditionViewProps) => (
  <div className={`trace trace-${String(condition.result)}`}>
    {condition.fact === undefined ? (
      <em>{say(branchWords(condition.operator))}</em>
    ) : (
      <LeafView condition={condition} titles={titles} fact={condition.fact} />
    )}{' '}
    <strong>{truth(condition.result)}</strong>
    {condition.items && (
      <ul>
        {condition.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stored trace never changes
          <li key={index}>
            <TraceView condition={item} titles={titles} />
          </li>
        ))}
      </ul>
    )}
  </div>
);

const branchWords = (operator: string) =>
  operator === 'any' ? 'trace.any' : operator === 'not' ? 'trace.not' : 'trace.all';

const LeafView = ({ condition, titles = {}, fact }: ConditionViewProps & { readonly fact: string }) => (
  <>
    <code>{titled(titles[fact]) || fact}</code> {sayIfKnown(`operator.${condition.operator}`) ?? condition.operator}{' '}
    {condition.expected !== undefined && <code>{text(condition.expected)}</code>}
    <small> {say('trace.seen', { value: text(condition.actual) })}</small>
  </>
);
