import { createHash } from 'node:crypto';
import type { SubjectMoment, SubjectRow } from '#engine/rule/subject-facts.ts';
import type { CountedRecords } from '../fact/fact-source.ts';

/** A record a rule set is asked for. */
export type EachRecord = NonNullable<SubjectMoment['each']> & { readonly version: number };

/** One group with what its aggregates say, and the records they counted, by aggregate. */
export interface MeasuredSubject extends SubjectRow {
  readonly key: string;
  /** Taken apart when asked for: most subjects are never asked. */
  readonly counted: () => Readonly<Record<string, CountedRecords>>;
}

const longest = 180;

/** A group as one text: its values in the order of the keys; a long one by its hash. */
export const subjectKey = (keys: readonly string[], group: SubjectRow['group']): string => {
  const [only = '', ...more] = keys;
  const text =
    more.length === 0 && keys.length === 1
      ? `[${JSON.stringify(group[only] ?? null)}]`
      : JSON.stringify(keys.map((key) => group[key] ?? null));
  return text.length <= longest ? text : createHash('sha256').update(text).digest('hex');
};
