import type { Truth } from '#engine/condition/condition.ts';
import type { ConditionTrace } from '#engine/condition/trace.ts';
import { type ExplainedLine, type ExplainLabels, explain } from '#engine/rule/explain.ts';

/** One line of two traces side by side; a side is absent where its trace has no such condition. */
export interface ComparedLine {
  readonly before: ExplainedLine | undefined;
  readonly after: ExplainedLine | undefined;
  /** True where the two say otherwise. */
  readonly differs: boolean;
}

interface Side {
  readonly trace: ConditionTrace | undefined;
  readonly labels: ExplainLabels;
}

interface Node {
  readonly name: string;
  readonly line: ExplainedLine;
}

/** What a condition asks, without the values: the same question in both traces is one line. */
const nameOf = (trace: ConditionTrace, depth: number): string =>
  `${depth} ${trace.operator} ${trace.fact ?? ''} ${trace.expectedFact ?? ''}`;

const namesOf = (trace: ConditionTrace, depth = 0): string[] => [
  nameOf(trace, depth),
  ...(trace.items ?? []).flatMap((item) => namesOf(item, depth + 1)),
];

const nodesOf = ({ trace, labels }: Side, messages: Readonly<Record<string, string>>): Node[] => {
  if (trace === undefined) return [];
  const names = namesOf(trace);
  return explain(trace, labels, messages).map((line, index) => ({ name: names[index] ?? '', line }));
};

/** The longest common subsequence of two lists by name, as a table of its lengths from each pair of places on. */
const lengths = (a: readonly Node[], b: readonly Node[]): number[][] => {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      put(
        table,
        i,
        j,
        a[i]?.name === b[j]?.name ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1)),
      );
  return table;
};

const at = (table: readonly number[][], i: number, j: number): number => table[i]?.[j] ?? 0;
const put = (table: number[][], i: number, j: number, value: number): void => {
  const row = table[i];
  if (row) row[j] = value;
};

const compared = (before: ExplainedLine | undefined, after: ExplainedLine | undefined): ComparedLine => ({
  before,
  after,
  differs: before?.text !== after?.text || before?.result !== after?.result,
});

/** Two traces in words, line beside line: the same question stands on one line, others on lines of their own. */
export const compareTraces = (
  before: Side,
  after: Side,
  messages: Readonly<Record<string, string>>,
): ComparedLine[] => {
  const a = nodesOf(before, messages);
  const b = nodesOf(after, messages);
  const table = lengths(a, b);
  const lines: ComparedLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (a[i] !== undefined && a[i]?.name === b[j]?.name) lines.push(compared(a[i++]?.line, b[j++]?.line));
    else if (j >= b.length || (i < a.length && at(table, i + 1, j) >= at(table, i, j + 1)))
      lines.push(compared(a[i++]?.line, undefined));
    else lines.push(compared(undefined, b[j++]?.line));
  }
  return lines;
};

const depthOf = ({ before, after }: ComparedLine): number => (after ?? before)?.depth ?? 0;

/** The lines that differ, with the branches they stand in. */
export const differingLines = (lines: readonly ComparedLine[]): ComparedLine[] =>
  lines.filter((line, index) => {
    if (line.differs) return true;
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((other) => depthOf(other) <= depthOf(line));
    return rest.slice(0, end < 0 ? rest.length : end).some((other) => other.differs);
  });

interface RuleResult {
  readonly rule: string;
  readonly result: Truth;
  readonly condition: ConditionTrace;
}

export interface ComparedRule {
  readonly rule: string;
  readonly before: RuleResult | undefined;
  readonly after: RuleResult | undefined;
  readonly differs: boolean;
}

/** The rules of two decisions by key, in the order of the later one; those that came out otherwise are marked. */
export const compareRules = (before: readonly RuleResult[], after: readonly RuleResult[]): ComparedRule[] => {
  const keys = [...new Set([...after, ...before].map(({ rule }) => rule))];
  return keys.map((rule) => {
    const [old, next] = [before, after].map((side) => side.find((one) => one.rule === rule));
    return { rule, before: old, after: next, differs: old?.result !== next?.result };
  });
};
