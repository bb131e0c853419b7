import { acceptedBy } from '../check/checks.ts';
import { part, textsSetting } from '../settings.ts';
import type { RuleOf } from './rule.ts';

/** meta.check: the text must be valid by one of the named standards. */
export const checkDigitRule: RuleOf = (component) => {
  const names = textsSetting(part(component, 'meta').check);
  if (names.length === 0) return undefined;
  return (value, { sink }) => {
    if (typeof value === 'string' && acceptedBy(names, value) === undefined) sink.fail('checkDigit', { check: names });
  };
};
