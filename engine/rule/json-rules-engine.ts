import { Engine, type RuleResult, type TopLevelCondition } from 'json-rules-engine';
import { opposite } from '../condition/compile.ts';
import type { Condition, ConditionOptions, FactTypes, ReadFact, Truth } from '../condition/condition.ts';
import { type FactOperand, operatorSetOf, prepareLeaf, readOperand } from '../condition/leaf.ts';
import { type NormalForm, normalForm } from '../condition/normal-form.ts';
import type { Operator } from '../condition/operator/operator.ts';
import { type ConditionTrace, leafValues } from '../condition/trace.ts';
import { parseValue, type Value } from '../condition/value.ts';

interface Nested {
  readonly all?: readonly Nested[];
  readonly any?: readonly Nested[];
  readonly result?: boolean;
}

/**
 * Asks json-rules-engine each condition twice: in negation normal form as it is, and negated. A missing value makes a
 * leaf false both times, so a condition that holds neither way is unknown (Kleene). No priorities are given, so the
 * library values every leaf, and the traces come from its own results. Traces are in the order of `conditions`.
 */
export const askJsonRulesEngine = async (
  conditions: readonly Condition[],
  types: FactTypes,
  read: ReadFact,
  options: ConditionOptions = {},
): Promise<readonly ConditionTrace[]> => {
  if (conditions.length === 0) return [];
  // An engine of its own for each run: concurrent runs of one engine end one another.
  const engine = new Engine();
  for (const operator of operatorSetOf(options).byKey.values()) addOperator(engine, operator);
  const operands = new Map<string, FactOperand>();
  conditions.forEach((condition, index) => {
    for (const wanted of [true, false]) {
      const form = normalForm(condition, wanted);
      engine.addRule({
        name: ruleName(index, wanted),
        conditions: topLevel(toLibrary(form, { types, options, operands })),
        event: { type: ruleName(index, wanted) },
      });
    }
  });
  const facts = { ...parseFacts(types, read), ...operandFacts(operands, read) };
  const { results, failureResults } = await engine.run(facts);
  const byName = new Map([...results, ...failureResults].map((result) => [result.name, result]));
  return conditions.map((condition, index) => {
    const [holds, fails] = [true, false].map((wanted) => rootOf(byName.get(ruleName(index, wanted)), condition));
    return readTrace(condition, holds ?? {}, fails ?? {}, read);
  });
};

const ruleName = (index: number, wanted: boolean): string => `${index} ${wanted ? 'holds' : 'fails'}`;
const operatorName = (key: string, wanted: boolean): string => (wanted ? key : `not ${key}`);

const addOperator = (engine: Engine, operator: Operator): void => {
  for (const wanted of [true, false])
    engine.addOperator(operatorName(operator.key, wanted), (actual: Value | null, expected: Value | null) => {
      if (operator.operand === 'none') return operator.test(actual ?? [], []) === wanted;
      return actual !== null && expected !== null && operator.test(actual, expected) === wanted;
    });
};

const parseFacts = (types: FactTypes, read: ReadFact): Record<string, Value | null> =>
  Object.fromEntries(Object.entries(types).map(([fact, type]) => [fact, parseValue(type, read(fact)) ?? null]));

/** Operands that are facts are given to the library under names of their own: they may be moved or read as another type. */
const operandFacts = (operands: ReadonlyMap<string, FactOperand>, read: ReadFact): Record<string, Value | null> =>
  Object.fromEntries([...operands].map(([name, operand]) => [name, readOperand(operand, read) ?? null]));

interface Translation {
  readonly types: FactTypes;
  readonly options: ConditionOptions;
  /** Filled on the way. */
  readonly operands: Map<string, FactOperand>;
}

const toLibrary = (form: NormalForm, to: Translation): object => {
  if ('all' in form) return { all: form.all.map((item) => toLibrary(item, to)) };
  if ('any' in form) return { any: form.any.map((item) => toLibrary(item, to)) };
  const { fact, operator, operand } = prepareLeaf(form.leaf, to.types, to.options);
  const value = operand && ('literal' in operand ? operand.literal : { fact: operandName(operand, to) });
  return { fact, operator: operatorName(operator.key, form.wanted), value: value ?? null };
};

const operandName = (operand: FactOperand, { operands }: Translation): string => {
  const name = `operand ${JSON.stringify(operand)}`;
  operands.set(name, operand);
  return name;
};

// The library wants a branch at the top.
const topLevel = (condition: object): TopLevelCondition =>
  ('fact' in condition ? { all: [condition] } : condition) as TopLevelCondition;

/** The results of the two askings, walked beside the condition they were made from. */
const readTrace = (condition: Condition, holds: Nested, fails: Nested, read: ReadFact): ConditionTrace => {
  // The negation of `not x` is x: what the one asking holds of the branch the other holds of its member.
  if ('not' in condition) {
    const inner = readTrace(condition.not, fails, holds, read);
    return { operator: 'not', result: opposite(inner.result), items: [inner] };
  }
  const result = answer(holds, fails);
  if (!('all' in condition) && !('any' in condition)) return { ...leafValues(condition, read), result };
  const [operator, members] = 'all' in condition ? ['all', condition.all] : ['any', condition.any];
  const items = members.map((member, index) => readTrace(member, memberOf(holds, index), memberOf(fails, index), read));
  return { operator, result, items };
};

const answer = (holds: Nested, fails: Nested): Truth => {
  if (holds.result) return true;
  return fails.result ? false : null;
};

const memberOf = (node: Nested, index: number): Nested => (node.all ?? node.any)?.[index] ?? {};

// The library writes the result of the top branch beside it, and topLevel may have wrapped a single leaf.
const rootOf = (result: RuleResult | undefined, condition: Condition): Nested => {
  const root: Nested = { ...(result?.conditions as Nested | undefined), result: result?.result === true };
  return 'leaf' in normalForm(condition) ? memberOf(root, 0) : root;
};
