import { type Expression, sql } from 'kysely';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { jsonColumn } from '../storage/json-column.ts';

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

/** The name of the generated column of a field path. */
export const generatedColumn = (path: string): string => `f_${path.replaceAll('.', '__')}`;

/** Where a fact of a record lies: a system column, a generated column, or a path in its JSON. Aliases: `r` record, `m` module table. */
export const factExpression = (
  module: CompiledModule,
  dialect: 'sqlite' | 'mariadb',
  fact: string,
): Expression<unknown> => {
  const system = systemColumns[fact];
  if (system !== undefined) return sql.ref(system);
  const field = module.fields.get(fact);
  if (field && (field.list || field.query || field.index)) return sql.ref(`m.${generatedColumn(fact)}`);
  return sql.raw(jsonColumn(dialect, 'm.data', fact, field?.type ?? 'text'));
};
