import type { Decision } from '../answer/records.ts';
import { language } from '../words.ts';

const marks = { true: '✓', false: '✗', null: '' } as const;

/** A decision in sentences: its rules with every condition, the facts with what they were counted from, the parameters. */
export const ExplainedDecision = ({ decision }: { readonly decision: Decision }) =>
  decision.explained[language()].map(({ title, lines }) => (
    <section key={title} className="rule-trace">
      <h4>{title}</h4>
      <ul className="outcomes">
        {lines.map(({ depth, text, result }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stored decision never changes
          <li key={index} className={`trace-${String(result)}`} style={{ paddingInlineStart: `${depth * 1.5}em` }}>
            {text} <strong aria-hidden="true">{marks[`${result}`]}</strong>
          </li>
        ))}
      </ul>
    </section>
  ));
