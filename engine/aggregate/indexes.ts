import type { Condition } from '../condition/condition.ts';
import type { AggregateDefinition, AggregateGroup, CoalescePart, ConditionJson } from '../schema/types.gen.ts';
import { settledGroup, splitWhere } from './settled.ts';
import { factsOfAggregate } from './used-facts.ts';
import { constantTypes } from './where.ts';

/**
 * The indexes an aggregate asks for, as columns in order. One that holds every fact also names the record and its version
 * where records are kept, so that it holds all that a run reads; a narrower one, by which a run only finds whom to look
 * at, does not: it would be written anew with every version.
 */
export const indexesOf = (aggregate: AggregateDefinition): readonly (readonly string[])[] => {
  const { index = [], keepRecords = false, measures } = aggregate;
  const { rest } = splitWhere(aggregate);
  const where = aggregate.where as Condition | undefined;
  const reading = { ...(where && { where }), rest: { all: rest }, measures, records: false };
  return index.map((columns) =>
    keepRecords && factsRead(aggregate, reading, columns).every((fact) => columns.includes(fact) || fact === '$id')
      ? [...new Set([...columns, '$id', '$version'])]
      : columns,
  );
};

/** What a statement reads of an aggregate: some of its measures, and its condition with every operand in its place. */
export interface AggregateReading {
  readonly where?: Condition;
  /** The same without what was settled when a record was written, where that is what it asks on the day. */
  readonly rest?: Condition;
  readonly measures: AggregateDefinition['measures'];
  /** With ids and versions of the rows. */
  readonly records: boolean;
  /** Fields with many values. */
  readonly lists?: ReadonlySet<string>;
}

/**
 * The index to read all rows through: it holds every fact that is read, and begins with the business date, or with facts
 * the condition fixes and then the date. Of several the one in which the condition fixes most.
 */
export const coveringIndex = (
  aggregate: AggregateDefinition,
  reading: AggregateReading,
): readonly string[] | undefined => {
  const before = (columns: readonly string[]): readonly string[] => columns.slice(0, columns.indexOf(aggregate.at));
  return indexesOf(aggregate)
    .filter((columns) => {
      const fixed = fixedFacts(reading, columns);
      return (
        columns.includes(aggregate.at) &&
        !reading.lists?.has(columns[0] ?? '') &&
        before(columns).every((fact) => fixed.has(fact)) &&
        factsRead(aggregate, reading, columns).every((fact) => columns.includes(fact))
      );
    })
    .sort((a, b) => before(b).length - before(a).length)[0];
};

/**
 * The index to look some groups up by: it begins with the field their one key is first taken from and holds every fact
 * that is read. undefined where one of the groups may be named by other fields.
 */
export const lookupIndex = (
  aggregate: AggregateDefinition,
  reading: AggregateReading,
  groups: readonly Readonly<Record<string, string | null>>[],
): readonly string[] | undefined => {
  const found = (lead: string) =>
    indexesOf(aggregate).find(
      (columns) =>
        columns[0] === lead && factsRead(aggregate, reading, columns).every((fact) => columns.includes(fact)),
    );
  const [group, ...more] = aggregate.groupBy ?? [];
  const byKey = settledGroup(aggregate) && found('$key');
  if (group !== undefined && byKey !== undefined && groups.every((one) => typeof one[group.key] === 'string'))
    return byKey;
  const lead = group === undefined || more.length > 0 ? undefined : leadingField(group);
  if (group === undefined || lead === undefined) return undefined;
  const others = (group.coalesce ?? []).slice(1);
  const elsewhere = ({ fields }: CoalescePart): boolean =>
    groups.some((one) => (one[group.key] ?? '').split('|').length >= (fields?.length ?? 1));
  if (groups.some((one) => typeof one[group.key] !== 'string') || others.some(elsewhere)) return undefined;
  return found(lead);
};

/** The field that a key is, or is first of all; undefined where it is made from one. */
const leadingField = ({ field, prefix, level, organizationLevel, bucket, item, coalesce }: AggregateGroup) => {
  const first = coalesce?.[0];
  if (first !== undefined) return (first.from ?? first.length) === undefined ? first.field : undefined;
  return (prefix ?? level ?? organizationLevel ?? bucket ?? item) === undefined ? field : undefined;
};

/** The words an index has for what a statement would ask of several facts. */
export const wordsIn = (
  aggregate: AggregateDefinition,
  { rest }: Pick<AggregateReading, 'rest'>,
  columns: readonly string[],
) => ({
  where: rest !== undefined && columns.includes('$where'),
  key: settledGroup(aggregate) !== undefined && columns.includes('$key'),
});

/** What a statement reads through an index. */
export const factsRead = (
  aggregate: AggregateDefinition,
  reading: AggregateReading,
  columns: readonly string[],
): string[] => {
  const { index: _declared, where: _whole, groupBy, ...rest } = aggregate;
  const words = wordsIn(aggregate, reading, columns);
  const { measures, records } = reading;
  const where = words.where ? reading.rest : reading.where;
  const facts = factsOfAggregate({
    ...rest,
    measures,
    ...(groupBy && !words.key && { groupBy }),
    ...(where && { where: where as ConditionJson }),
  });
  const ends = Object.values(measures).some((one) => one.function === 'first' || one.function === 'last');
  const own = [...(records || ends ? ['$id'] : []), ...(records ? ['$version'] : [])];
  return [...[...facts].filter((fact) => !(fact.startsWith('each.') || Object.hasOwn(constantTypes, fact))), ...own];
};

const fixing: ReadonlySet<string> = new Set(['equal', 'in', 'descendantOf']);

/** Facts that every row counted has one value of, or one of a few. */
const fixedFacts = (reading: AggregateReading, columns: readonly string[]): ReadonlySet<string> => {
  const settled = reading.rest !== undefined && columns.includes('$where');
  const where = settled ? reading.rest : reading.where;
  const members = where === undefined ? [] : 'all' in where ? where.all : [where];
  const fixed = members.flatMap((one) => ('fact' in one && fixing.has(one.operator) ? [one.fact] : []));
  return new Set(settled ? [...fixed, '$where'] : fixed);
};
