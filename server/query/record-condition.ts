import type { Expression, SqlBool } from 'kysely';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { recordFacts } from '#engine/definition/facts.ts';
import type { ConditionJson } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';
import { conditionToSql } from '../storage/condition-sql.ts';
import { treeOf } from './code-tree.ts';

/** A condition over a record's facts, as a predicate of a list; what cannot be said is not kept. */
export const recordCondition = (
  { catalog, storage }: Context,
  module: CompiledModule,
  condition: ConditionJson,
  column: (fact: string) => Expression<unknown>,
): Expression<SqlBool> => {
  const options = { column, dialect: storage.dialect, tree: treeOf(catalog, module) };
  return conditionToSql(condition, recordFacts(module), options, true);
};
