import { anyOf, everyOf, opposite } from './compile.ts';
import type { Condition, ConditionOptions, FactTypes, ReadFact, Truth } from './condition.ts';
import { prepareLeaf, testLeaf } from './leaf.ts';
import { parserOf, type Value } from './value.ts';

/** A record of which every fact that is compared was read and parsed once, in places of their own. */
export interface ParsedRecord {
  readonly values: readonly (Value | undefined)[];
  readonly read: ReadFact;
}

export type ParsedCondition = (record: ParsedRecord) => Truth;

/** Places of facts: the same for all conditions that are asked of a record. */
export type FactPlaces = Map<string, number>;

/** compileCondition for many conditions over the same facts. `places` grows by the facts that are compared. */
export const compileParsed = (
  condition: Condition,
  types: FactTypes,
  places: FactPlaces,
  options: ConditionOptions = {},
): ParsedCondition => {
  const inner = (item: Condition): ParsedCondition => compileParsed(item, types, places, options);
  if ('all' in condition) return everyOf(condition.all.map(inner));
  if ('any' in condition) return anyOf(condition.any.map(inner));
  if ('not' in condition) {
    const negated = inner(condition.not);
    return (record) => opposite(negated(record));
  }
  const leaf = prepareLeaf(condition, types, options);
  const { fact, operator, operand } = leaf;
  if (operand === undefined || !('literal' in operand)) return ({ read }) => testLeaf(leaf, read);
  const place = places.get(fact) ?? places.size;
  places.set(fact, place);
  const { literal } = operand;
  const { test } = operator;
  return ({ values }) => {
    const actual = values[place];
    return actual === undefined ? null : test(actual, literal);
  };
};

/** Reads and parses the facts that have a place. */
export const recordParser = (places: FactPlaces, types: FactTypes): ((read: ReadFact) => ParsedRecord) => {
  const facts = [...places.keys()].map((fact) => ({ fact, parse: parserOf(types[fact] ?? 'text') }));
  return (read) => {
    const values = facts.map(({ fact, parse }) => {
      const raw = read(fact);
      return raw === undefined || raw === null ? undefined : parse(raw);
    });
    return { values, read };
  };
};
