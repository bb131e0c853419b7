import { getPath } from '../json.ts';
import type { DuplicateDefinition, DuplicatePart, DuplicateRule, Title } from '../schema/types.gen.ts';
import { daysBetween, isCivilDate, isInstant, toDay } from '../time.ts';
import { likeness, plainName } from './plain-name.ts';

/** The record asked about, and another that may be the same; both are data of forms. */
export interface Pair {
  readonly mine: unknown;
  readonly theirs: unknown;
  /** What the other module calls the fields; a field that is not named there is not compared. */
  readonly fields?: Readonly<Record<string, string>>;
}

export interface DuplicateScore {
  /** The points of the strongest rule that applies; 0 where none does. */
  readonly score: number;
  readonly reasons: readonly { readonly key: string; readonly title: Title; readonly points: number }[];
}

/** How sure it is that two records are about the same, by the rules of the definition. */
export const scoreDuplicate = (definition: DuplicateDefinition, pair: Pair): DuplicateScore => {
  const reasons = definition.rules
    .filter((rule) => applies(definition, rule, pair))
    .map(({ key, title, points }) => ({ key, title, points }));
  return { score: Math.max(0, ...reasons.map(({ points }) => points)), reasons };
};

const applies = (definition: DuplicateDefinition, rule: DuplicateRule, pair: Pair): boolean => {
  const holds = (part: DuplicatePart) => same(definition, part, pair);
  return (rule.all ?? []).every(holds) && (rule.any === undefined || rule.any.some(holds));
};

/** The field of the other module that stands for one of ours. */
export const theirField = (fields: Pair['fields'], field: string): string | undefined =>
  fields === undefined ? field : fields[field];

const same = ({ endings }: DuplicateDefinition, part: DuplicatePart, { mine, theirs, fields }: Pair): boolean => {
  const path = theirField(fields, part.other ?? part.field);
  const [one, other] = [getPath(mine, part.field), path === undefined ? undefined : getPath(theirs, path)];
  if (isEmpty(one) || isEmpty(other)) return false;
  switch (part.how) {
    case 'plain':
      return plainName(String(one), endings) === plainName(String(other), endings);
    case 'alike':
      return likeness(plainName(String(one), endings), plainName(String(other), endings)) >= Number(part.least ?? 0.9);
    case 'part':
      return pieces(one, part).some((piece) => pieces(other, part).includes(piece));
    case 'overlap':
      return listOf(one).some((item) => listOf(other).includes(item));
    case 'within':
      return near(one, other, part.days ?? 0);
    default:
      return String(one) === String(other);
  }
};

/** The text without its marks, whole and the part of it that may stand for it. */
const pieces = (value: unknown, { from = 1, length = 0 }: DuplicatePart): readonly string[] => {
  const text = plainName(String(value));
  return text.length >= from - 1 + length && length > 0 ? [text, text.slice(from - 1, from - 1 + length)] : [text];
};

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const isDay = (value: unknown): value is string => isCivilDate(value) || isInstant(value);

const near = (one: unknown, other: unknown, days: number): boolean =>
  isDay(one) && isDay(other) && Math.abs(daysBetween(toDay(one), toDay(other))) <= days;
