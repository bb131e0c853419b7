import { RE2JS } from 're2js';
import { part, textSetting, wordsOf } from '../settings.ts';
import type { RuleOf } from './rule.ts';

/** The whole value must match, in re2 syntax: linear time whatever the pattern. A pattern that is not re2 throws here. */
export const patternRule: RuleOf = (component) => {
  const { pattern, patternMessage } = part(component, 'validate');
  const source = textSetting(pattern);
  if (source === undefined) return undefined;
  const compiled = compilePattern(source);
  const message = wordsOf(patternMessage);
  const params = { pattern: source, ...(message === undefined ? {} : { message }) };
  return (value, { sink }) => {
    if (typeof value === 'string' && !compiled.matches(value)) sink.fail('pattern', params);
  };
};

const longestPattern = 500;

export const compilePattern = (source: string): RE2JS => {
  if (source.length > longestPattern) throw new RangeError('pattern too long');
  return RE2JS.compile(source);
};
