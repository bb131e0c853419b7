import type { FactType, Shift, Truth } from '../condition/condition.ts';
import type { ConditionTrace } from '../condition/trace.ts';
import { isFilled, parseValue } from '../condition/value.ts';
import { isObject } from '../json.ts';
import { formatMoney } from '../text/money.ts';
import { instantParts, isInstant, toCivilDate } from '../time.ts';

/** What people call things, in the language of the messages. */
export interface ExplainLabels {
  fact(name: string): { readonly title: string; readonly type: FactType };
  /** The words for a code, user, organization or region that `fact` holds; undefined shows the id itself. */
  value?(fact: string, id: string): string | undefined;
}

/** One sentence. `depth` counts the branches above it. */
export interface ExplainedLine {
  readonly depth: number;
  readonly text: string;
  readonly result: Truth;
}

type Messages = Readonly<Record<string, string>>;
interface Words {
  readonly labels: ExplainLabels;
  readonly messages: Messages;
}

/** A trace as sentences, a branch before its members. `messages` holds the texts of engine/message/condition.*.json. */
export const explain = (trace: ConditionTrace, labels: ExplainLabels, messages: Messages): readonly ExplainedLine[] =>
  explainAt(trace, 0, { labels, messages });

/** The value of a fact in words; the word for a missing one where it has none. */
export const explainValue = (fact: string, value: unknown, labels: ExplainLabels, messages: Messages): string =>
  valueWords(fact, labels.fact(fact).type, value, { labels, messages });

const explainAt = (trace: ConditionTrace, depth: number, words: Words): readonly ExplainedLine[] => {
  const { operator, result, items = [] } = trace;
  const { messages } = words;
  const params = { result: say(messages, `result-${result ?? 'unknown'}`), ...leafWords(trace, words) };
  const line = { depth, text: say(messages, operator, params), result };
  return [line, ...items.flatMap((item) => explainAt(item, depth + 1, words))];
};

const say = (messages: Messages, key: string, params: Readonly<Record<string, string>> = {}): string =>
  (messages[`condition-explain-${key}`] ?? key).replaceAll(/\{(\w+)\}/g, (_place, name: string) => params[name] ?? '');

const leafWords = (trace: ConditionTrace, words: Words): Record<string, string> => {
  const { labels, messages } = words;
  const { fact, actual, expected, expectedFact } = trace;
  if (fact === undefined) return {};
  const { title, type } = labels.fact(fact);
  const known = { fact: title, actual: valueWords(fact, type, actual, words) };
  if (expectedFact === undefined) return { ...known, expected: operandWords(trace, type, words) };
  const other = labels.fact(expectedFact);
  const value = shifted(valueWords(expectedFact, other.type, expected, words), trace.expectedShift, messages);
  return { ...known, expected: say(messages, 'expected-fact', { fact: other.title, value }) };
};

/** `2026-06-30, 90 days earlier`. */
const shifted = (date: string, shift: Shift | undefined, messages: Messages): string => {
  if (shift === undefined) return date;
  const [[unit = 'days', length = 0] = []] = Object.entries(shift) as [string, number][];
  return say(messages, `${length < 0 ? 'earlier' : 'later'}-${unit}`, { date, count: String(Math.abs(length)) });
};

/** The literal on the right-hand side: one value, a list, or the two ends of a range. */
const operandWords = (trace: ConditionTrace, type: FactType, words: Words): string => {
  const { messages } = words;
  const { fact = '', operator, expected } = trace;
  if (expected === undefined) return '';
  // The members of a set are ids, whatever else the set may be asked.
  const single = type === 'codes' || type === 'users' ? 'code' : type;
  const one = (value: unknown): string => valueWords(fact, single, value, words);
  if (!Array.isArray(expected)) return one(expected);
  if (operator === 'between') return say(messages, 'range', { low: one(expected[0]), high: one(expected[1]) });
  return expected.map(one).join(say(messages, 'separator'));
};

const valueWords = (fact: string, type: FactType, value: unknown, { labels, messages }: Words): string => {
  const parsed = parseValue(type, value);
  if (parsed === undefined) return say(messages, 'missing');
  if (!isFilled(parsed)) return say(messages, 'empty');
  const label = (id: string): string => labels.value?.(fact, id) ?? id;
  switch (type) {
    case 'money':
      return say(messages, 'money', { value: formatMoney(Number(value), 'grouped') });
    case 'ratio':
      return ratioWords(value, parsed as bigint, messages);
    case 'boolean':
      return say(messages, String(value));
    case 'text':
      return say(messages, 'text', { value: String(value) });
    case 'instant':
      return localTime(String(value));
    case 'codes':
    case 'users':
      return [...(parsed as ReadonlySet<string>)].map(label).join(say(messages, 'separator'));
    case 'files':
    case 'rows':
      return say(messages, 'count', { count: String((parsed as readonly unknown[]).length) });
    default:
      return label(String(value));
  }
};

/** `18/30 (60%)`, or the percentage alone where no more is known; cut to two places, never rounded up to a threshold. */
const ratioWords = (value: unknown, key: bigint, messages: Messages): string => {
  const cut = key / 200n;
  const [whole, rest] = [cut / 100n, cut % 100n];
  const sign = cut < 0n && whole === 0n ? '-' : '';
  const places = String(rest < 0n ? -rest : rest)
    .padStart(2, '0')
    .replace(/0+$/, '');
  const percent = `${sign}${whole}${places && `.${places}`}`;
  if (!isObject(value)) return say(messages, 'percent', { percent });
  return say(messages, 'ratio', {
    numerator: String(value.numerator),
    denominator: String(value.denominator),
    percent,
  });
};

/** The wall clock of the platform zone, to the minute. */
const localTime = (instant: string): string => {
  if (!isInstant(instant)) return instant;
  const { hour, minute } = instantParts(instant);
  return `${toCivilDate(instant)} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};
