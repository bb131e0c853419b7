import { type Expression, sql } from 'kysely';
import { foldCertain } from '#engine/aggregate/fold-condition.ts';
import { type OperandSources, resolveOperand } from '#engine/aggregate/operand.ts';
import { sourceFacts } from '#engine/aggregate/source-facts.ts';
import { constantTypes, resolveCondition } from '#engine/aggregate/where.ts';
import type { Condition, DescendantsOf, FactType, FactTypes } from '#engine/condition/condition.ts';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { profileKey } from '#engine/parameter/profile.ts';
import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { conditionToSql } from '../../storage/condition-sql.ts';
import type { SqlDialect } from '../../storage/sql-dialect.ts';
import { treeOf } from '../code-tree.ts';
import { factExpression, headerFacts } from '../field-expression.ts';
import type { Elements } from './covering-index.ts';
import { type DatedColumn, datedColumn } from './dated-column.ts';
import type { AggregatePlace, AggregateQuestion } from './question.ts';

/** One aggregate about to be asked: its rows and what reads them. */
export interface Source {
  readonly place: AggregatePlace;
  readonly question: AggregateQuestion;
  readonly aggregate: AggregateDefinition;
  readonly module: CompiledModule;
  readonly dialect: SqlDialect;
  readonly types: FactTypes;
  readonly sources: OperandSources;
  /** Of which rows: the condition with its operands resolved. */
  readonly where: Condition | undefined;
  /** The index that holds all the aggregate reads. */
  readonly index: string | undefined;
  /** By their words, the columns that stand for what several fields say, where that index holds them. */
  readonly settled: ReadonlyMap<string, Expression<unknown>>;
  /** The rows of values that are read in the place of records. */
  readonly elements?: Elements;
  /** What a window `since` begins with. */
  readonly event: Source | undefined;
  /** Values dated fields had on the day asked for, where they changed since. */
  readonly dated: ReadonlyMap<string, DatedColumn>;
  /** Facts of the header that were read so far: their statement joins it. */
  readonly header: Set<string>;
  readonly typeOf: (fact: string) => FactType;
  readonly column: (fact: string) => Expression<unknown>;
  /** True where the condition, its operands resolved, is true. */
  readonly truth: (condition: Condition) => Expression<unknown>;
  /** The condition with its operands resolved. */
  readonly resolved: (condition: Condition) => Condition;
  /** True where such a condition is true. */
  readonly kept: (resolved: Condition) => Expression<unknown>;
  readonly operand: (operand: unknown, group?: Readonly<Record<string, string | null>>) => unknown;
}

/** What was looked up for a source. */
interface Opened extends Pick<Source, 'event'>, Partial<Pick<Source, 'settled'>> {
  readonly changed: ReadonlySet<string>;
}

export const sourceOf = (
  place: AggregatePlace,
  aggregate: AggregateDefinition,
  question: AggregateQuestion,
  { changed, event, settled = new Map() }: Opened,
): Source => {
  const { catalog, dialect } = place;
  const module = catalog.module(aggregate.source);
  const types = sourceFacts(module);
  const header = new Set<string>();
  const sources = operandSources(place, question);
  const tree = treeOf(catalog, module);
  const dated = datedColumns(place, aggregate, question, changed);
  const column = (fact: string): Expression<unknown> => {
    if (headerFacts.has(fact)) header.add(fact);
    return settled.get(fact) ?? dated.get(fact)?.column ?? columnOf(module, dialect, fact);
  };
  const each = aggregate.each === undefined ? {} : sourceFacts(catalog.module(aggregate.each));
  const eachTree: DescendantsOf | undefined =
    aggregate.each === undefined ? undefined : treeOf(catalog, catalog.module(aggregate.each));
  const allTypes = { ...types, ...constantTypes, $where: 'boolean' as const, $element: 'code' as const };
  const kept = (condition: Condition) => conditionToSql(condition, allTypes, { column, dialect, tree }, true);
  const resolved = (condition: Condition) => resolveCondition(condition, { source: types, each }, sources, eachTree);
  return {
    ...{ place, question, aggregate, module, dialect, types, sources, event, dated, header, column, settled },
    ...{ resolved, kept },
    index: undefined,
    where: aggregate.where && foldCertain(resolved(aggregate.where)),
    typeOf: (fact) => types[fact] ?? 'text',
    truth: (condition) => kept(resolved(condition)),
    operand: (operand, group) => resolveOperand(operand, sources, group),
  };
};

const datedColumns = (
  place: AggregatePlace,
  aggregate: AggregateDefinition,
  question: AggregateQuestion,
  changed: ReadonlySet<string>,
): ReadonlyMap<string, DatedColumn> => {
  const module = place.catalog.module(aggregate.source);
  const types = sourceFacts(module);
  return new Map(
    [...changed].map((field, index) => {
      const now = columnOf(module, place.dialect, field);
      return [
        field,
        datedColumn(place, aggregate, question, { field, type: types[field] ?? 'text', now, place: index }),
      ];
    }),
  );
};

const operandSources = (
  { catalog }: AggregatePlace,
  { asOf, each, profile, organizationChain }: AggregateQuestion,
): OperandSources => ({
  asOf,
  parameters: catalog.definitions.parameter,
  codeLists: catalog.definitions.codes,
  ...(each && { each }),
  ...(profile !== undefined && { dimensions: { [profileKey]: profile } }),
  ...(organizationChain && { organizationChain }),
});

const constants: Readonly<Record<string, Expression<unknown>>> = {
  $true: sql`1`,
  $unknown: sql`null`,
  $id: sql.ref('m.id'),
};

const columnOf = (module: CompiledModule, dialect: SqlDialect, fact: string): Expression<unknown> =>
  constants[fact] ?? factExpression(module, dialect, fact);
