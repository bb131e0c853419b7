import type { ReadFact } from '../condition/condition.ts';
import { isObject } from '../json.ts';
import { durationOf } from '../parameter/duration.ts';
import type { ChainLink } from '../parameter/lookup.ts';
import { type Parameters, parameterIn } from '../parameter/profile.ts';
import { problem } from '../problem.ts';
import type { AggregateOperand, CodesDefinition } from '../schema/types.gen.ts';

/** What operands are resolved from: the date asked for, and the record `each` where there is one. */
export interface OperandSources {
  /** The civil date at which parameters are asked. */
  readonly asOf: string;
  readonly parameters: Parameters;
  /** What operands {codes} choose from. */
  readonly codeLists?: ReadonlyMap<string, CodesDefinition>;
  readonly each?: ReadFact;
  /** Dimensions known beforehand, such as the profile in force. */
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly organizationChain?: readonly ChainLink[];
}

/** The codes of a list whose `ext` holds what `where` says, at the date asked for. */
export interface CodesOperand {
  readonly codes: string;
  readonly where?: Readonly<Record<string, unknown>>;
}

export type ParameterOperand = Extract<AggregateOperand, { readonly parameter: string }>;

const eachPrefix = 'each.';

/** The path of a fact or dimension that reads the record `each`. */
export const eachPath = (name: string): string | undefined =>
  name.startsWith(eachPrefix) ? name.slice(eachPrefix.length) : undefined;

export const isParameterOperand = (value: unknown): value is ParameterOperand =>
  isObject(value) && typeof value.parameter === 'string';

export const isEachOperand = (value: unknown): value is { readonly each: string } =>
  isObject(value) && typeof value.each === 'string' && Object.keys(value).length === 1;

export const isCodesOperand = (value: unknown): value is CodesOperand =>
  isObject(value) &&
  typeof value.codes === 'string' &&
  Object.keys(value).every((key) => key === 'codes' || key === 'where');

/** Whether a value, or an item of a list of values, is found only when it is asked. */
export const isOperand = (value: unknown): boolean =>
  isParameterOperand(value) || isEachOperand(value) || isCodesOperand(value);

/**
 * The value of an operand; undefined where the record `each` has none. In `by`, a name that is neither =text nor
 * each.<path> is a group key, looked up in `group`.
 * @throws Problem invalid-input when a parameter has no value on the date.
 */
export const resolveOperand = (
  operand: unknown,
  sources: OperandSources,
  group: Readonly<Record<string, string | null>> = {},
): unknown => {
  if (isParameterOperand(operand)) return parameterValue(operand, sources, group);
  if (isCodesOperand(operand)) return codesValue(operand, sources);
  if (isEachOperand(operand)) return sources.each?.(operand.each) ?? undefined;
  return operand;
};

const parameterValue = (
  { parameter: key, by = {} }: ParameterOperand,
  sources: OperandSources,
  group: Readonly<Record<string, string | null>>,
): unknown => {
  const dimensions: Record<string, string> = { ...sources.dimensions };
  for (const [name, source] of Object.entries(by)) {
    const value = dimensionValue(source, sources, group);
    if (typeof value === 'string') dimensions[name] = value;
  }
  const definition = sources.parameters.get(key);
  const answer = parameterIn(sources.parameters, key, {
    date: sources.asOf,
    dimensions,
    ...(sources.organizationChain && { organizationChain: sources.organizationChain }),
  });
  if (definition === undefined || answer === undefined) throw noValue(definition?.title ?? key, sources.asOf);
  return definition.type === 'duration' ? durationOf(definition, answer.value)?.length : answer.value;
};

const codesValue = ({ codes, where = {} }: CodesOperand, { asOf, codeLists }: OperandSources): readonly string[] =>
  (codeLists?.get(codes)?.items ?? [])
    .filter(({ from = '', to = '9999-12-31', ext = {} }) => {
      const held = ext as Readonly<Record<string, unknown>>;
      return from <= asOf && asOf <= to && Object.entries(where).every(([name, wanted]) => held[name] === wanted);
    })
    .map(({ code }) => code);

const dimensionValue = (
  source: string,
  { each }: OperandSources,
  group: Readonly<Record<string, string | null>>,
): unknown => {
  if (source.startsWith('=')) return source.slice(1);
  const path = eachPath(source);
  return path === undefined ? group[source] : each?.(path);
};

const noValue = (parameter: unknown, date: string) =>
  problem('invalid-input', {
    issues: [{ path: '', code: 'aggregate-parameter-none', params: { parameter, date } }],
  });
