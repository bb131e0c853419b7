import type { Condition } from '../../condition/condition.ts';
import { operandFact } from '../../condition/condition.ts';
import { durationOf } from '../../parameter/duration.ts';
import { parameterAt } from '../../parameter/lookup.ts';
import type { FactDeclaration, ParameterDefinition } from '../../schema/types.gen.ts';

/** From a date on, and for one choice of dimensions, the values of the parameters that conditions compare with. */
export interface ParameterWorld {
  /** undefined where no parameter is compared with. */
  readonly from: string | undefined;
  readonly dimensions: Readonly<Record<string, string>>;
  /** By fact; one without a value in force is absent. */
  readonly values: Readonly<Record<string, unknown>>;
}

type Facts = Readonly<Record<string, FactDeclaration>>;
type Parameters = ReadonlyMap<string, ParameterDefinition>;

const mostWorlds = 100;

/**
 * Every combination of values that the parameters behind the facts can have together: each date at which one of them
 * changes, times each choice of the dimensions their values name. Overrides by area are left out.
 */
export const parameterWorlds = (facts: Facts, parameters: Parameters): readonly ParameterWorld[] => {
  const used = Object.entries(facts).flatMap(([fact, declaration]) => {
    const parameter = parameters.get(declaration.parameter ?? '');
    return parameter === undefined ? [] : [{ fact, declaration, parameter }];
  });
  if (used.length === 0) return [{ from: undefined, dimensions: {}, values: {} }];
  const all = used.flatMap(({ parameter }) => parameter.values);
  const dates = [...new Set(all.map(({ from }) => from))].sort();
  const choices = choicesOf(all.flatMap(({ when }) => Object.entries(when ?? {})));
  const worlds = dates.flatMap((from) =>
    choices.map((dimensions) => ({
      from,
      dimensions,
      values: Object.fromEntries(
        used.flatMap(({ fact, declaration, parameter }) => {
          const value = valueIn(parameter, declaration, from, dimensions);
          return value === undefined ? [] : [[fact, value]];
        }),
      ),
    })),
  );
  const distinct = new Map(worlds.reverse().map((world) => [JSON.stringify(world.values), world]));
  return [...distinct.values()].reverse().slice(0, mostWorlds);
};

/** Every choice of one value for each name. */
const choicesOf = (named: readonly (readonly [string, string])[]): readonly Readonly<Record<string, string>>[] => {
  let choices: readonly Readonly<Record<string, string>>[] = [{}];
  for (const [name, pairs] of Map.groupBy(named, ([key]) => key)) {
    const values = [...new Set(pairs.map(([, value]) => value))];
    choices = choices.flatMap((choice) => values.map((value) => ({ ...choice, [name]: value }))).slice(0, mostWorlds);
  }
  return choices;
};

const valueIn = (
  parameter: ParameterDefinition,
  { by = {} }: FactDeclaration,
  date: string,
  choice: Readonly<Record<string, string>>,
): unknown => {
  const fixed = Object.entries(by).flatMap(([name, source]) =>
    source.startsWith('=') ? [[name, source.slice(1)]] : [],
  );
  const answer = parameterAt(parameter, { date, dimensions: { ...choice, ...Object.fromEntries(fixed) } });
  return parameter.type === 'duration' ? durationOf(parameter, answer?.value)?.length : answer?.value;
};

/** The condition with the values put in place of the facts; a fact without one stays. */
export const inWorld = (condition: Condition, values: ParameterWorld['values']): Condition => {
  if ('all' in condition) return { all: condition.all.map((member) => inWorld(member, values)) };
  if ('any' in condition) return { any: condition.any.map((member) => inWorld(member, values)) };
  if ('not' in condition) return { not: inWorld(condition.not, values) };
  const other = operandFact(condition.value);
  return other !== undefined && Object.hasOwn(values, other) ? { ...condition, value: values[other] } : condition;
};
