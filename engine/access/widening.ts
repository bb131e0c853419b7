import type { Catalog, CompiledModule } from '../definition/catalog.ts';
import { fullPath } from '../definition/compile-module.ts';
import type { RoleDefinition, Title } from '../schema/types.gen.ts';
import type { Operation, Reach } from './allowed.ts';

interface GrantGain {
  readonly module: string;
  readonly operation: Operation;
  readonly scope: Reach;
  /** All where absent. */
  readonly levels?: readonly string[];
  readonly states?: readonly string[];
}

/** One operation more; where levels or states are named, for people or records of these only. */
interface GainedGrant {
  readonly module: string;
  readonly operation: Operation;
  readonly scope: Reach;
  readonly levels?: readonly string[];
  readonly states?: readonly string[];
}

/** What one role may do after a change that it may not do before. */
export interface RoleGain {
  readonly role: string;
  readonly title: Title;
  readonly grants: readonly GrantGain[];
  /** Modules whose sensitive fields it sees in full; `*` stands for all. */
  readonly sensitive: readonly string[];
  readonly system: readonly string[];
}

/** A field that is hidden less than before, from everybody who may read the record. */
export interface ShownField {
  readonly module: string;
  readonly title: Title;
  readonly field: string;
}

export interface Widening {
  readonly roles: readonly RoleGain[];
  readonly fields: readonly ShownField[];
}

export const widens = ({ roles, fields }: Widening): boolean => roles.length + fields.length > 0;

/** Who gains what when one set of definitions takes the place of another. Narrowing is not told. */
export const widening = (before: Catalog, after: Catalog): Widening => ({
  roles: [...after.definitions.role.values()].flatMap((role) => gainOf(before.definitions.role.get(role.key), role)),
  fields: [...after.definitions.module.keys()].flatMap((key) =>
    before.definitions.module.has(key) ? shownIn(moduleIn(before, key), moduleIn(after, key)) : [],
  ),
});

const gainOf = (before: RoleDefinition | undefined, after: RoleDefinition): RoleGain[] => {
  const grants = after.grants.flatMap(({ module, operations, scope, levels, states }) =>
    operations
      .map((operation) => ({ module, operation, scope, ...(levels && { levels }), ...(states && { states }) }))
      .filter((grant) => !covered(before?.grants ?? [], grant)),
  );
  const sensitive = after.grants
    .filter((grant) => grant.sensitive === true && !seesAlready(before?.grants ?? [], grant))
    .map(({ module }) => module);
  const system = (after.system ?? []).filter((right) => before?.system?.includes(right) !== true);
  if (grants.length + sensitive.length + system.length === 0) return [];
  return [{ role: after.key, title: after.title, grants, sensitive: [...new Set(sensitive)], system }];
};

const reaches: readonly Reach[] = ['assigned', 'organization', 'subtree', 'platform'];

type Grants = RoleDefinition['grants'];
type Grant = Grants[number];

/** Every level and state a grant counts for; undefined stands for all. */
const placesOf = ({ levels, states }: Pick<GainedGrant, 'levels' | 'states'>) =>
  (levels ?? [undefined]).flatMap((level) => (states ?? [undefined]).map((state) => ({ level, state })));

const holdsFor = (names: readonly string[] | undefined, name: string | undefined): boolean =>
  names === undefined || (name !== undefined && names.includes(name));

const on = (grant: Grant, module: string): boolean => grant.module === module || grant.module === '*';

/** True when every place of the grant is one of some former grant that goes at least as far. */
const covered = (grants: Grants, gained: GainedGrant): boolean =>
  placesOf(gained).every(({ level, state }) =>
    grants.some(
      (grant) =>
        on(grant, gained.module) &&
        grant.operations.includes(gained.operation) &&
        reaches.indexOf(grant.scope) >= reaches.indexOf(gained.scope) &&
        holdsFor(grant.levels, level) &&
        holdsFor(grant.states, state),
    ),
  );

const seesAlready = (grants: Grants, { module, levels }: Grant): boolean =>
  (levels ?? [undefined]).every((level) =>
    grants.some((grant) => grant.sensitive === true && on(grant, module) && holdsFor(grant.levels, level)),
  );

const moduleIn = (catalog: Catalog, key: string): CompiledModule | undefined => {
  try {
    return catalog.module(key);
  } catch {
    // A module that does not compile is another finding.
    return undefined;
  }
};

const shownIn = (before: CompiledModule | undefined, after: CompiledModule | undefined): ShownField[] => {
  if (before === undefined || after === undefined) return [];
  const now = classesOf(after);
  const { key: module, title } = after.definition;
  return [...classesOf(before)]
    .filter(([field, former]) => {
      const next = now.get(field);
      return next !== undefined && isShownMore(former, next);
    })
    .map(([field]) => ({ module, title, field }));
};

interface FieldClass {
  readonly sensitivity?: string;
  readonly mask?: string;
}

const ranks: Readonly<Record<string, number>> = { personal: 1, secret: 2 };
const rank = ({ sensitivity }: FieldClass): number => ranks[sensitivity ?? ''] ?? 0;

const isShownMore = (before: FieldClass, after: FieldClass): boolean =>
  rank(after) < rank(before) ||
  (rank(after) === 1 && rank(before) === 1 && (after.mask ?? 'all') !== (before.mask ?? 'all') && !starsAll(after));

const starsAll = ({ mask }: FieldClass): boolean => mask === undefined || mask === 'all';

const classesOf = (module: CompiledModule): ReadonlyMap<string, FieldClass> => {
  const found = new Map<string, FieldClass>(module.fields);
  for (const { definition, fields } of module.forms.values())
    for (const field of fields) found.set(fullPath(definition, field.path), field);
  return found;
};
