import { decimalScale, parseValue } from '../condition/value.ts';
import type { FieldType } from '../schema/types.gen.ts';

/** A record below as a balance sees it; null where it cannot be said whether it counts. */
export interface BalanceRow {
  readonly amount: unknown;
  readonly in: boolean | null;
  readonly out: boolean | null;
}

export interface BalanceSums {
  readonly in: unknown;
  readonly out: unknown;
  /** What came in less what went out. */
  readonly left: unknown;
}

const balanceTypes: ReadonlySet<FieldType> = new Set(['integer', 'money', 'decimal']);

/** Whether sums of the type are exact. */
export const canBalance = (type: FieldType | undefined): boolean => type !== undefined && balanceTypes.has(type);

/** The exact sums of a balance in the type of its amounts; undefined where a row that counts has no amount. */
export const sumBalance = (type: FieldType, rows: readonly BalanceRow[]): BalanceSums | undefined => {
  let [came, went] = [0n, 0n];
  for (const row of rows) {
    if (row.in === null || row.out === null) return undefined;
    if (!row.in && !row.out) continue;
    const amount = parseValue(type, row.amount);
    if (typeof amount !== 'number' && typeof amount !== 'bigint') return undefined;
    if (row.in) came += BigInt(amount);
    if (row.out) went += BigInt(amount);
  }
  return { in: shown(type, came), out: shown(type, went), left: shown(type, came - went) };
};

/** Orders two amounts of one type; undefined where one of them is none. */
export const compareAmounts = (type: FieldType, one: unknown, other: unknown): number | undefined => {
  const [a, b] = [parseValue(type, one), parseValue(type, other)];
  if (a === undefined || b === undefined) return undefined;
  return a === b ? 0 : a < b ? -1 : 1;
};

/** Decimals are text without needless zeros, other amounts whole numbers. */
const shown = (type: FieldType, sum: bigint): unknown => {
  if (type !== 'decimal') return Number(sum);
  const digits = String(sum < 0n ? -sum : sum).padStart(decimalScale + 1, '0');
  const fraction = digits.slice(-decimalScale).replace(/0+$/, '');
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -decimalScale)}${fraction === '' ? '' : `.${fraction}`}`;
};
