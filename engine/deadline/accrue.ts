import { toDay, toDayNumber } from '../time.ts';
import type { Pause } from './due-input.ts';

export interface Accrual {
  /** Integer fen. */
  readonly principal: number;
  /** Per day, a decimal as text: "0.03" is three in a hundred. */
  readonly rate: string;
  readonly days: number;
  /** Integer fen, null for none. */
  readonly cap: number | null;
}

const decimalShape = /^(\d{1,15})(?:\.(\d{1,15}))?$/;

/** min(cap, principal × rate × days) in integer fen, rounded half up once at the end; exact in between. */
export const accrue = ({ principal, rate, days, cap }: Accrual): number => {
  const match = decimalShape.exec(rate);
  if (!match) throw new RangeError(`not a decimal: ${rate}`);
  for (const value of [principal, days, cap ?? 0]) {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a whole amount: ${value}`);
  }
  const [, whole = '', fraction = ''] = match;
  const scale = 10n ** BigInt(fraction.length);
  const exact = BigInt(principal) * BigInt(whole + fraction) * BigInt(days);
  const amount = (2n * exact + scale) / (2n * scale);
  const limit = BigInt(cap ?? Number.MAX_SAFE_INTEGER);
  if (cap === null && amount > limit) throw new RangeError('the amount exceeds what is exact');
  return Number(amount < limit ? amount : limit);
};

/** Days after `from` up to and including `to` that lie in no pause; a pause without end lasts to `to`. 0 when none. */
export const accrualDays = (from: string, to: string, pauses: readonly Pause[] = []): number => {
  const last = toDayNumber(toDay(to));
  const spans = pauses
    .map((pause) => ({
      from: toDayNumber(toDay(pause.from)),
      to: pause.to === null ? last : toDayNumber(toDay(pause.to)),
    }))
    .sort((a, b) => a.from - b.from);
  let at = toDayNumber(toDay(from));
  let days = 0;
  for (const span of spans) {
    days += Math.max(0, Math.min(span.from, last) - at);
    at = Math.max(at, span.to);
  }
  return days + Math.max(0, last - at);
};
