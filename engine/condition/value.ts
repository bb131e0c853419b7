import { isObject } from '../json.ts';
import type { FactType } from './condition.ts';

/**
 * A value made comparable: text by code points, numbers by size, decimals as bigint scaled by 10^6, ratios
 * as the key of ratioKey, sets of ids.
 * undefined is missing.
 */
export type Value = string | number | bigint | boolean | ReadonlySet<Value> | readonly Value[];

/** Decimals have at most twelve digits before and six after the point, so the scaled value fits a 64-bit integer. */
export const decimalScale = 6;
const decimalShape = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/;
const dateShape = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const instantShape = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])(?::[0-5]\d){2}\.\d{3}Z$/;
const regionShape = /^\d{6}(?:\d{3}){0,2}$/;

type Parse = (value: unknown) => Value | undefined;

const text: Parse = (value) => (typeof value === 'string' && value !== '' ? value : undefined);

const shaped =
  (shape: RegExp): Parse =>
  (value) =>
    typeof value === 'string' && shape.test(value) ? value : undefined;

// Adding 0 turns -0 into 0.
const integer: Parse = (value) => (Number.isSafeInteger(value) ? (value as number) + 0 : undefined);

const boolean: Parse = (value) => (typeof value === 'boolean' ? value : undefined);

const decimal: Parse = (value) => {
  const match = typeof value === 'string' || typeof value === 'number' ? decimalShape.exec(String(value)) : null;
  if (!match) return undefined;
  const [, sign, whole, fraction = ''] = match;
  return BigInt(`${sign}${whole}${fraction.padEnd(decimalScale, '0')}`);
};

/**
 * A ratio as one integer that orders like the ratio itself against every decimal: twice its millionths, cut towards zero,
 * and one more (or less) where something was cut off. 2·decimal compares with it exactly as cross-multiplication does:
 * n/d < v if and only if ratioKey(n, d) < 2·v·10^6, for v of at most six places. undefined where the denominator is not
 * positive or the ratio has more than twelve digits before the point.
 */
const ratioKey = (numerator: number, denominator: number): bigint | undefined => {
  if (!(Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)) || denominator <= 0) return undefined;
  const scaled = BigInt(numerator) * 10n ** BigInt(decimalScale);
  const millionths = scaled / BigInt(denominator);
  if (millionths >= maxDecimal || millionths <= -maxDecimal) return undefined;
  const rest = scaled % BigInt(denominator);
  return 2n * millionths + (rest === 0n ? 0n : BigInt(Math.sign(numerator)));
};

const maxDecimal = 10n ** 18n;

const ratio: Parse = (value) => {
  if (isObject(value)) {
    const { numerator, denominator } = value;
    return typeof numerator === 'number' && typeof denominator === 'number'
      ? ratioKey(numerator, denominator)
      : undefined;
  }
  const known = decimal(value);
  return typeof known === 'bigint' ? 2n * known : undefined;
};

const set: Parse = (value) =>
  Array.isArray(value)
    ? new Set(value.filter((item): item is string => typeof item === 'string' && item !== ''))
    : undefined;

const list: Parse = (value) => (Array.isArray(value) ? value : undefined);

const parsers: Readonly<Record<FactType, Parse>> = {
  text,
  integer,
  decimal,
  ratio,
  money: integer,
  boolean,
  date: shaped(dateShape),
  instant: shaped(instantShape),
  code: text,
  codes: set,
  region: shaped(regionShape),
  organization: text,
  user: text,
  users: set,
  record: text,
  files: list,
  rows: list,
};

/** What parseValue does to a value of this type that is neither undefined nor null. */
export const parserOf = (type: FactType): Parse => parsers[type];

/** The comparable value, or undefined where the value is missing: null, '' and whatever is not of the type. */
export const parseValue = (type: FactType, value: unknown): Value | undefined =>
  value === undefined || value === null ? undefined : parsers[type](value);

/** A literal of a definition: a ratio is written as a decimal there, because two ratios are not compared with each other. */
export const parseLiteral = (type: FactType, value: unknown): Value | undefined =>
  type === 'ratio' && isObject(value) ? undefined : parseValue(type, value);

/** Whether there is something to see: an empty set is a known value, but nothing is filled in. */
export const isFilled = (value: Value | undefined): boolean => {
  if (value === undefined) return false;
  if (value instanceof Set) return value.size > 0;
  return !Array.isArray(value) || value.length > 0;
};

/** Negative, 0 or positive. Both values must come from the same type. */
export const compareValues = (a: Value, b: Value): number => {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

/** Order by Unicode code points, as SQLite's BINARY and MariaDB's utf8mb4_nopad_bin have it, not by UTF-16 units. */
const compareText = (a: string, b: string): number => {
  const end = Math.min(a.length, b.length);
  for (let index = 0; index < end; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
};

// Surrogates stand for U+10000 and above, so they sort after U+E000…U+FFFF.
const rank = (unit: number): number => {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
};
