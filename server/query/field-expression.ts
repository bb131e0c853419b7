import { type Expression, sql } from 'kysely';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { jsonColumn } from '../storage/json-column.ts';
import { columnName } from '../storage/module-tables.ts';

const systemColumns: Record<string, string> = {
  $state: 'r.state',
  $organization: 'r.organization',
  $owner: 'r.owner',
  $created: 'r.created_at',
  $modified: 'r.modified_at',
  $title: 'r.title',
  $due: 'r.due_at',
  $regime: 'r.regime',
  $parent: 'r.parent_id',
  $root: 'r.root_id',
};

/** Fields of these types hold many values and have no column. */
const sets: ReadonlySet<string> = new Set(['codes', 'users', 'files', 'rows']);

/** Where a fact of a record lies: a system column, a generated column, or a path in its JSON. Aliases: `r` record, `m` module table. */
export const factExpression = (
  module: CompiledModule,
  dialect: 'sqlite' | 'mariadb',
  fact: string,
): Expression<unknown> => {
  const system = systemColumns[fact];
  if (system !== undefined) return sql.ref(system);
  const field = module.fields.get(fact);
  const hasColumn = field !== undefined && !sets.has(field.type) && (field.list || field.query || field.index);
  if (hasColumn) return sql.ref(`m.${columnName(fact)}`);
  return sql.raw(jsonColumn(dialect, 'm.data', fact, field?.type ?? 'text'));
};
