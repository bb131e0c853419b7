import type { ExplainedLine } from '#engine/rule/explain.ts';
import type { ExplainedSection } from '#engine/rule/explain-decision.ts';
import { language } from '../words.ts';

const marks = { true: '\u2713', false: '\u2717', null: '' } as const;

interface ExplainedDecisionProps {
  readonly explained: Readonly<Record<'zh' | 'en', readonly ExplainedSection[]>>;
}

/** A decision in sentences: its rules with every condition, the facts with what they were counted from, the parameters. */
export const ExplainedDecision = ({ explained }: ExplainedDecisionProps) =>
  explained[language()].map(({ title, lines }) => (
    <section key={title} className="rule-trace">
      <h4>{title}</h4>
      {blocksOf(lines).map(({ head, rest }, index) =>
        rest.length === 0 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stored decision never changes
          <p key={index} className="trace-line">
            <Line line={head} />
          </p>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stored decision never changes
          <details key={index} open={head.result !== false}>
            <summary>
              <Line line={head} />
            </summary>
            <ul className="outcomes">
              {rest.map((line, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a stored decision never changes
                <li key={place} style={{ paddingInlineStart: `${(line.depth - 1) * 1.5}em` }}>
                  <Line line={line} />
                </li>
              ))}
            </ul>
          </details>
        ),
      )}
    </section>
  ));

const Line = ({ line: { text, result } }: { readonly line: ExplainedLine }) => (
  <span className={`trace-${String(result)}`}>
    <strong aria-hidden="true">{marks[`${result}`]}</strong> {text}
  </span>
);

interface Block {
  readonly head: ExplainedLine;
  readonly rest: ExplainedLine[];
}

/** A rule with the conditions below it; a sentence by itself where it has none. */
const blocksOf = (lines: readonly ExplainedLine[]): readonly Block[] => {
  const blocks: Block[] = [];
  for (const line of lines) {
    if (line.depth === 0) blocks.push({ head: line, rest: [] });
    else blocks.at(-1)?.rest.push(line);
  }
  return blocks;
};
