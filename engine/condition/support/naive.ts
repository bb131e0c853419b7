import type { Condition, ConditionLeaf, FactType, FactTypes, Truth } from '../condition.ts';

/**
 * The language once more, written for nothing but being obvious, and sharing no code with the other interpreters: the
 * measure they are held to. Truth is 1, 0 or a half; `all` is the least, `any` the greatest, `not` the rest to 1.
 */
export const naiveTruth = (
  condition: Condition,
  types: FactTypes,
  record: Readonly<Record<string, unknown>>,
  tree: (fact: string, ancestor: string) => readonly string[],
): Truth => {
  const value = (node: Condition): number => {
    if ('all' in node) return Math.min(...node.all.map(value));
    if ('any' in node) return Math.max(...node.any.map(value));
    if ('not' in node) return 1 - value(node.not);
    return leafTruth(node, types, record, tree);
  };
  const truth = value(condition);
  return truth === 0.5 ? null : truth === 1;
};

const leafTruth = (
  leaf: ConditionLeaf,
  types: FactTypes,
  record: Readonly<Record<string, unknown>>,
  tree: (fact: string, ancestor: string) => readonly string[],
): number => {
  const type = types[leaf.fact] ?? 'text';
  const actual = record[leaf.fact];
  const other = (leaf.value as { fact?: string } | undefined)?.fact;
  const expected = other === undefined ? leaf.value : record[other];
  if (leaf.operator === 'exists') return filled(type, actual) ? 1 : 0;
  if (leaf.operator === 'absent') return filled(type, actual) ? 0 : 1;
  if (missing(type, actual) || (other !== undefined && missing(types[other] ?? 'text', expected))) return 0.5;
  const branch = leaf.operator === 'descendantOf' ? tree(leaf.fact, String(expected)) : [];
  return holds(leaf.operator, type, actual, expected, branch) ? 1 : 0;
};

const holds = (
  operator: string,
  type: FactType,
  actual: unknown,
  expected: unknown,
  branch: readonly string[],
): boolean => {
  const order = (value: unknown): number => compare(type, actual, value);
  const list = Array.isArray(expected) ? expected : [];
  const has = (value: unknown): boolean => Array.isArray(actual) && actual.includes(value);
  const answers: Record<string, () => boolean> = {
    equal: () => order(expected) === 0,
    notEqual: () => order(expected) !== 0,
    in: () => list.some((item) => order(item) === 0),
    notIn: () => !list.some((item) => order(item) === 0),
    lessThan: () => order(expected) < 0,
    lessThanInclusive: () => order(expected) <= 0,
    greaterThan: () => order(expected) > 0,
    greaterThanInclusive: () => order(expected) >= 0,
    between: () => order(list[0]) >= 0 && order(list[1]) <= 0,
    contains: () => String(actual).split(String(expected)).length > 1,
    startsWith: () => String(actual).slice(0, String(expected).length) === expected,
    within: () => shared(String(expected)).every((digit, index) => digit === String(actual)[index]),
    containsAny: () => list.some(has),
    containsNone: () => !list.some(has),
    containsAll: () => list.every(has),
    descendantOf: () => (Array.isArray(actual) ? actual : [actual]).some((one) => branch.includes(one)),
  };
  if (!(operator in answers)) throw new Error(operator);
  return answers[operator]?.() === true;
};

/** The digits of a region before the zeros that stand for "all of it", level by level. */
const shared = (region: string): readonly string[] => {
  const parts = region.match(/^(..)(..)(..)(...)?(...)?$/)?.slice(1) ?? [];
  const levels = parts.filter((level) => level !== undefined);
  while (levels.length > 0 && /^0+$/.test(levels[levels.length - 1] ?? '')) levels.pop();
  return [...levels.join('')];
};

const compare = (type: FactType, a: unknown, b: unknown): number => {
  if (type === 'decimal') return Number(millionths(a) - millionths(b));
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean') return a === b ? 0 : 1;
  const [left, right] = [[...String(a)], [...String(b)]];
  const at = left.findIndex((letter, index) => letter !== right[index]);
  if (at === -1) return left.length - right.length;
  return (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
};

const millionths = (value: unknown): bigint => {
  const [whole = '', fraction = ''] = String(value).replace('-', '').split('.');
  const size = BigInt(whole) * 1_000_000n + BigInt(`${fraction}000000`.slice(0, 6));
  return String(value).startsWith('-') ? -size : size;
};

const filled = (type: FactType, value: unknown): boolean =>
  !missing(type, value) && !(Array.isArray(value) && value.length === 0);

const missing = (type: FactType, value: unknown): boolean => {
  const text = typeof value === 'string' ? value : '';
  if (type === 'integer' || type === 'money') return !Number.isSafeInteger(value);
  if (type === 'boolean') return value !== true && value !== false;
  if (['codes', 'users', 'files', 'rows'].includes(type)) return !Array.isArray(value);
  if (type === 'decimal') return !/^-?\d{1,12}([.]\d{1,6})?$/.test(typeof value === 'number' ? String(value) : text);
  if (type === 'region') return !/^\d+$/.test(text) || ![6, 9, 12].includes(text.length);
  if (type === 'date') return !isDay(text);
  if (type === 'instant') return !(isDay(text.slice(0, 10)) && text[10] === 'T' && isClock(text.slice(11)));
  return text === '';
};

const isDay = (text: string): boolean => {
  const [month = 0, day = 0] = /^\d{4}-(\d\d)-(\d\d)$/.exec(text)?.slice(1).map(Number) ?? [];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
};

const isClock = (text: string): boolean => {
  const [hour = 24, minute = 60, second = 60] =
    /^(\d\d):(\d\d):(\d\d)[.]\d{3}Z$/.exec(text)?.slice(1).map(Number) ?? [];
  return hour < 24 && minute < 60 && second < 60;
};
