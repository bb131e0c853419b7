import { type Expression, type SqlBool, sql } from 'kysely';
import { constantCondition, foldCondition } from '#engine/aggregate/fold-condition.ts';
import { measureType } from '#engine/aggregate/measure-type.ts';
import { sourceFacts } from '#engine/aggregate/source-facts.ts';
import { constantTypes } from '#engine/aggregate/where.ts';
import { compileCondition } from '#engine/condition/compile.ts';
import {
  type Condition,
  type ConditionLeaf,
  type DescendantsOf,
  type FactTypes,
  operandFact,
  operandShift,
} from '#engine/condition/condition.ts';
import { parseValue } from '#engine/condition/value.ts';
import type { Catalog } from '#engine/definition/catalog.ts';
import { factTypesOf, type RuleSet } from '#engine/rule/rule-set.ts';
import type { AggregateDefinition, FactDeclaration, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { conditionToSql } from '../../storage/condition-sql.ts';
import type { AggregateQuestion } from '../aggregate/question.ts';

/** What decides whether a database can tell by itself about which subjects a rule set speaks. */
export interface ScreenSource {
  readonly catalog: Catalog;
  readonly dialect: 'sqlite' | 'mariadb';
  readonly ruleSet: RuleSetDefinition;
  /** Names of the facts its conditions read. */
  readonly names: ReadonlySet<string>;
  /** Those all subjects share, with their values; one that is missing has none. */
  readonly shared: ReadonlySet<string>;
  readonly values: Readonly<Record<string, unknown>>;
  readonly tree?: DescendantsOf;
}

const counted: ReadonlySet<string | undefined> = new Set(['count', 'countDistinct', 'sum', 'min', 'max']);
/** Types of which the column of a measure is what a condition compares. */
const plain: ReadonlySet<string> = new Set([
  'integer',
  'money',
  'date',
  'instant',
  'code',
  'region',
  'text',
  'boolean',
]);

/**
 * The one aggregate a rule set's subjects come from, where its conditions read nothing of a subject but keys of the
 * group and measures that the aggregate's statement gives; undefined otherwise.
 */
export const screenedAggregate = ({
  catalog,
  ruleSet,
  names,
  shared,
}: ScreenSource): AggregateDefinition | undefined => {
  const { from = [], keys = [] } = ruleSet.subject ?? {};
  const aggregate = from.length === 1 ? catalog.definitions.aggregate.get(from[0] ?? '') : undefined;
  if (aggregate === undefined || ruleSet.hit === 'first') return undefined;
  const own = new Set((aggregate.groupBy ?? []).map(({ key }) => key));
  if (own.size !== keys.length || keys.some((key) => !own.has(key))) return undefined;
  const types = sourceFacts(catalog.module(aggregate.source));
  const reads = (fact: FactDeclaration): boolean => {
    if (fact.group !== undefined) return own.has(fact.group);
    const measure = aggregate.measures[measureOf(aggregate, fact) ?? ''];
    return measure !== undefined && counted.has(measure.function) && plain.has(measureType(measure, types) ?? '');
  };
  const owned = [...names].filter((name) => !shared.has(name)).map((name) => ruleSet.facts[name]);
  return owned.every((fact) => fact !== undefined && reads(fact)) ? aggregate : undefined;
};

/** The measure of this aggregate that a fact is. */
const measureOf = ({ key }: AggregateDefinition, { measure }: FactDeclaration): string | undefined =>
  measure?.startsWith(`${key}.`) ? measure.slice(key.length + 1) : undefined;

type Having = NonNullable<AggregateQuestion['having']>;

/** True of the groups about which a rule speaks; undefined where the conditions cannot be asked so. */
export const screenSql = (source: ScreenSource, aggregate: AggregateDefinition): Having | undefined => {
  const { ruleSet, dialect, tree } = source;
  const types: FactTypes = { ...factTypesOf(ruleSet as RuleSet), ...constantTypes };
  const conditions = ruleSet.rules.map((rule) => ({ rule, when: bound(rule.when as Condition, source, types) }));
  if (conditions.some(({ when }) => when === undefined)) return undefined;
  const keys = ruleSet.subject?.keys ?? [];
  return (column) => {
    const options = {
      dialect,
      column: (fact: string) => columnOf(source, aggregate, fact, column),
      ...(tree && { tree }),
    };
    const speaks = conditions.map(({ rule, when = constantCondition(true) }) => {
      const folded = foldCondition(when);
      if (rule.unknown === 'ignore') return conditionToSql(folded, types, options, true);
      return sql<SqlBool>`case when ${conditionToSql(folded, types, options, false)} then 0 else 1 end = 1`;
    });
    // A group without a value for a key is nobody.
    const whole = keys.map((key) => sql<SqlBool>`${column(key)} <> ''`);
    return sql<SqlBool>`${sql.join([...whole, sql`(${sql.join(speaks, sql` or `)})`], sql` and `)}`;
  };
};

const columnOf = (
  { ruleSet }: ScreenSource,
  aggregate: AggregateDefinition,
  fact: string,
  column: (name: string) => Expression<unknown>,
): Expression<unknown> => {
  if (fact === '$true') return sql`1`;
  if (fact === '$unknown') return sql`null`;
  const declared = ruleSet.facts[fact] ?? { type: 'text' as const };
  return column(declared.group ?? measureOf(aggregate, declared) ?? '');
};

/** The condition with what all subjects share put in; undefined where that cannot be done. */
const bound = (condition: Condition, source: ScreenSource, types: FactTypes): Condition | undefined => {
  if ('not' in condition) {
    const inner = bound(condition.not, source, types);
    return inner && { not: inner };
  }
  if ('fact' in condition) return boundLeaf(condition, source, types);
  const members = ('all' in condition ? condition.all : condition.any).map((one) => bound(one, source, types));
  const known = members.filter((one) => one !== undefined);
  if (known.length < members.length) return undefined;
  return 'all' in condition ? { all: known } : { any: known };
};

const boundLeaf = (leaf: ConditionLeaf, source: ScreenSource, types: FactTypes): Condition | undefined => {
  const { shared, values, tree } = source;
  const other = operandFact(leaf.value);
  if (shared.has(leaf.fact)) {
    if (other !== undefined && !shared.has(other)) return undefined;
    return constantCondition(compileCondition(leaf, types, tree && { tree })((fact) => values[fact]));
  }
  if (other === undefined || !shared.has(other)) return leaf;
  const type = types[leaf.fact];
  if (type === undefined || types[other] !== type || operandShift(leaf.value) !== undefined) return undefined;
  const value = values[other];
  return parseValue(type, value) === undefined ? constantCondition(null) : { ...leaf, value };
};
