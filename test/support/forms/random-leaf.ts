import type { SeededRandom } from './seeded-random.ts';

export const codeList = { key: 'colour', values: ['red', 'green', 'blue'] } as const;
export const options = ['a', 'b', 'c-d'] as const;

type Draft = Record<string, unknown>;
type Maker = (random: SeededRandom) => Draft;

const some = (random: SeededRandom, probability: number, properties: Draft): Draft =>
  random.chance(probability) ? properties : {};

const values = options.map((value) => ({ value, label: value.toUpperCase() }));

/** Several texts: of their items core judges minLength only, see the differences. */
const texts: Maker = (random) => ({
  multiple: true,
  validate: { ...some(random, 0.4, { required: true }), ...some(random, 0.3, { minLength: random.pick([2, 3]) }) },
});

const text: Maker = (random) => (random.chance(0.15) ? texts(random) : oneText(random));

const oneText: Maker = (random) => ({
  validate: {
    ...some(random, 0.4, { required: true }),
    ...some(random, 0.3, { minLength: random.pick([2, 3, '4', '']) }),
    ...some(random, 0.3, { maxLength: random.pick([5, 8, '6', '']) }),
    ...some(random, 0.1, { minWords: 2 }),
    ...some(random, 0.1, { maxWords: 3 }),
    ...some(random, 0.25, { pattern: random.pick(['[a-z]+', '[A-Z0-9]{2,6}', '(foo|bar) ?x*', '.*9$']) }),
  },
  ...some(random, 0.2, { truncateMultipleSpaces: true }),
  ...some(random, 0.1, { defaultValue: random.pick(['abc', 'zz', '']) }),
});

const number: Maker = (random) => ({
  validate: {
    ...some(random, 0.4, { required: true }),
    ...some(random, 0.4, { min: random.pick([0, 3, '2', '', -4]) }),
    ...some(random, 0.4, { max: random.pick([10, 25, '8', '']) }),
  },
});

const several: Maker = (random) => ({ ...number(random), ...some(random, 0.15, { multiple: true }) });

const decimal: Maker = (random) => ({
  decimals: 3,
  validate: {
    ...some(random, 0.4, { required: true }),
    ...some(random, 0.3, { min: random.pick([0, '2.5']) }),
    ...some(random, 0.3, { max: random.pick([10, '8.125']) }),
  },
});

const choice: Maker = (random) => ({
  validate: { ...some(random, 0.4, { required: true }), ...some(random, 0.6, { onlyAvailableItems: true }) },
});

const select: Maker = (random) => ({
  ...choice(random),
  data: { values },
  ...some(random, 0.25, { multiple: true }),
  ...some(random, 0.1, { defaultValue: 'a' }),
});

const boxes: Maker = (random) => ({
  values,
  validate: {
    ...some(random, 0.4, { required: true }),
    onlyAvailableItems: true,
    ...some(random, 0.3, { minSelectedCount: 2 }),
    ...some(random, 0.3, { maxSelectedCount: random.pick([2, '2']) }),
  },
});

const required: Maker = (random) => ({ validate: some(random, 0.4, { required: true }) });

const date: Maker = (random) => {
  const enableTime = random.chance(0.4);
  const limits = { ...some(random, 0.3, { minDate: '2026-03-01' }), ...some(random, 0.3, { maxDate: '2026-06-30' }) };
  const timed = {
    ...some(random, 0.3, { minDate: '2026-03-01T08:00:00.000Z' }),
    ...some(random, 0.3, { maxDate: '2026-06-30T08:00:00.000Z' }),
  };
  return {
    ...required(random),
    enableTime,
    widget: { type: 'calendar', enableTime, ...(enableTime ? timed : limits) },
  };
};

const code: Maker = (random) => ({
  ...required(random),
  meta: { codes: codeList.key },
  ...some(random, 0.3, { multiple: true }),
});

/** Types whose reading has no fault but a wrong JSON type. */
const plainMakers: Readonly<Record<string, Maker>> = {
  textfield: text,
  textarea: text,
  phoneNumber: text,
  number: several,
  money: number,
  checkbox: (random) => ({ ...required(random), ...some(random, 0.1, { defaultValue: true }) }),
  email: (random) => ({ ...required(random), ...some(random, 0.15, { multiple: true }) }),
};

const makers: Readonly<Record<string, Maker>> = {
  ...plainMakers,
  decimal,
  select,
  radio: (random) => ({ ...choice(random), values }),
  selectboxes: boxes,
  datetime: date,
  hidden: required,
  code,
  user: required,
  organization: required,
  region: required,
  record: (random) => ({ ...required(random), meta: { module: 'other' } }),
  attachment: required,
  signature: required,
};

export const randomLeaf = (random: SeededRandom, key: string, plain: boolean): Draft => {
  const known = plain ? plainMakers : makers;
  const type = random.pick(Object.keys(known));
  const made = known[type]?.(random) ?? {};
  const kept = type in plainMakers && random.chance(0.1) ? { clearOnHide: false } : {};
  const hidden = type in plainMakers && random.chance(0.05) ? { hidden: true } : {};
  return { type, key, label: key.toUpperCase(), input: true, ...made, ...kept, ...hidden };
};
