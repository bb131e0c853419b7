import { type Expression, type SqlBool, sql } from 'kysely';
import { checkCondition } from '#engine/condition/check.ts';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { conditionToSql } from '../storage/condition-sql.ts';
import { treeOf } from './code-tree.ts';
import { listFilter } from './list-filter.ts';
import { seesSensitive } from './present-record.ts';
import { askableFacts } from './sensitive-fields.ts';

/**
 * What the fields in an address keep (`field__gte=…`), of what this actor may ask for.
 * @throws Problem invalid-input naming each unknown field, operator or value.
 */
export const listCondition = (
  context: Context,
  module: CompiledModule,
  filters: Iterable<readonly [string, string]>,
  column: (fact: string) => Expression<unknown>,
): Expression<SqlBool> => {
  const types = askableFacts(module, seesSensitive(context, module.definition.key));
  const { condition, issues } = listFilter(filters, types);
  const found = [...issues, ...(condition ? checkCondition(condition, types) : [])];
  if (found.length > 0) throw problem('invalid-input', { issues: found });
  if (condition === undefined) return sql<SqlBool>`1 = 1`;
  const options = { column, dialect: context.storage.dialect, tree: treeOf(context.catalog, module) };
  return conditionToSql(condition, types, options, true);
};
