import type { Condition, DescendantsOf } from '../condition/condition.ts';
import type { AggregateDefinition } from '../schema/types.gen.ts';
import { foldCondition } from './fold-condition.ts';
import { type AggregateReading, factsRead, indexesOf } from './indexes.ts';

/** An index that begins with a field of many values has an entry for each value of a record. */
export interface ElementIndex {
  readonly columns: readonly string[];
  /** One of these is among the values; each record has each value once. */
  readonly values: readonly string[];
  /** What else is asked. */
  readonly rest: Condition;
}

/** Such indexes of an aggregate, with the record and its version where records are kept. */
export const elementIndexes = (
  aggregate: AggregateDefinition,
  lists: ReadonlySet<string>,
): readonly (readonly string[])[] =>
  indexesOf(aggregate)
    .filter(([first = '']) => lists.has(first))
    .map((columns) => [...new Set([...columns, ...(aggregate.keepRecords ? ['$id', '$version'] : [])])]);

/** The one to read an aggregate through whose condition wants one of some values. */
export const elementIndex = (
  aggregate: AggregateDefinition,
  reading: AggregateReading,
  tree: DescendantsOf,
): ElementIndex | undefined => {
  const { where, lists = new Set() } = reading;
  const members = where === undefined ? [] : 'all' in where ? where.all : [where];
  for (const columns of elementIndexes(aggregate, lists)) {
    const [list = ''] = columns;
    const wanting = members.find((member) => valuesWanted(member, list, tree) !== undefined);
    if (wanting === undefined) continue;
    const rest = foldCondition({ all: members.filter((member) => member !== wanting) });
    const facts = factsRead(aggregate, { ...reading, where: rest }, columns);
    if (columns.includes(aggregate.at) && facts.every((fact) => fact !== list && columns.includes(fact)))
      return { columns, values: valuesWanted(wanting, list, tree) ?? [], rest };
  }
  return undefined;
};

/** The values of which a member of a condition wants one at least; undefined where it asks anything else. */
const valuesWanted = (member: Condition, list: string, tree: DescendantsOf): readonly string[] | undefined => {
  const leaves = 'any' in member ? member.any : [member];
  const values = leaves.map((leaf) => {
    if (!('fact' in leaf) || leaf.fact !== list) return undefined;
    if (leaf.operator === 'containsAny') return textsIn(leaf.value);
    return leaf.operator === 'descendantOf' && typeof leaf.value === 'string' ? [...tree(list, leaf.value)] : undefined;
  });
  return values.length === 0 || values.includes(undefined)
    ? undefined
    : [...new Set(values.flatMap((some) => some ?? []))];
};

const textsIn = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
