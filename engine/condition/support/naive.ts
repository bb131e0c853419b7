import type { Condition, ConditionLeaf, FactType, FactTypes, Truth } from '../condition.ts';

/**
 * The language once more, written for nothing but being obvious, and sharing no code with the other interpreters: the
 * measure they are held to. Truth is 1, 0 or a half; `all` is the least, `any` the greatest, `not` the rest to 1.
 */
export const naiveTruth = (condition: Condition, types: FactTypes, record: Row, tree: Tree): Truth => {
  const value = (node: Condition): number => {
    if ('all' in node) return Math.min(...node.all.map(value));
    if ('any' in node) return Math.max(...node.any.map(value));
    return 'not' in node ? 1 - value(node.not) : leafTruth(node, types, record, tree);
  };
  return [false, null, true][value(condition) * 2] ?? null;
};

type Row = Readonly<Record<string, unknown>>;
type Tree = (fact: string, ancestor: string) => readonly string[];

const leafTruth = ({ fact, operator, value }: ConditionLeaf, types: FactTypes, record: Row, tree: Tree): number => {
  const type = types[fact] ?? 'text';
  const other = (value as { fact?: string } | undefined)?.fact;
  const expected = other === undefined ? value : moved(record[other], value as object);
  const filled = !missing(type, record[fact]) && Object(record[fact]).length !== 0;
  if (operator === 'exists' || operator === 'absent') return filled === (operator === 'exists') ? 1 : 0;
  if (missing(type, record[fact]) || (other && missing(types[other] ?? 'text', expected))) return 0.5;
  const branch = operator === 'descendantOf' ? tree(fact, String(expected)) : [];
  return holds(operator, type, [record[fact], expected], branch) ? 1 : 0;
};

/** Months as one number, days carried over from month to month; null past the calendar's ends and off it. */
const moved = (value: unknown, { plus }: { readonly plus?: { days?: number; months?: number } }): unknown => {
  if (!plus || missing('date', value)) return value;
  const [year = 0, month = 0, day = 0] = String(value).split('-').map(Number);
  if (day > lastDay(year * 12 + month - 1)) return null;
  let at = year * 12 + month - 1 + (plus.months ?? 0);
  let rest = Math.min(day, lastDay(at)) + (plus.days ?? 0);
  for (; rest > lastDay(at); at++) rest -= lastDay(at);
  for (; rest < 1; rest += lastDay(at)) at--;
  const text = [Math.floor(at / 12), (at % 12) + 1, rest].map((part) => String(part).padStart(2, '0')).join('-');
  return at < 12 || at >= 120_000 ? null : text.padStart(10, '0');
};

const lastDay = (months: number): number => {
  const [year, month] = [Math.floor(months / 12), months % 12];
  if (month === 1) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [3, 5, 8, 10].includes(month) ? 30 : 31;
};

const holds = (operator: string, type: FactType, [actual, expected]: unknown[], branch: readonly string[]): boolean => {
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
  return answers[operator]?.() === true;
};

/** The digits of a region before the zeros that stand for "all of it", level by level. */
const shared = (region: string): readonly string[] => {
  const levels = (/^(..)(..)(..)(...)?(...)?$/.exec(region)?.slice(1) ?? []).filter((level) => level !== undefined);
  while (/^0+$/.test(levels.at(-1) ?? '')) levels.pop();
  return [...levels.join('')];
};

const compare = (type: FactType, a: unknown, b: unknown): number => {
  if (type === 'decimal') return Number(millionths(a) - millionths(b));
  if (type === 'ratio') return Number(parts(a)[0] * parts(b)[1] - parts(b)[0] * parts(a)[1]);
  if (typeof a !== 'string') return Number(a) - Number(b);
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

const parts = (value: unknown): readonly [bigint, bigint] => {
  const { numerator, denominator } = Object(value);
  return denominator === undefined ? [millionths(value), 1_000_000n] : [BigInt(numerator), BigInt(denominator)];
};

const shapes: Readonly<Record<string, RegExp>> = {
  decimal: /^-?\d{1,12}([.]\d{1,6})?$/,
  region: /^(\d{6}|\d{9}|\d{12})$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  instant: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}[.]\d{3}Z$/,
};

const missing = (type: FactType, value: unknown): boolean => {
  if (['integer', 'money'].includes(type)) return !Number.isSafeInteger(value);
  if (type === 'boolean') return typeof value !== 'boolean';
  if (['codes', 'users', 'files', 'rows'].includes(type)) return !Array.isArray(value);
  if (type === 'ratio' && typeof value === 'object') return !isRatio(Object(value));
  const shape = shapes[type === 'ratio' ? 'decimal' : type] ?? /./s;
  const text = shape === shapes.decimal && typeof value === 'number' ? String(value) : value;
  return typeof text !== 'string' || !shape.test(text);
};

const isRatio = ({ numerator: n, denominator: d }: { numerator?: unknown; denominator?: unknown }): boolean =>
  Number.isSafeInteger(n) && Number.isSafeInteger(d) && Number(d) > 0 && Math.abs(Number(n)) < Number(d) * 10 ** 12;
