import { checkDigitRule } from './check-digit.ts';
import { dateLimitRule } from './date-limit.ts';
import { digitsRule } from './digits.ts';
import { emailRule } from './email.ts';
import { fieldOrderRule } from './field-order.ts';
import { lengthRule } from './length.ts';
import { patternRule } from './pattern.ts';
import { rangeRule } from './range.ts';
import type { RuleOf } from './rule.ts';
import { selectedCountRule } from './selected-count.ts';
import { wordsRule } from './words.ts';

/** Every rule of a single value, in the order its faults are named. A new rule is one file and one line here. */
export const rulesOfValues: readonly RuleOf[] = [
  lengthRule,
  wordsRule,
  patternRule,
  emailRule,
  checkDigitRule,
  rangeRule,
  digitsRule,
  selectedCountRule,
  dateLimitRule,
  fieldOrderRule,
];
