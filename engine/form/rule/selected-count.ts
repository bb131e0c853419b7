import { isObject } from '../../json.ts';
import { numberSetting, part } from '../settings.ts';
import type { RuleOf } from './rule.ts';

/** minSelectedCount and maxSelectedCount of selectboxes. As in Form.io none chosen is not too few: that is `required`. */
export const selectedCountRule: RuleOf = (component) => {
  if (component.type !== 'selectboxes') return undefined;
  const { minSelectedCount, maxSelectedCount } = part(component, 'validate');
  const least = numberSetting(minSelectedCount) || 0;
  const most = numberSetting(maxSelectedCount) || Number.POSITIVE_INFINITY;
  if (least <= 0 && most === Number.POSITIVE_INFINITY) return undefined;
  return (value, { sink }) => {
    const count = isObject(value) ? Object.values(value).filter((chosen) => chosen === true).length : 0;
    if (count > 0 && count < least) sink.fail('tooFewSelected', { limit: least });
    if (count > most) sink.fail('tooManySelected', { limit: most });
  };
};
