import { type Expression, type SqlBool, sql } from 'kysely';
import type { Context } from '../command/context.ts';
import { inScope, reachesAny, type Scope, scopeOf } from '../storage/scope.ts';

const scopesOf = ({ catalog, actor }: Context, module: string): readonly Scope[] =>
  (['read', 'report'] as const).map((operation) => scopeOf(catalog.definitions.role, actor, module, operation));

/** Whether the actor may see figures of a module: of records he may read, or that he may only count. */
export const mayCount = (context: Context, module: string): boolean => scopesOf(context, module).some(reachesAny);

/** Whether anything that is counted may be opened. */
export const mayOpen = ({ catalog, actor }: Context, module: string): boolean =>
  reachesAny(scopeOf(catalog.definitions.role, actor, module, 'read'));

/** The records that figures shown to the actor are made of, over a `record` aliased `r`. */
export const countedBy = (context: Context, module: string, initialStates: readonly string[]): Expression<SqlBool> =>
  sql<SqlBool>`(${sql.join(
    scopesOf(context, module).map((scope) => inScope(scope, initialStates)),
    sql` or `,
  )})`;
