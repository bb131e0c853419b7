import type { SubjectChange, SubjectSide } from '#engine/rule/impact.ts';
import type { Rule } from '../answer/rules.ts';
import type { Labels } from '../value/lookup.ts';
import { showValue } from '../value/show-value.ts';
import { say, titled } from '../words.ts';

export interface Speech {
  readonly rule: Rule;
  readonly labels: Labels;
}

/** A value of a fact as people read it. */
export const factWords = ({ rule, labels }: Speech, name: string, value: unknown): string => {
  const fact = rule.facts[name];
  if (fact === undefined) return String(value ?? '');
  if (typeof value === 'object' && value !== null && 'numerator' in value && 'denominator' in value)
    return `${String(value.numerator)}/${String(value.denominator)}`;
  return showValue({ type: fact.type, codes: fact.codes }, value, labels, '');
};

/** Whom a change is about: the first words measured of it, and its keys where facts say what they are. */
export const subjectWords = (
  speech: Speech,
  { group, before, after }: Pick<SubjectChange, 'group' | 'before' | 'after'>,
): string => {
  const facts = (after ?? before)?.facts ?? {};
  const named = Object.entries(speech.rule.facts).find(
    ([name, { type, measured }]) => measured && type === 'text' && typeof facts[name] === 'string',
  );
  const keys = speech.rule.keys.map((key) => keyWords(speech, key, group[key] ?? null));
  const name = named === undefined ? undefined : String(facts[named[0]]);
  return [...(name === undefined ? [] : [name]), ...keys].filter((one) => one !== '').join(' \u00b7 ');
};

const keyWords = (speech: Speech, key: string, value: string | null): string => {
  if (value === null) return '';
  const fact = Object.entries(speech.rule.facts).find(([, { group }]) => group === key)?.[0];
  if (fact !== undefined) return factWords(speech, fact, value);
  return /^(\d{2}|\d{4}|\d{6})$/.test(value) ? regionWords(speech, value) : value;
};

/** Keys that are divisions are cut to their level: the rest of the code is zeros. */
const regionWords = ({ labels }: Speech, digits: string): string => {
  const whole = digits.padEnd(6, '0');
  const named = labels.region(whole);
  return named === whole ? digits : named;
};

/** Where a subject stands: the rules that hit it, or its level. */
export const standingWords = ({ rule }: Speech, side: Pick<SubjectSide, 'rules' | 'level'> | null): string => {
  if (side === null) return say('rules.notHit');
  if (side.level !== null) return titled(rule.levels[side.level]) || side.level;
  return side.rules.map((key) => titled(rule.rules[key]) || key).join(say('comma'));
};
