import type { SubjectChange, SubjectSide } from '#engine/rule/impact.ts';
import type { Rule } from '../../runtime-ui/answer/rules.ts';
import { standingWords, subjectWords } from '../../runtime-ui/rules/subject-words.ts';
import type { Labels } from '../../runtime-ui/value/lookup.ts';
import { say } from '../words.ts';

/** Whom a change is about; by the bare keys where the rule set is not in force. */
export const subject = (
  rule: Rule | undefined,
  labels: Labels,
  change: Pick<SubjectChange, 'group' | 'before' | 'after'>,
): string => {
  const words = rule && subjectWords({ rule, labels }, change);
  return words || Object.values(change.group).join(' \u00b7 ');
};

/** The rules that hit a subject, or its level. */
export const standing = (
  rule: Rule | undefined,
  labels: Labels,
  side: Pick<SubjectSide, 'rules' | 'level'> | null,
): string => {
  if (side === null) return say('sweep.notHit');
  return rule === undefined ? (side.level ?? side.rules.join(', ')) : standingWords({ rule, labels }, side);
};
