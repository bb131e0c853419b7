import { type Expression, type RawBuilder, sql } from 'kysely';
import type { FactType, FactTypes } from '#engine/condition/condition.ts';
import type { CompiledModule } from '#engine/definition/catalog.ts';

/** What every record has beside its fields, by the name definitions use. */
export const systemFacts: FactTypes = {
  $state: 'code',
  $organization: 'organization',
  $owner: 'user',
  $created: 'instant',
  $modified: 'instant',
  $title: 'text',
  $due: 'text',
  $regime: 'code',
  $parent: 'record',
  $root: 'record',
};

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

/** The types of all facts a condition over records of the module may ask for. */
export const recordFacts = (module: CompiledModule): FactTypes => {
  const types: Record<string, FactType> = { ...systemFacts };
  for (const [path, field] of module.fields) types[path] = field.type;
  return types;
};

const sets = new Set<string>(['codes', 'users', 'files', 'rows']);

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
  if (field && !sets.has(field.type) && (field.list || field.query || field.index))
    return sql.ref(`m.${generatedColumn(fact)}`);
  return jsonExpression(dialect, fact, field !== undefined && sets.has(field.type));
};

const jsonExpression = (dialect: 'sqlite' | 'mariadb', path: string, isSet: boolean): RawBuilder<unknown> => {
  const json = `$.${path}`;
  return dialect === 'sqlite' || isSet
    ? sql`json_extract(m.data, ${sql.lit(json)})`
    : sql`json_value(m.data, ${sql.lit(json)})`;
};
