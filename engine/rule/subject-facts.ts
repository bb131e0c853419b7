import { getPath } from '../json.ts';
import type { ChainLink } from '../parameter/lookup.ts';
import type {
  AggregateDefinition,
  CalendarDefinition,
  FactDeclaration,
  ParameterDefinition,
  RuleSetDefinition,
} from '../schema/types.gen.ts';
import { deriveFacts, type ParameterUse } from './derive-facts.ts';

/** One group with what was measured of it, by aggregate and measure. */
export interface SubjectRow {
  readonly group: Readonly<Record<string, string | null>>;
  readonly measures: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What all subjects of one evaluation share. */
export interface SubjectMoment {
  /** The civil date as of which everything is asked. */
  readonly asOf: string;
  readonly parameters: ReadonlyMap<string, ParameterDefinition>;
  readonly aggregates: ReadonlyMap<string, AggregateDefinition>;
  readonly calendars: ReadonlyMap<string, CalendarDefinition>;
  /** The record the rule set is asked for, where it is asked for each of some. */
  readonly each?: { readonly id: string; readonly organization: string; readonly data: unknown };
  readonly organizationChain?: readonly ChainLink[];
  readonly used?: (use: ParameterUse) => void;
}

export type FactsOf = (row: SubjectRow) => Record<string, unknown>;

/**
 * The facts of a rule set over groups. What does not depend on the group is derived once; a count or sum of a group that
 * an aggregate does not know is 0, anything else it does not know is absent.
 */
export const subjectFacts = (ruleSet: Pick<RuleSetDefinition, 'facts'>, moment: SubjectMoment): FactsOf => {
  const facts = Object.entries(ruleSet.facts);
  const own = new Set(facts.filter(([, fact]) => dependsOnGroup(fact)).map(([name]) => name));
  const shared = Object.fromEntries(facts.filter(([name]) => !own.has(name)));
  const sources = { parameters: moment.parameters, calendars: moment.calendars, regime: null, ...pick(moment) };
  const ofEach = facts.flatMap(([name, { each }]) => (each === undefined ? [] : [[name, readEach(moment.each, each)]]));
  const constants = deriveFacts(
    { facts: shared },
    { ...sources, read: readerOf(moment, {}), given: Object.fromEntries(ofEach) },
  );
  const later = facts.filter(
    ([name, { measure, group }]) => own.has(name) && measure === undefined && group === undefined,
  );
  const direct = facts.flatMap(([name, fact]): [string, (row: SubjectRow) => unknown][] =>
    own.has(name) && (fact.measure ?? fact.group) !== undefined ? [[name, directReader(fact, moment)]] : [],
  );
  return (row) => {
    const values: Record<string, unknown> = { ...constants };
    for (const [name, read] of direct) {
      const value = read(row);
      if (value !== undefined && value !== null) values[name] = value;
    }
    if (later.length === 0) return values;
    return { ...values, ...deriveFacts(ruleSet, { ...sources, read: readerOf(moment, row.group), given: values }) };
  };
};

const pick = ({ organizationChain, used }: SubjectMoment) => ({
  ...(organizationChain && { organizationChain }),
  ...(used && { used }),
});

/** A calculation may lead to anything, so it is made for every group. */
const dependsOnGroup = ({ measure, group, parameter, by = {}, ...made }: FactDeclaration): boolean =>
  measure !== undefined ||
  group !== undefined ||
  (made.calculate ?? made.span ?? made.moved) !== undefined ||
  (parameter !== undefined && Object.values(by).some((source) => !(source.startsWith('=') || isOfEach(source))));

const isOfEach = (path: string): boolean => path.startsWith('each.') || path.startsWith('$');

/** `$asOf`, `each.<path>`, `$id` and `$organization` of that record, or a key of the group. */
const readerOf =
  ({ asOf, each }: SubjectMoment, group: SubjectRow['group']) =>
  (path: string): unknown => {
    if (path === '$asOf') return asOf;
    return isOfEach(path) ? readEach(each, path.replace(/^each\./, '')) : group[path];
  };

export const readEach = (each: SubjectMoment['each'], path: string): unknown => {
  if (path === '$id') return each?.id;
  if (path === '$organization') return each?.organization;
  return getPath(each?.data, path);
};

const directReader = (fact: FactDeclaration, { aggregates }: SubjectMoment): ((row: SubjectRow) => unknown) => {
  const { group, measure = '' } = fact;
  if (group !== undefined) return (row) => row.group[group];
  const absent = startsAtZero(measure, aggregates) ? 0 : undefined;
  const [key = '', name = ''] = measure.split('.');
  return (row) => row.measures[key]?.[name] ?? absent;
};

const zeroes = new Set(['count', 'countDistinct', 'sum']);

const startsAtZero = (measure: string, aggregates: SubjectMoment['aggregates']): boolean => {
  const [key = '', name = ''] = measure.split('.');
  const declared = aggregates.get(key)?.measures[name];
  return declared !== undefined && 'function' in declared && zeroes.has(String(declared.function));
};
