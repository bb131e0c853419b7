import { type ConditionLeaf, type DescendantsOf, type FactType, operandFact } from '../../condition/condition.ts';
import { decimalScale, parseValue } from '../../condition/value.ts';
import { addDays, addHours, isCivilDate } from '../../time.ts';

/**
 * Raw values of a fact among which every answer that its leaves can give together is found: the literals, their
 * neighbours, one value that no leaf names, and missing where a leaf asks for that. undefined where that cannot be
 * promised: comparisons with other facts, parts of texts, orders of texts, sets of more than eight ids.
 */
export const candidatesOf = (
  type: FactType,
  leaves: readonly ConditionLeaf[],
  tree?: DescendantsOf,
): readonly unknown[] | undefined => {
  if (leaves.some(({ value }) => operandFact(value) !== undefined)) return undefined;
  const asksPresence = leaves.some(({ operator }) => operator === 'exists' || operator === 'absent');
  const values = makers[type]?.(leaves, tree);
  return values && (asksPresence ? [...values, undefined] : values);
};

type Make = (leaves: readonly ConditionLeaf[], tree?: DescendantsOf) => readonly unknown[] | undefined;

const literalsOf = (leaves: readonly ConditionLeaf[]): readonly unknown[] => [
  ...new Set(leaves.flatMap(({ value }) => (Array.isArray(value) ? (value as unknown[]) : [value])).filter(isGiven)),
];
const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

const equalities: ReadonlySet<string> = new Set(['equal', 'notEqual', 'in', 'notIn', 'exists', 'absent']);

const wholeNumbers: Make = (leaves) => {
  const near = (value: number): number[] => [value - 1, value, value + 1];
  return [0, ...literalsOf(leaves).flatMap((value) => near(value as number))].filter(Number.isSafeInteger);
};

const millionth = 10n ** BigInt(decimalScale);

const scaledOf = (leaves: readonly ConditionLeaf[]): readonly bigint[] =>
  literalsOf(leaves).map((value) => parseValue('decimal', value) as bigint);

const decimals: Make = (leaves) =>
  [0n, ...scaledOf(leaves).flatMap((value) => [value - 1n, value, value + 1n])].map(decimalText);

const decimalText = (scaled: bigint): string => {
  const size = scaled < 0n ? -scaled : scaled;
  return `${scaled < 0n ? '-' : ''}${size / millionth}.${String(size % millionth).padStart(decimalScale, '0')}`;
};

/** Half a millionth beside each literal: between any two literals there is a ratio. */
const ratios: Make = (leaves) =>
  [0n, ...scaledOf(leaves)].flatMap((value) =>
    [-1n, 0n, 1n].map((step) => ({ numerator: Number(2n * value + step), denominator: Number(2n * millionth) })),
  );

const days: Make = (leaves) => {
  const literals = literalsOf(leaves).filter(isCivilDate);
  return ['2000-01-01', ...literals.flatMap((day) => [moved(day, -1), day, moved(day, 1)])].filter(isGiven);
};

const moved = (day: string, by: number): string | undefined =>
  day === '0001-01-01' || day === '9999-12-31' ? undefined : addDays(day, by);

// No two literals lie closer than a millisecond; an hour more or less than one is told apart from it.
const instants: Make = (leaves) => {
  const literals = literalsOf(leaves).map(String);
  const between = [...literals].sort().flatMap((at, index, all) => {
    const next = all[index + 1];
    const later = addHours(at, 1 / 3_600_000);
    return next === undefined || later < next ? [later] : [];
  });
  return ['2000-01-01T00:00:00.000Z', ...literals, ...between];
};

const other = '\u2026';

const ids: Make = (leaves, tree) => {
  if (leaves.some(({ operator }) => !equalities.has(operator) && operator !== 'descendantOf')) return undefined;
  const branches = leaves.flatMap(({ fact, operator, value }) =>
    operator === 'descendantOf' ? [...(tree?.(fact, String(value)) ?? [])] : [],
  );
  return [other, ...literalsOf(leaves), ...branches];
};

const texts: Make = (leaves) =>
  leaves.every(({ operator }) => equalities.has(operator)) ? [other, ...literalsOf(leaves)] : undefined;

const outside = '999999';

/** A region, and a place below it that is not the region itself. */
const regions: Make = (leaves) => {
  const literals = literalsOf(leaves).map(String);
  return [outside, ...literals, ...literals.map((region) => `${region.slice(0, 6).padEnd(6, '0')}999`)];
};

const mostIds = 8;

const sets: Make = (leaves, tree) => {
  const named = [...new Set(idsInSets(leaves, tree))];
  if (named.length > mostIds) return undefined;
  const subsets = Array.from({ length: 2 ** named.length }, (_, bits) => named.filter((_id, at) => bits & (1 << at)));
  return [...subsets, ...subsets.map((set) => [...set, other])];
};

const idsInSets = (leaves: readonly ConditionLeaf[], tree?: DescendantsOf): readonly string[] =>
  leaves.flatMap(({ fact, operator, value }) => {
    if (operator === 'descendantOf') return [...(tree?.(fact, String(value)) ?? [])];
    return Array.isArray(value) ? value.map(String) : [];
  });

const anything: Make = () => [['1']];

const makers: Readonly<Record<FactType, Make>> = {
  text: texts,
  integer: wholeNumbers,
  decimal: decimals,
  ratio: ratios,
  money: wholeNumbers,
  boolean: () => [true, false],
  date: days,
  instant: instants,
  code: ids,
  codes: sets,
  region: regions,
  organization: ids,
  user: ids,
  users: sets,
  record: ids,
  files: anything,
  rows: anything,
};
