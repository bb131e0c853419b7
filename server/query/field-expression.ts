import { type Expression, sql } from 'kysely';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { jsonColumn } from '../storage/json-column.ts';
import { moduleColumn } from '../storage/module-columns.ts';
import { hasColumn } from '../storage/module-layout.ts';

const systemColumns: Record<string, string> = {
  $state: 'm.state',
  $organization: 'm.organization',
  $owner: 'm.owner',
  $created: 'm.created_at',
  $modified: 'm.modified_at',
  $title: 'r.title',
  $due: 'r.due_at',
  $regime: 'r.regime',
  $parent: 'm.parent_id',
  $root: 'm.root_id',
};

/** Facts that lie in the header alone; a statement that names one needs the `record` beside the module table. */
export const headerFacts: ReadonlySet<string> = new Set(['$title', '$due', '$regime']);

/** Where a fact of a record lies: a system column, a column of its own, or a path in its JSON. Aliases: `r` record, `m` module table. */
export const factExpression = (
  module: CompiledModule,
  dialect: 'sqlite' | 'mariadb',
  fact: string,
): Expression<unknown> => {
  const system = systemColumns[fact];
  if (system !== undefined) return sql.ref(system);
  const field = module.fields.get(fact);
  if (field !== undefined && hasColumn(field))
    return sql.ref(`m.${moduleColumn(dialect, { path: fact, ...field }).name}`);
  return sql.raw(jsonColumn(dialect, 'm.data', fact, field?.type ?? 'text'));
};
