import type { Condition, ConditionLeaf, FactType, FactTypes } from '../condition/condition.ts';
import { operandFact } from '../condition/condition.ts';
import { compareValues, parseValue, type Value } from '../condition/value.ts';
import type { Issue } from '../issue.ts';
import { pointer } from '../issue.ts';

/**
 * What can be seen without a record: the members of an `all` that contradict each other on one fact, and those of an
 * `any` that leave no known value of a fact out. Looks at literals alone; no issue is no proof. The condition must have
 * passed checkCondition.
 */
export const staticCheck = (condition: Condition, types: FactTypes, path = ''): readonly Issue[] => {
  if ('not' in condition) return staticCheck(condition.not, types, `${path}/not`);
  if ('all' in condition) return checkBranch('all', condition.all, types, path);
  return 'any' in condition ? checkBranch('any', condition.any, types, path) : [];
};

const checkBranch = (
  kind: 'all' | 'any',
  members: readonly Condition[],
  types: FactTypes,
  path: string,
): readonly Issue[] => {
  // An `any` covers everything exactly when the negations of its members contradict each other.
  const literals = members.flatMap((member) => literalsOf(kind, member, kind === 'all'));
  const issues = [...new Set(literals.map(({ leaf }) => leaf.fact))].flatMap((fact) => {
    const type = types[fact];
    const own = literals.filter(({ leaf }) => leaf.fact === fact);
    if (!type || !isContradiction(type, own)) return [];
    return [{ path, code: kind === 'all' ? 'condition-contradiction' : 'condition-always', params: { fact } }];
  });
  return [...issues, ...members.flatMap((member, index) => staticCheck(member, types, path + pointer(kind, index)))];
};

/** A leaf that must have the answer `wanted`. */
interface Literal {
  readonly leaf: ConditionLeaf;
  readonly wanted: boolean;
}

/** The leaves that stand in a branch, those of inner branches of its kind included. */
const literalsOf = (kind: 'all' | 'any', member: Condition, wanted: boolean): readonly Literal[] => {
  if ('not' in member) return literalsOf(kind === 'all' ? 'any' : 'all', member.not, !wanted);
  if ('all' in member) return kind === 'all' ? member.all.flatMap((item) => literalsOf(kind, item, wanted)) : [];
  if ('any' in member) return kind === 'any' ? member.any.flatMap((item) => literalsOf(kind, item, wanted)) : [];
  return [{ leaf: member, wanted }];
};

interface Limit {
  readonly value: Value;
  readonly inclusive: boolean;
}
/** What the literals say of one value. */
interface Bounds {
  readonly lows: Limit[];
  readonly highs: Limit[];
  readonly allowed: ReadonlySet<Value>[];
  readonly excluded: Set<Value>;
}

const isContradiction = (type: FactType, literals: readonly Literal[]): boolean => {
  const presence = literals.flatMap(presenceOf);
  const bounds: Bounds = { lows: [], highs: [], allowed: [], excluded: new Set() };
  if (type === 'boolean') bounds.allowed.push(new Set([true, false]));
  const limited = literals.filter((literal) => limit(literal, type, bounds)).length > 0;
  if (presence.includes(false) && (limited || presence.includes(true))) return true;
  return limited && isEmpty(bounds);
};

const presenceOf = ({ leaf, wanted }: Literal): readonly boolean[] => {
  if (leaf.operator === 'exists') return [wanted];
  return leaf.operator === 'absent' ? [!wanted] : [];
};

const opposites: Readonly<Record<string, string>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  in: 'notIn',
  notIn: 'in',
  lessThan: 'greaterThanInclusive',
  lessThanInclusive: 'greaterThan',
  greaterThan: 'lessThanInclusive',
  greaterThanInclusive: 'lessThan',
};

/** Narrows the bounds; false for a literal that says nothing of one value. */
const limit = ({ leaf, wanted }: Literal, type: FactType, bounds: Bounds): boolean => {
  if (operandFact(leaf.value) !== undefined) return false;
  const operator = wanted ? leaf.operator : opposites[leaf.operator];
  const raw = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
  const values = raw.flatMap((value) => parseValue(type, value) ?? []);
  const [first, last] = [values[0], values[values.length - 1]];
  const narrow = operator === undefined ? undefined : narrowers[operator];
  if (!narrow || first === undefined || last === undefined || values.length !== raw.length) return false;
  narrow(bounds, values, [first, last]);
  return true;
};

type Narrow = (bounds: Bounds, values: readonly Value[], ends: readonly [Value, Value]) => void;

const exclude: Narrow = ({ excluded }, values) => {
  for (const value of values) excluded.add(value);
};
const allow: Narrow = ({ allowed }, values) => {
  allowed.push(new Set(values));
};

const narrowers: Readonly<Record<string, Narrow>> = {
  equal: allow,
  in: allow,
  notEqual: exclude,
  notIn: exclude,
  lessThan: ({ highs }, _values, [value]) => highs.push({ value, inclusive: false }),
  lessThanInclusive: ({ highs }, _values, [value]) => highs.push({ value, inclusive: true }),
  greaterThan: ({ lows }, _values, [value]) => lows.push({ value, inclusive: false }),
  greaterThanInclusive: ({ lows }, _values, [value]) => lows.push({ value, inclusive: true }),
  between: ({ lows, highs }, _values, [low, high]) => {
    lows.push({ value: low, inclusive: true });
    highs.push({ value: high, inclusive: true });
  },
};

const isEmpty = ({ lows, highs, allowed, excluded }: Bounds): boolean => {
  const fits = (value: Value): boolean =>
    !excluded.has(value) &&
    allowed.every((set) => set.has(value)) &&
    lows.every((low) => isAbove(value, low)) &&
    highs.every((high) => isBelow(value, high));
  const [list] = allowed;
  if (list) return ![...list].some(fits);
  return lows.some((low) => highs.some((high) => isGap(low, high)));
};

const isAbove = (value: Value, { value: low, inclusive }: Limit): boolean => {
  const order = compareValues(value, low);
  return inclusive ? order >= 0 : order > 0;
};

const isBelow = (value: Value, { value: high, inclusive }: Limit): boolean => {
  const order = compareValues(value, high);
  return inclusive ? order <= 0 : order < 0;
};

/** Nothing lies between the two. Whole and scaled numbers have a next one; texts are taken to be dense. */
const isGap = (low: Limit, high: Limit): boolean => {
  const least = low.inclusive ? low.value : next(low.value);
  if (least !== undefined) return !isBelow(least, high);
  return compareValues(low.value, high.value) >= 0;
};

const next = (value: Value): Value | undefined => {
  if (typeof value === 'number') return value + 1;
  return typeof value === 'bigint' ? value + 1n : undefined;
};
