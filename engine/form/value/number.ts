import type { Component } from '../form.ts';
import { numberSetting, part } from '../settings.ts';
import type { Read } from './value.ts';

export const readNumber: Read = (value, sink) =>
  typeof value === 'number' && Number.isFinite(value) ? value : sink.fail('type', { expected: 'number' });

/** Money is an integer of the smallest unit, exact in a double. */
export const readMoney: Read = (value, sink) =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : sink.fail('type', { expected: 'money' });

const decimalShape = /^(-?)(\d{1,15})(?:\.(\d{1,9}))?$/;

export const decimalsOf = (component: Component): number => {
  const decimals = numberSetting(component.decimals ?? part(component, 'meta').decimals) ?? 0;
  return Math.min(Math.max(Math.trunc(decimals), 0), 9);
};

/** The scaled integer of a decimal text ("18.5" with 3 decimals → 18500n), or undefined for another spelling or more digits. */
export const scaledDecimal = (text: string, decimals: number): bigint | undefined => {
  const [, sign = '', whole = '0', fraction = ''] = decimalShape.exec(text) ?? [];
  if (!decimalShape.test(text) || fraction.length > decimals) return undefined;
  const scaled = BigInt(whole + fraction.padEnd(decimals, '0'));
  return sign === '-' ? -scaled : scaled;
};

export const decimalText = (scaled: bigint, decimals: number): string => {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return `${scaled < 0n ? '-' : ''}${whole}${decimals > 0 ? `.${digits.slice(-decimals)}` : ''}`;
};

/** A decimal is text with exactly its digits after the point: "18" is stored as "18.000" where three are declared. */
export const readDecimal = (component: Component): Read => {
  const decimals = decimalsOf(component);
  return (value, sink) => {
    if (typeof value !== 'string') return sink.fail('type', { expected: 'decimal' });
    const scaled = scaledDecimal(value.trim(), decimals);
    if (scaled === undefined) sink.fail('decimal', { limit: decimals });
    return scaled === undefined ? value.slice(0, 64) : decimalText(scaled, decimals);
  };
};
