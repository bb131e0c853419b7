import { formatMoney, parseMoney } from '#engine/text/money.ts';

/** How an amount in fen stands in its input: yuan with two decimals. Text that is no amount stays as it was typed. */
export const showAmount = (value: unknown): string => {
  if (Number.isSafeInteger(value)) return formatMoney(Number(value));
  return value === undefined || value === null ? '' : String(value);
};

/** Fen of what was typed in yuan; text that is no amount is kept, so that it is refused by name and not lost. */
export const readAmount = (text: string): number | string => {
  const typed = text.trim();
  return typed === '' ? '' : (parseMoney(typed) ?? typed);
};
