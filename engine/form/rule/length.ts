import { numberSetting, part } from '../settings.ts';
import type { RuleOf } from './rule.ts';

/** minLength and maxLength of a text, in UTF-16 units as Form.io and browsers count. 0 is none. */
export const lengthRule: RuleOf = (component) => {
  const { minLength, maxLength } = part(component, 'validate');
  const least = numberSetting(minLength) ?? 0;
  const most = numberSetting(maxLength) || Number.POSITIVE_INFINITY;
  if (least <= 0 && most === Number.POSITIVE_INFINITY) return undefined;
  return (value, { sink }) => {
    if (typeof value !== 'string') return;
    if (value.length < least) sink.fail('tooShort', { limit: least });
    if (value.length > most) sink.fail('tooLong', { limit: most });
  };
};
