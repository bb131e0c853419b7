import { type CompiledCondition, compileCondition, leavesOf, usedFacts } from '../condition/compile.ts';
import { type Condition, type FactTypes, operandFact } from '../condition/condition.ts';
import { operatorSemantics, operators } from '../condition/operator/list.ts';
import type { CompiledModule } from '../definition/catalog.ts';
import { canonicalJson } from '../json.ts';
import type { AggregateDefinition, AggregateGroup, CoalescePart } from '../schema/types.gen.ts';
import { isCodesOperand, isOperand } from './operand.ts';
import { sourceFacts } from './source-facts.ts';
import { resolveCondition } from './where.ts';

/**
 * What of an aggregate is known when a record is written, and so may have a column of its own. Indexes name it `$where`:
 * whether those members of the condition are true that ask nothing but the record's own fields; and `$key`: the one key
 * that is taken from several fields.
 */
interface SettledFact {
  readonly word: '$where' | '$key';
  readonly aggregate: string;
  /** What the value means: where this is the same, it is the same for every record. */
  readonly identity: string;
}

export interface SettledWhere extends SettledFact {
  readonly word: '$where';
  readonly holds: CompiledCondition;
}

export interface SettledKey extends SettledFact {
  readonly word: '$key';
  readonly parts: readonly CoalescePart[];
}

/** The members of a condition that are settled when a record is written, and the others. */
export const splitWhere = ({ where }: Pick<AggregateDefinition, 'where'>) => {
  const whole = where as Condition | undefined;
  const members = whole === undefined ? [] : 'all' in whole ? whole.all : [whole];
  const settled = members.filter(isSettled);
  return { settled, rest: members.filter((member) => !settled.includes(member)) };
};

/** Asks only fields; what stands beside them is literal, another field or chosen from a code list, and no tree is needed. */
const isSettled = (condition: Condition): boolean =>
  leavesOf(condition).every(({ fact, operator, value }) => {
    const items = Array.isArray(value) ? value : [value];
    return (
      isField(fact) &&
      isField(operandFact(value) ?? fact) &&
      operators.get(operator)?.operand !== 'ancestor' &&
      items.every((item) => isCodesOperand(item) || !isOperand(item))
    );
  });

const isField = (fact: string): boolean => !(fact.startsWith('$') || fact.startsWith('each.'));

/** The group whose key is taken from several fields, where it is the only group. */
export const settledGroup = ({ groupBy = [] }: Pick<AggregateDefinition, 'groupBy'>): AggregateGroup | undefined =>
  groupBy.length === 1 && groupBy[0]?.coalesce !== undefined ? groupBy[0] : undefined;

/** Fields a key is made from. */
const keyFields = ({ coalesce }: AggregateGroup): readonly string[] =>
  (coalesce ?? []).flatMap(({ field, fields = [] }) => (field === undefined ? fields : [field, ...fields]));

/** A day on which everything of a code list counts that has no end. */
const openEnd = '9999-12-31';

/** The settled part of an aggregate's condition on a day; undefined where there is none. */
export const settledWhere = (
  module: CompiledModule,
  aggregate: AggregateDefinition,
  asOf = openEnd,
): SettledWhere | undefined => {
  const { settled } = splitWhere(aggregate);
  if (settled.length === 0) return undefined;
  const types: FactTypes = sourceFacts(module);
  const sources = { asOf, parameters: new Map(), codeLists: module.codes };
  const condition = resolveCondition({ all: settled }, { source: types, each: {} }, sources);
  const used = Object.fromEntries(usedFacts(condition).map((fact) => [fact, types[fact] ?? '']));
  return {
    word: '$where',
    aggregate: aggregate.key,
    identity: canonicalJson({ condition, used, semantics: operatorSemantics }),
    holds: compileCondition(condition, { ...types, $true: 'boolean', $unknown: 'boolean' }),
  };
};

const settledKey = (module: CompiledModule, aggregate: AggregateDefinition): SettledKey | undefined => {
  const group = settledGroup(aggregate);
  if (group === undefined) return undefined;
  const types = sourceFacts(module);
  const used = Object.fromEntries(keyFields(group).map((field) => [field, types[field] ?? '']));
  const parts = group.coalesce ?? [];
  return { word: '$key', aggregate: aggregate.key, parts, identity: canonicalJson({ parts, used }) };
};

const ready = new WeakMap<CompiledModule, readonly (SettledWhere | SettledKey)[]>();

/** Those that an index of an aggregate over the module names. */
export const settledFacts = (module: CompiledModule): readonly (SettledWhere | SettledKey)[] => {
  const known = ready.get(module);
  if (known !== undefined) return known;
  const made = module.aggregates.flatMap((aggregate) => {
    const named = new Set((aggregate.index ?? []).flat());
    return [
      ...(named.has('$where') ? [settledWhere(module, aggregate)] : []),
      ...(named.has('$key') ? [settledKey(module, aggregate)] : []),
    ].filter((one) => one !== undefined);
  });
  ready.set(module, made);
  return made;
};
