import type { FactTypes } from '../condition/condition.ts';
import { getPath } from '../json.ts';
import type { ConditionJson, DuplicateDefinition, DuplicatePart, DuplicateRule } from '../schema/types.gen.ts';
import { plainName } from './plain-name.ts';
import { theirField } from './score.ts';

interface OtherModule {
  readonly types: FactTypes;
  readonly fields?: Readonly<Record<string, string>>;
}

/**
 * Conditions one of which every record fits that can have points, so that a database finds them by a few values: names
 * by what is left of them without endings, else equal values. What a rule further asks is for its score to say.
 */
export const candidateConditions = (
  definition: DuplicateDefinition,
  data: unknown,
  other: OtherModule,
): readonly ConditionJson[] => {
  const found = definition.rules.flatMap((rule) =>
    leading(rule).flatMap((part) => conditions(definition, part, data, other)),
  );
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
};

/** The parts of a rule that few records fit: a name, else equal values that must hold, else those one of which must. */
const leading = ({ all = [], any = [] }: DuplicateRule): readonly DuplicatePart[] => {
  const names = all.filter(({ how }) => how === 'plain');
  if (names.length > 0) return names.slice(0, 1);
  const sure = all.filter(({ how }) => how === 'equal' || how === 'part');
  return sure.length > 0 ? sure.slice(0, 1) : any.filter(({ how }) => how === 'equal' || how === 'part');
};

const conditions = (
  { endings }: DuplicateDefinition,
  part: DuplicatePart,
  data: unknown,
  { types, fields }: OtherModule,
): readonly ConditionJson[] => {
  const value = getPath(data, part.field);
  const fact = theirField(fields, part.other ?? part.field);
  const type = fact === undefined ? undefined : types[fact];
  if (typeof value !== 'string' || value === '' || fact === undefined || type === undefined) return [];
  if (part.how === 'plain') return [{ fact, operator: 'contains', value: plainName(value, endings) }];
  if (part.how === 'equal') return [{ fact, operator: 'equal', value }];
  const { from = 1, length = 0 } = part;
  const text = plainName(value).toUpperCase();
  const short = text.length > length && length > 0 ? text.slice(from - 1, from - 1 + length) : text;
  const whole = { fact, operator: 'equal', value };
  return [
    whole,
    type === 'text' ? { fact, operator: 'contains', value: short } : { fact, operator: 'equal', value: short },
  ];
};
