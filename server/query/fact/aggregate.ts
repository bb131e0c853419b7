import { decimalScale, parseValue, type Value } from '#engine/condition/value.ts';
import { getPath } from '#engine/json.ts';
import type { FactDeclaration, FieldType } from '#engine/schema/types.gen.ts';
import { readRecordFact, recordJudge } from '../../command/record-judge.ts';
import { treeOf } from '../code-tree.ts';
import type { FactChild, FactLoader, FindFact } from './fact-source.ts';

type Aggregate = NonNullable<FactDeclaration['aggregate']>;

/**
 * Counts, adds or compares over the child records. One child of which it is not known whether it counts, or whose value
 * is missing, leaves the whole unknown.
 */
export const aggregateFact: FindFact = async (loader, { aggregate, type }) => {
  if (aggregate === undefined) return { value: undefined };
  const children = await loader.children(aggregate.module);
  const kept = keep(loader, aggregate, children);
  const records = (kept ?? children).map(({ row }) => ({ id: row.id, version: row.version }));
  return { value: kept && combine(aggregate, type, kept), records };
};

const keep = (
  { place }: FactLoader,
  { module: key, where }: Aggregate,
  children: readonly FactChild[],
): readonly FactChild[] | undefined => {
  if (where === undefined) return children;
  const module = place.catalog.module(key);
  const tree = treeOf(place.catalog, module);
  const answers = children.map((child) => recordJudge(module, tree, readRecordFact(child, place))(where));
  return answers.includes(null) ? undefined : children.filter((_, index) => answers[index] === true);
};

const combine = ({ function: name, field }: Aggregate, type: FieldType, children: readonly FactChild[]): unknown => {
  if (name === 'count') return children.length;
  const raw = children.map(({ data }) => (field === undefined ? undefined : getPath(data, field)));
  const values = raw.map((value) => parseValue(type, value));
  if (values.some((value) => value === undefined)) return undefined;
  if (name === 'sum') return sum(type, values as readonly Value[]);
  let best = 0;
  for (const [index, value] of values.entries()) if (beats(name, value, values[best])) best = index;
  return raw[best];
};

const beats = (name: 'min' | 'max', value: Value | undefined, other: Value | undefined): boolean =>
  value !== undefined && other !== undefined && (name === 'min' ? value < other : value > other);

const sum = (type: FieldType, values: readonly Value[]): unknown => {
  if (type !== 'decimal') return values.reduce<number>((total, value) => total + Number(value), 0);
  return decimalText(values.reduce<bigint>((total, value) => total + (value as bigint), 0n));
};

const decimalText = (scaled: bigint): string => {
  const sign = scaled < 0n ? '-' : '';
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(decimalScale + 1, '0');
  const fraction = digits.slice(-decimalScale).replace(/0+$/, '');
  return `${sign}${digits.slice(0, -decimalScale)}${fraction === '' ? '' : `.${fraction}`}`;
};
