import type { Ladder } from '../schema/types.gen.ts';
import { type ExplainedLine, type ExplainLabels, explain, explainValue } from './explain.ts';
import type { LadderTrace } from './ladder.ts';

type Messages = Readonly<Record<string, string>>;

export type SayRule = (key: string, params?: Readonly<Record<string, string>>) => string;

/** What is needed to speak of a ladder. */
export interface LadderWords {
  readonly labels: ExplainLabels;
  readonly messages: Messages;
  readonly say: SayRule;
  readonly titleOf: (level: string) => string;
}

/** How a level was reached, rung by rung, with what moved it. */
export const explainLadder = (
  { fact }: Pick<Ladder, 'fact'>,
  trace: LadderTrace,
  { labels, messages, say, titleOf }: LadderWords,
): readonly ExplainedLine[] => {
  const { rungs, modifiers, base, level, known } = trace;
  const head = level === null ? say(known ? 'explain-ladder-none' : 'explain-ladder-unknown') : undefined;
  const line = (depth: number, text: string, result: ExplainedLine['result']): ExplainedLine => ({
    depth,
    text,
    result,
  });
  const moved = modifiers.some(({ applied }) => applied);
  return [
    line(0, head ?? say('explain-ladder', { level: titleOf(level ?? '') }), known ? level !== null : null),
    ...rungs.map(({ key, actual, expected, result }) => {
      const unused = expected === null;
      const words = {
        level: titleOf(key),
        fact: labels.fact(fact).title,
        actual: explainValue(fact, actual, labels, messages),
        expected: explainValue(fact, expected, labels, messages),
        result: resultWord(messages, result),
      };
      return line(1, say(unused ? 'explain-rung-unused' : 'explain-rung', words), unused ? null : result);
    }),
    ...(moved && base !== null ? [line(1, say('explain-ladder-base', { level: titleOf(base) }), true)] : []),
    ...modifiers.flatMap(({ condition, by = 0, to, applied }) => [
      line(1, say(...modifierWords({ by, to, applied }, messages, titleOf)), applied),
      ...explain(condition, labels, messages).map((one) => ({ ...one, depth: one.depth + 2 })),
    ]),
  ];
};

const modifierWords = (
  { by, to, applied }: { readonly by: number; readonly to: string | undefined; readonly applied: boolean },
  messages: Messages,
  titleOf: LadderWords['titleOf'],
): [string, Readonly<Record<string, string>>] => {
  const result = resultWord(messages, applied);
  if (to !== undefined) return ['explain-modifier-to', { level: titleOf(to), result }];
  return [by < 0 ? 'explain-modifier-down' : 'explain-modifier-up', { count: String(Math.abs(by)), result }];
};

export const resultWord = (messages: Messages, result: boolean | null): string =>
  messages[`condition-explain-result-${result ?? 'unknown'}`] ?? String(result);
