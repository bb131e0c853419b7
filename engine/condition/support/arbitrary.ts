import fc from 'fast-check';
import type { Condition, ConditionLeaf, FactType, FactTypes } from '../condition.ts';
import { factTypes } from '../condition.ts';
import { operators } from '../operator/list.ts';
import type { Operator } from '../operator/operator.ts';

/** Two facts of every type: `text1`, `text2`, `money1` … */
export const randomFacts: FactTypes = Object.fromEntries(
  factTypes.flatMap((type) => [`${type}1`, `${type}2`].map((fact) => [fact, type])),
);

const branches: Readonly<Record<string, readonly string[]>> = {
  '01': ['01', '0101', '0102', '010201'],
  '0102': ['0102', '010201'],
  '99': ['99'],
};

/** A small tree for descendantOf, the same for every fact. An id it does not know has no descendants. */
export const randomTree = (_fact: string, ancestor: string): readonly string[] => branches[ancestor] ?? [];

// Letters that differ by case, width, accent, trailing space, or by order in UTF-16 and in code points; LIKE and GLOB signs.
const texts = [
  ...['a', 'A', 'a ', ' a', 'ab', 'abc', 'b', '\u00e1', '\u00df', 'ss', '\uff21', '\u4e2d', '\u4e2d\u56fd', '\u56fd'],
  ...['\u{20bb7}', '\u{20bb7}\u91ce', '\u{1f600}', '\ud7ff', '\ue000', '\uffff', '\u{10ffff}', '\u{10fffd}', '%', '_'],
  ...['a%', 'a_c', '\\', "'", '"', '*', '[a]', '?', 'a\tb', 'a\nb', '0', '10', '9', 'null', 'true'],
];
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...texts) },
  fc.tuple(fc.constantFrom(...texts), fc.constantFrom(...texts)).map(([a, b]) => (a + b).normalize('NFC')),
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: 4 })
    .map((random) => random.replaceAll('\0', '').normalize('NFC'))
    .filter((random) => random !== ''),
);
const code = fc.constantFrom('01', '0101', '0102', '010201', '02', '99', 'a-b', 'A-B', '\u00e9', 'e');
const integer = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1, 10_000_000, -0),
);
const decimalTexts = ['18', '18.0', '18.000', '18.5', '-0.5', '-0', '0.000001', '-0.000001', '0.1', '0.30', '018'];
const decimal = fc.oneof(
  fc.constantFrom<string | number>(...decimalTexts, '999999999999.999999', '-999999999999.999999', 18, 18.5, 0.1, 0.3),
  fc.constantFrom('999999999999.999998', '-999999999999.999998', '9007199254.740993', '9007199254.740992'),
  fc.constantFrom<string | number>(-0, -0.5, 0.000001, 123456789012.25),
  fc.integer({ min: -30, max: 30 }).map((tenths) => (tenths / 10).toFixed(3)),
);
const part = fc.oneof(
  fc.integer({ min: -4, max: 120 }),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 1_000_000, 3_000_001, 999_999_999_999, -0),
);
const share = fc.constantFrom<string | number>('0.02', 0.85, '0.333333', '0.333334', '-0.333333', '1.5', 0);
const ratio = fc.oneof(
  { weight: 2, arbitrary: fc.record({ numerator: part, denominator: part }) },
  fc.constantFrom(
    { numerator: 2, denominator: 100 },
    { numerator: 51, denominator: 60 },
    { numerator: 1, denominator: 3 },
  ),
  share,
);
const date = fc.constantFrom(
  '0001-01-01',
  '2020-01-31',
  '2021-07-14',
  '2021-07-15',
  '2024-02-29',
  '2026-12-31',
  '9999-12-31',
);
const time = fc.constantFrom('T00:00:00.000Z', 'T15:59:59.999Z', 'T16:00:00.000Z', 'T23:59:59.999Z');
const region = fc.constantFrom(
  ...['000000', '990000', '990100', '990102', '991000', '900000', '909900', '990102001', '990102001000'],
  ...['990102000000', '990102001002', '990102000001'],
);
const set = (item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.array(item, { maxLength: 3 });

const valuesOf: Readonly<Record<FactType, fc.Arbitrary<unknown>>> = {
  text,
  integer,
  decimal,
  ratio,
  money: integer,
  boolean: fc.boolean(),
  date,
  instant: fc.tuple(date, time).map(([day, hour]) => day + hour),
  code,
  codes: set(code),
  region,
  organization: code,
  user: code,
  users: set(code),
  record: code,
  files: set(fc.constant('f1')),
  rows: set(fc.constant({ a: 1 })),
};

// What must count as missing, or at least the same to all: wrong types, shapes and sizes.
const odd = fc.constantFrom<unknown>(
  ...[undefined, null, null, '', 7, '7', 1.5, true, 'x', [], {}, ['01'], 0.1 + 0.2, 1e-7, 1e21, 2 ** 53, -(2 ** 53)],
  ...['2021-13-01', '2021-02-30', '2021-7-15', '2021-07-15T25:00:00.000Z', '2021-07-15T16:00:00Z', '99010', '9901021'],
  ...['1.', '.5', '+1', '1.0000000', '1234567890123', '-', '--1', '1e3', '1.2.3', ' 1', '{}', '[]', '["01"]'],
);

/** Raw values by fact; about a quarter of them missing or odd. */
export const randomRecord: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.record(
  Object.fromEntries(
    Object.entries(randomFacts).map(([fact, type]) => [fact, fc.oneof({ weight: 3, arbitrary: valuesOf[type] }, odd)]),
  ),
);

const operandOf = (operator: Operator, type: FactType): fc.Arbitrary<unknown> => {
  // A definition writes a ratio as a decimal.
  const one = type === 'ratio' ? fc.oneof(share, decimal) : valuesOf[type];
  switch (operator.operand) {
    case 'none':
      return fc.constant(undefined);
    case 'list':
      return fc.array(one, { minLength: 1, maxLength: 4 });
    case 'ids':
      return fc.array(code, { minLength: 1, maxLength: 3 });
    case 'range':
      return fc.tuple(one, one);
    case 'ancestor':
      return fc.constantFrom('01', '0102', '99', 'unknown');
    default:
      return one;
  }
};

const shift = fc.oneof(
  fc.record({ days: fc.oneof(fc.integer({ min: -400, max: 400 }), fc.constantFrom(36_525, -36_525)) }),
  fc.record({ months: fc.oneof(fc.integer({ min: -30, max: 30 }), fc.constantFrom(1200, -1200)) }),
);

/** Another fact to compare with; a date may be moved. */
const otherOf = (type: FactType): fc.Arbitrary<unknown> => {
  const fact = fc.constantFrom(`${type}1`, `${type}2`).map((name) => ({ fact: name }));
  if (type !== 'date') return fact;
  return fc.oneof(
    fact,
    fc.tuple(fact, shift).map(([other, plus]) => ({ ...other, plus })),
  );
};

const leafOf = (fact: string, type: FactType, operator: Operator): fc.Arbitrary<ConditionLeaf> => {
  const leaf = (value: unknown): ConditionLeaf => ({
    fact,
    operator: operator.key,
    ...(value !== undefined && { value }),
  });
  const literal = operandOf(operator, type).map(leaf);
  const other = operator.operandType(type);
  return other ? fc.oneof(literal, otherOf(other).map(leaf)) : literal;
};

const leaves = Object.entries(randomFacts).flatMap(([fact, type]) =>
  [...operators.values()].filter(({ types }) => types.includes(type)).map((operator) => leafOf(fact, type, operator)),
);

/** Well-typed conditions over randomFacts, up to five branches deep; every operator of every type occurs. */
export const randomCondition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => {
  const members = fc.array(tie('node'), { minLength: 1, maxLength: 3 });
  return {
    node: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      { weight: 3, arbitrary: fc.oneof(...leaves) },
      { weight: 2, arbitrary: members.map((all) => ({ all })) },
      { weight: 2, arbitrary: members.map((any) => ({ any })) },
      { weight: 1, arbitrary: tie('node').map((not) => ({ not })) },
    ),
  };
}).node;
