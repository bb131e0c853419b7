import type { FactType } from '#engine/condition/condition.ts';
import { formatMoney, parseMoney } from '#engine/text/money.ts';

const decimalShape = /^-?\d{1,12}(\.\d{1,6})?$/;

/** A literal of a condition out of what people type (money in yuan), or undefined where it is none. */
export const readValue = (type: FactType, text: string): unknown => {
  const typed = text.trim();
  switch (type) {
    case 'integer':
      return /^-?\d{1,15}$/.test(typed) ? Number(typed) : undefined;
    case 'decimal':
    case 'ratio':
      return decimalShape.test(typed) ? typed : undefined;
    case 'money':
      return parseMoney(typed);
    default:
      return typed === '' ? undefined : typed.normalize('NFC');
  }
};

/** A literal as people type it. */
export const showTyped = (type: FactType, value: unknown): string => {
  if (type === 'money' && Number.isSafeInteger(value)) return formatMoney(Number(value)).replace(/\.00$/, '');
  return value === undefined || value === null ? '' : String(value);
};
