import type { FormNode } from '#engine/form/tree.ts';
import { codeList, options } from './random-leaf.ts';
import type { SeededRandom } from './seeded-random.ts';

type Draft = Record<string, unknown>;

const texts = ['abc', 'foo x', 'AB12', 'z'];
const equality = ['isEqual', 'isNotEqual', 'isEmpty', 'isNotEmpty'];
const textual = [...equality, 'includes', 'notIncludes', 'startsWith', 'endsWith'];
const numeric = [...equality, 'lessThan', 'greaterThan', 'lessThanOrEqual', 'greaterThanOrEqual'];
const temporal = [
  'isDateEqual',
  'isNotDateEqual',
  'dateLessThan',
  'dateGreaterThan',
  'dateLessThanOrEqual',
  'dateGreaterThanOrEqual',
  'isEmpty',
  'isNotEmpty',
];

const comparisons: Readonly<
  Record<string, { readonly operators: readonly string[]; readonly values: readonly unknown[] }>
> = {
  number: { operators: numeric, values: [0, 3, 5, '5', 12] },
  money: { operators: numeric, values: [0, 100, '100'] },
  checkbox: { operators: equality, values: [true, false, 'true', 'false'] },
  select: { operators: textual, values: options },
  radio: { operators: textual, values: options },
  selectboxes: { operators: equality, values: options },
  code: { operators: textual, values: codeList.values },
  datetime: { operators: temporal, values: ['2026-03-10', '2026-04-28T01:20:00.000Z'] },
  attachment: { operators: ['isEmpty', 'isNotEmpty'], values: [null] },
};
const otherwise = { operators: textual, values: texts };

const condition = (random: SeededRandom, target: FormNode): Draft => {
  const { operators, values } = comparisons[target.type] ?? otherwise;
  return { component: target.path.replaceAll('.*', ''), operator: random.pick(operators), value: random.pick(values) };
};

/** A condition on earlier fields, in one of Form.io's two shapes. */
export const randomConditional = (random: SeededRandom, first: FormNode, second: FormNode): Draft => {
  if (first.type !== 'attachment' && first.component.multiple !== true && random.chance(0.3)) {
    const { values } = comparisons[first.type] ?? otherwise;
    const eq = String(random.pick(values));
    return { show: random.pick([true, false, 'true', 'false']), when: first.path.replaceAll('.*', ''), eq };
  }
  const conditions = [condition(random, first), ...(random.chance(0.4) ? [condition(random, second)] : [])];
  return { show: random.pick([true, true, false]), conjunction: random.pick(['all', 'any']), conditions };
};
