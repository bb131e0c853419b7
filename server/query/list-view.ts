import { type Expression, type SqlBool, sql } from 'kysely';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { problem } from '#engine/problem.ts';
import type { ViewDefinition } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';
import { recordCondition } from './record-condition.ts';

/** The member of a list's address that names a view: `view=key`. */
export const viewName = 'view';

/** The view a list is asked as; undefined for the plain list of the module. Problem `invalid-input` for an unknown one. */
export const viewOf = (
  { catalog }: Context,
  module: CompiledModule,
  filters: Iterable<readonly [string, string]>,
): ViewDefinition | undefined => {
  const key = [...filters].find(([name]) => name === viewName)?.[1];
  if (key === undefined) return undefined;
  const view = catalog.definitions.view.get(key);
  if (view?.record === module.definition.key) return view;
  throw problem('invalid-input', {
    issues: [{ path: `/${viewName}`, code: 'query.unknownField', params: { field: key } }],
  });
};

/** What a list keeps as a view. */
export const listView = (
  context: Context,
  module: CompiledModule,
  filters: Iterable<readonly [string, string]>,
  column: (fact: string) => Expression<unknown>,
): Expression<SqlBool> => {
  const filter = viewOf(context, module, filters)?.filter;
  return filter === undefined ? sql<SqlBool>`1 = 1` : recordCondition(context, module, filter, column);
};
