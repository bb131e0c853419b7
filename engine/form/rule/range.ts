import type { Component } from '../form.ts';
import { numberSetting, part } from '../settings.ts';
import { decimalsOf, decimalText, scaledDecimal } from '../value/number.ts';
import type { Rule, RuleOf } from './rule.ts';

/** min and max of numbers, of money (in the smallest unit) and of decimals, which compare as scaled integers. */
export const rangeRule: RuleOf = (component) => {
  if (component.type === 'decimal') return decimalRange(component);
  if (component.type !== 'number' && component.type !== 'money') return undefined;
  const { min, max } = part(component, 'validate');
  const least = numberSetting(min) ?? Number.NEGATIVE_INFINITY;
  const most = numberSetting(max) ?? Number.POSITIVE_INFINITY;
  if (least === Number.NEGATIVE_INFINITY && most === Number.POSITIVE_INFINITY) return undefined;
  // People read money in its main unit.
  const shown = (limit: number): unknown =>
    component.type === 'money' ? decimalText(BigInt(Math.trunc(limit)), 2) : limit;
  return (value, { sink }) => {
    if (typeof value !== 'number') return;
    if (value < least) sink.fail('min', { limit: shown(least) });
    if (value > most) sink.fail('max', { limit: shown(most) });
  };
};

const decimalRange = (component: Component): Rule | undefined => {
  const { min, max } = part(component, 'validate');
  const decimals = decimalsOf(component);
  const scaled = (setting: unknown): bigint | undefined =>
    setting === undefined || setting === null ? undefined : scaledDecimal(String(setting), decimals);
  const least = scaled(min);
  const most = scaled(max);
  if (least === undefined && most === undefined) return undefined;
  return (value, { sink }) => {
    const number = typeof value === 'string' ? scaledDecimal(value, decimals) : undefined;
    if (number === undefined) return;
    if (least !== undefined && number < least) sink.fail('min', { limit: String(min) });
    if (most !== undefined && number > most) sink.fail('max', { limit: String(max) });
  };
};
