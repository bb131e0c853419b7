import jsonLogic from 'json-logic-js';
import { surveyLogic } from '../form/calculate/logic.ts';
import { durationOf } from '../parameter/duration.ts';
import type { ChainLink, ParameterAnswer } from '../parameter/lookup.ts';
import { parameterIn } from '../parameter/profile.ts';
import type {
  CalendarDefinition,
  FactDeclaration,
  ParameterDefinition,
  RuleSetDefinition,
} from '../schema/types.gen.ts';
import { isCivilDate, isInstant, toDay } from '../time.ts';
import { accruedFact } from './accrued-fact.ts';
import { movedFact, spanFact } from './date-fact.ts';

/** Where the facts of a rule set come from for one record. */
export interface FactSources {
  /** A field of the record, `input.<path>` or a fact that begins with `$`. */
  readonly read: (path: string) => unknown;
  readonly parameters: ReadonlyMap<string, ParameterDefinition>;
  /** What working days are counted by. */
  readonly calendars: ReadonlyMap<string, CalendarDefinition>;
  readonly regime: string | null;
  /** The organization of the record and those above it. */
  readonly organizationChain?: readonly ChainLink[];
  /** Facts that need a database by name: aggregates, clocks, documents, organizations. They go before everything else. */
  readonly given?: Readonly<Record<string, unknown>>;
  /** Told of every parameter that was read, whatever it answered. */
  readonly used?: (use: ParameterUse) => void;
}

/** A value of a parameter that a fact was taken from. */
export interface ParameterUse extends Partial<Pick<ParameterAnswer, 'value' | 'from' | 'basis'>> {
  readonly fact: string;
  readonly key: string;
  /** The civil date it was asked at. */
  readonly date: string;
}

/**
 * The values of all facts of a rule set. One that cannot be known is absent: no value in the record, no date for a dated
 * parameter, none of its values in force, or a calculation over something absent.
 */
export const deriveFacts = (
  ruleSet: Pick<RuleSetDefinition, 'facts'>,
  sources: FactSources,
): Record<string, unknown> => {
  const values = new Map<string, unknown>();
  const factOf = (name: string): unknown => {
    if (values.has(name)) return values.get(name);
    // A fact that leads back to itself is absent; the checks refuse such a set.
    values.set(name, undefined);
    const declaration = Object.hasOwn(ruleSet.facts, name) ? ruleSet.facts[name] : undefined;
    const value = declaration === undefined ? undefined : resolve(name, declaration, sources, factOf);
    values.set(name, value);
    return value;
  };
  for (const name of Object.keys(ruleSet.facts)) factOf(name);
  return Object.fromEntries([...values].filter(([, value]) => value !== undefined && value !== null));
};

const resolve = (
  name: string,
  declaration: FactDeclaration,
  sources: FactSources,
  factOf: (name: string) => unknown,
): unknown => {
  const { given = {} } = sources;
  if (Object.hasOwn(given, name)) return given[name];
  if (declaration.field !== undefined) return sources.read(declaration.field);
  if (declaration.parameter !== undefined) return parameterFact(name, declaration, sources);
  if (declaration.accrue !== undefined) return accruedFact(declaration.accrue, factOf);
  const dates = { factOf, calendars: sources.calendars };
  if (declaration.span !== undefined) return spanFact(declaration.span, dates);
  if (declaration.moved !== undefined) return movedFact(declaration.moved, dates);
  return declaration.calculate === undefined ? undefined : calculated(declaration.calculate, factOf);
};

const parameterFact = (fact: string, declaration: FactDeclaration, sources: FactSources): unknown => {
  const parameter = sources.parameters.get(declaration.parameter ?? '');
  const at = declaration.at === undefined ? undefined : sources.read(declaration.at);
  if (parameter === undefined || !(isCivilDate(at) || isInstant(at))) return undefined;
  const dimensions = dimensionsOf(declaration, sources);
  const date = toDay(at);
  const answer = parameterIn(sources.parameters, parameter.key, {
    date,
    dimensions,
    ...(sources.organizationChain && { organizationChain: sources.organizationChain }),
  });
  sources.used?.({ fact, key: parameter.key, date, ...answer });
  return parameter.type === 'duration' ? durationOf(parameter, answer?.value)?.length : answer?.value;
};

/** `=text` is the text itself, else a field; the regime of the record is known without being named. */
const dimensionsOf = ({ by = {} }: FactDeclaration, { read, regime }: FactSources): Record<string, string> => {
  const dimensions: Record<string, string> = regime === null ? {} : { regime };
  for (const [name, source] of Object.entries(by)) {
    const value = source.startsWith('=') ? source.slice(1) : read(source);
    if (typeof value === 'string') dimensions[name] = value;
  }
  return dimensions;
};

const factsBehind = new WeakMap<object, readonly string[]>();

/** The facts a calculation reads: it is made for every subject, and says the same each time. */
const factsIn = (logic: unknown): readonly string[] => {
  const place = typeof logic === 'object' && logic !== null ? logic : undefined;
  const known = place && factsBehind.get(place);
  if (known !== undefined) return known;
  const uses = surveyLogic(logic).uses.filter((use) => !use.inItem && use.path !== '');
  const names = [...new Set(uses.map(({ path }) => path.split('.')[0] ?? ''))];
  if (place !== undefined) factsBehind.set(place, names);
  return names;
};

/** JSONLogic over the other facts; `null` in it would count as zero, so anything absent makes the result absent. */
const calculated = (logic: unknown, factOf: (name: string) => unknown): unknown => {
  const data: Record<string, unknown> = {};
  for (const name of factsIn(logic)) {
    const value = factOf(name);
    if (value === undefined || value === null) return undefined;
    data[name] = value;
  }
  const result: unknown = jsonLogic.apply(logic as jsonLogic.RulesLogic, data);
  return typeof result === 'number' && !Number.isFinite(result) ? undefined : result;
};
