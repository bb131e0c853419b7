import type { FactType } from '#engine/condition/condition.ts';
import { operandFact } from '#engine/condition/condition.ts';
import { isObject } from '#engine/json.ts';
import type { ExplainLabels } from '#engine/rule/explain.ts';
import type { ConditionJson } from '#engine/schema/types.gen.ts';
import { formatMoney } from '#engine/text/money.ts';
import type { Speech } from './labels.ts';

/** One line of a condition in words; `depth` counts the branches above it. */
export interface ConditionLine {
  readonly depth: number;
  readonly text: string;
}

const put = (template: string, params: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (_place, name: string) => params[name] ?? '');

/** A condition as indented sentences, a branch before its members. */
export const conditionLines = (
  condition: ConditionJson,
  labels: ExplainLabels,
  speech: Speech,
  depth = 0,
): ConditionLine[] => {
  const branch = (operator: string, members: readonly ConditionJson[]): ConditionLine[] => [
    { depth, text: speech.messages[`condition.${operator}`] ?? operator },
    ...members.flatMap((member) => conditionLines(member, labels, speech, depth + 1)),
  ];
  if ('all' in condition) return branch('all', condition.all);
  if ('any' in condition) return branch('any', condition.any);
  if ('not' in condition) return branch('not', [condition.not]);
  return [{ depth, text: leafText(condition, labels, speech) }];
};

type Leaf = Extract<ConditionJson, { fact: string }>;

const leafText = ({ fact, operator, value }: Leaf, labels: ExplainLabels, speech: Speech): string => {
  const { title, type } = labels.fact(fact);
  const other = operandFact(value);
  const words =
    other === undefined ? operandWords({ fact, type, operator }, value, labels, speech) : `${labels.fact(other).title}`;
  return put(speech.messages[`condition.${operator}`] ?? `{fact} ${operator} {value}`, { fact: title, value: words });
};

interface Operand {
  readonly fact: string;
  readonly type: FactType;
  readonly operator: string;
}

const operandWords = (of: Operand, value: unknown, labels: ExplainLabels, speech: Speech): string => {
  const one = (item: unknown): string => valueWords(of, item, labels, speech);
  if (value === undefined) return '';
  if (!Array.isArray(value)) return one(value);
  const [low, high] = value;
  if (of.operator === 'between')
    return put(speech.messages['condition.range'] ?? '', { low: one(low), high: one(high) });
  return value.map(one).join(speech.messages.comma ?? ', ');
};

/** A literal in words: yuan for fen, yes or no, labels for codes. */
export const valueWords = (
  of: Pick<Operand, 'fact' | 'type'>,
  value: unknown,
  labels: ExplainLabels,
  speech: Speech,
): string => {
  if (of.type === 'money' && Number.isSafeInteger(value))
    return put(speech.messages['value.money'] ?? '', { value: formatMoney(Number(value), 'grouped') });
  if (typeof value === 'boolean') return speech.messages[value ? 'yes' : 'no'] ?? String(value);
  if (isObject(value)) return JSON.stringify(value);
  return labels.value?.(of.fact, String(value)) ?? String(value);
};
