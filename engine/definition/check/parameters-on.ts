import type { Json } from '../../json.ts';
import { isObject } from '../../json.ts';
import type { AggregateDefinition, ParameterDefinition, RuleSetDefinition } from '../../schema/types.gen.ts';
import type { Catalog, Finding } from '../catalog.ts';
import { finding } from './check.ts';

/**
 * Parameters that rule sets over many records read on a date and that have no value then: the next run would fail. What
 * is switched off reads nothing.
 */
export const checkParametersOn = (catalog: Catalog, date: string): Finding[] => {
  const { parameter, ruleset } = catalog.definitions;
  const read = new Set([...ruleset.values()].flatMap((one) => (runsOn(one, date) ? parametersOf(catalog, one) : [])));
  return [...read].flatMap((key) => {
    const found = parameter.get(key);
    if (found === undefined || hasValueOn(found, date)) return [];
    return [finding(found, '/values', 'aggregate-parameter-none', { parameter: found.title, date })];
  });
};

const runsOn = ({ subject, enabled, from = '', to }: RuleSetDefinition, date: string): boolean =>
  subject !== undefined && enabled !== false && from <= date && date <= (to ?? date);

const hasValueOn = ({ values }: ParameterDefinition, date: string): boolean =>
  values.some(({ from, to }) => from <= date && date <= (to ?? date));

const parametersOf = ({ definitions }: Catalog, { facts, subject }: RuleSetDefinition): string[] => {
  const aggregates = new Set([
    ...(subject?.from ?? []),
    ...Object.values(facts).flatMap(({ measure }) => (measure === undefined ? [] : [measure.split('.')[0] ?? ''])),
  ]);
  return [
    ...Object.values(facts).flatMap(({ parameter, at }) =>
      parameter !== undefined && at === '$asOf' ? [parameter] : [],
    ),
    ...[...aggregates].flatMap((key) => namedIn(definitions.aggregate.get(key))),
  ];
};

/** Every {parameter} operand, wherever it stands. */
const namedIn = (value: AggregateDefinition | Json | undefined): string[] => {
  if (Array.isArray(value)) return value.flatMap(namedIn);
  if (!isObject(value)) return [];
  const own = typeof value.parameter === 'string' ? [value.parameter] : [];
  return [...own, ...Object.values(value).flatMap((member) => namedIn(member as Json))];
};
