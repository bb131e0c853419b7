import { measureType } from '../../aggregate/measure-type.ts';
import { sourceFacts } from '../../aggregate/source-facts.ts';
import type { FactTypes } from '../../condition/condition.ts';
import type { AggregateDefinition, FieldType, RuleSetDefinition } from '../../schema/types.gen.ts';
import type { Catalog, CompiledModule } from '../catalog.ts';
import { momentFacts, recordFacts } from '../facts.ts';
import { moduleOf } from './check.ts';

/** What the facts and outcomes of a rule set over many records may name. */
export interface SubjectWorld {
  readonly keys: readonly string[];
  /** The aggregates it reads that there are. */
  readonly aggregates: ReadonlyMap<string, AggregateDefinition>;
  /** By `aggregate.measure`. */
  readonly measures: Readonly<Record<string, FieldType>>;
  /** By path, of the records it is asked for. */
  readonly each: FactTypes;
  readonly eachModule: CompiledModule | undefined;
}

export const subjectWorld = (catalog: Catalog, ruleSet: RuleSetDefinition): SubjectWorld => {
  const { subject, facts, rules } = ruleSet;
  const named = [
    ...(subject?.from ?? []),
    ...Object.values(facts).flatMap(({ measure }) => measure?.split('.')[0] ?? []),
    ...rules.flatMap(({ outcome }) =>
      Object.values(outcome.data ?? {}).flatMap((source) => ('records' in source ? [source.records] : [])),
    ),
  ];
  const aggregates = new Map(
    named.flatMap((key): [string, AggregateDefinition][] => {
      const found = catalog.definitions.aggregate.get(key);
      return found === undefined ? [] : [[key, found]];
    }),
  );
  const eachModule = moduleOf(catalog, subject?.each?.module);
  return {
    keys: subject?.keys ?? [],
    aggregates,
    measures: measureTypes(catalog, aggregates),
    each: eachModule === undefined ? {} : { ...momentFacts, ...recordFacts(eachModule) },
    eachModule,
  };
};

const measureTypes = (
  catalog: Catalog,
  aggregates: ReadonlyMap<string, AggregateDefinition>,
): Readonly<Record<string, FieldType>> => {
  const types: Record<string, FieldType> = {};
  for (const [key, { source, measures }] of aggregates) {
    const module = moduleOf(catalog, source);
    if (module === undefined) continue;
    for (const [name, measure] of Object.entries(measures)) {
      const type = measureType(measure, sourceFacts(module));
      if (type !== undefined) types[`${key}.${name}`] = type;
    }
  }
  return types;
};
