import { accrualDays, accrue } from '../deadline/accrue.ts';
import type { AccruedFact } from '../schema/types.gen.ts';
import { isCivilDate } from '../time.ts';

/** The facts an accrued one is made of. */
export const accruedFrom = ({ value: _value, ...names }: AccruedFact): readonly string[] => Object.values(names);

const isAmount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/**
 * What has grown on a sum: the amount in fen, the days counted, or whether the cap is reached. undefined while something
 * it is made of is missing or makes no sense; days left out and a cap may be missing.
 */
export const accruedFact = (
  { principal, permille, from, to, without, capPermille, value }: AccruedFact,
  factOf: (name: string) => unknown,
): unknown => {
  const given = { principal: factOf(principal), permille: factOf(permille), from: factOf(from), to: factOf(to) };
  if (!isAmount(given.principal) || !isAmount(given.permille)) return undefined;
  if (!isCivilDate(given.from) || !isCivilDate(given.to)) return undefined;
  const out = without === undefined ? 0 : (factOf(without) ?? 0);
  if (!isAmount(out)) return undefined;
  const days = Math.max(0, accrualDays(given.from, given.to) - out);
  if (value === 'days') return days;
  const capShare = capPermille === undefined ? undefined : factOf(capPermille);
  const cap = isAmount(capShare) ? share(given.principal, capShare) : null;
  const amount = accrue({ principal: given.principal, rate: rateOf(given.permille), days, cap });
  return value === 'amount' ? amount : cap !== null && amount === cap;
};

/** Thousandths as a decimal. */
const rateOf = (permille: number): string => {
  const digits = String(permille).padStart(4, '0');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`;
};

const share = (principal: number, permille: number): number =>
  accrue({ principal, rate: rateOf(permille), days: 1, cap: null });
