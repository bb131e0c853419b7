import { numberSetting, part } from '../settings.ts';
import type { RuleOf } from './rule.ts';

/** decimalLimit of a number (Form.io's page enforces it, its server does not) and `validate.integer`. */
export const digitsRule: RuleOf = (component) => {
  if (component.type !== 'number') return undefined;
  const integer = part(component, 'validate').integer === true;
  const limit = integer ? 0 : numberSetting(component.decimalLimit);
  if (limit === undefined || limit < 0 || limit > 20) return undefined;
  return (value, { sink }) => {
    if (typeof value === 'number' && Number(value.toFixed(limit)) !== value) sink.fail('decimalLimit', { limit });
  };
};
