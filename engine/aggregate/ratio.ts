import { decimalScale, parseValue } from '../condition/value.ts';
import { problem } from '../problem.ts';
import type { MeasureValue, Ratio } from './result.ts';

/**
 * of / to, exact. Absent where either is absent, where the denominator is not above 0, or where it is below `minBase`:
 * a part of too little says nothing.
 * @throws Problem invalid-input for numbers JSON would not keep.
 */
export const ratioOf = (of: MeasureValue, to: MeasureValue, minBase?: unknown): Ratio | null => {
  const [numerator, denominator] = [scaled(of), scaled(to)];
  if (numerator === undefined || denominator === undefined || denominator <= 0n) return null;
  const least = minBase === undefined ? undefined : scaled(minBase as MeasureValue);
  if (least !== undefined && denominator < least) return null;
  return kept(numerator, denominator, typeof of === 'string' || typeof to === 'string');
};

/** The sum of values of one measure: numbers, or decimals as scaled integers. undefined where one is absent. */
export const scaled = (value: MeasureValue | undefined): bigint | undefined => {
  const parsed = typeof value === 'object' ? undefined : parseValue('decimal', value);
  if (typeof parsed === 'bigint') return parsed;
  // A sum may have more digits than a decimal is allowed to.
  const match = typeof value === 'object' ? null : /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(String(value));
  if (!match) return undefined;
  const [, sign, whole, fraction = ''] = match;
  return BigInt(`${sign}${whole}${fraction.padEnd(decimalScale, '0')}`);
};

const scale = 10n ** BigInt(decimalScale);

/** Whole numbers stay what they were counted as, 60 of 100; only decimals lose the zeros they have in common. */
const kept = (numerator: bigint, denominator: bigint, fractions: boolean): Ratio => {
  const [n, d] = fractions ? withoutZeros(numerator, denominator) : [numerator / scale, denominator / scale];
  const divisor = safe(n) && safe(d) ? 1n : greatestDivisor(n, d);
  const ratio = { numerator: Number(n / divisor), denominator: Number(d / divisor) };
  if (Number.isSafeInteger(ratio.numerator) && Number.isSafeInteger(ratio.denominator)) return ratio;
  throw problem('invalid-input', {
    issues: [{ path: '', code: 'aggregate-overflow', params: { value: `${n}/${d}` } }],
  });
};

const safe = (value: bigint): boolean => Number.isSafeInteger(Number(value));

const withoutZeros = (numerator: bigint, denominator: bigint): readonly [bigint, bigint] => {
  let [n, d] = [numerator, denominator];
  for (let left = decimalScale; left > 0 && n % 10n === 0n && d % 10n === 0n; left -= 1) [n, d] = [n / 10n, d / 10n];
  return [n, d];
};

const greatestDivisor = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
};
