import { numberSetting, part } from '../settings.ts';
import type { RuleOf } from './rule.ts';

/** minWords and maxWords: words are what white space parts. */
export const wordsRule: RuleOf = (component) => {
  const { minWords, maxWords } = part(component, 'validate');
  const least = numberSetting(minWords) || 0;
  const most = numberSetting(maxWords) || Number.POSITIVE_INFINITY;
  if (least <= 0 && most === Number.POSITIVE_INFINITY) return undefined;
  return (value, { sink }) => {
    if (typeof value !== 'string') return;
    const count = value.trim().split(/\s+/).length;
    if (count < least) sink.fail('tooFewWords', { limit: least });
    if (count > most) sink.fail('tooManyWords', { limit: most });
  };
};
