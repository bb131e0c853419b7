import { type Expression, type SqlBool, sql } from 'kysely';
import { type Db, moduleTableName } from './db.ts';

/** What a grant lets an actor reach: an organization subtree, one organization, or only what he is assigned to. */
export type ScopeReach = 'subtree' | 'organization' | 'assigned';

export interface Scope {
  /** undefined: no role of the actor grants the operation. */
  readonly reach: ScopeReach | undefined;
  readonly account: string;
  readonly organization: string;
}

export interface GrantHolder {
  readonly id: string;
  readonly organization: string;
  readonly roles: readonly string[];
}

interface Grants {
  readonly grants: readonly {
    readonly module: string;
    readonly operations: readonly string[];
    readonly scope: ScopeReach;
  }[];
}

const rank: Record<ScopeReach, number> = { assigned: 0, organization: 1, subtree: 2 };

/** The widest reach any role of the actor gives for the operation on the module (`*` grants every module). */
export const scopeOf = (
  roles: ReadonlyMap<string, Grants>,
  actor: GrantHolder,
  module: string,
  operation: string,
): Scope => {
  const reaches = actor.roles
    .flatMap((key) => roles.get(key)?.grants ?? [])
    .filter((grant) => (grant.module === module || grant.module === '*') && grant.operations.includes(operation))
    .map((grant) => grant.scope);
  const reach = reaches.sort((a, b) => rank[b] - rank[a])[0];
  return { reach, account: actor.id, organization: actor.organization };
};

/**
 * The one predicate that decides which records a person reaches, over a `record` aliased `r`: its organization lies in
 * the subtree, or an access row names the person. A draft that was never submitted stays in its own organization.
 */
export const inScope = (scope: Scope, initialStates: readonly string[] = []): Expression<SqlBool> => {
  if (scope.reach === undefined) return sql<SqlBool>`1 = 0`;
  const assigned = sql<SqlBool>`exists (select 1 from access a where a.root_id = r.root_id and a.subject = ${scope.account} and a.to_at is null)`;
  const own = sql<SqlBool>`(r.owner = ${scope.account} or ${assigned})`;
  if (scope.reach === 'assigned') return own;
  const same = sql<SqlBool>`r.organization = ${scope.organization}`;
  if (scope.reach === 'organization') return sql<SqlBool>`(${same} or ${own})`;
  const below = sql<SqlBool>`r.organization in (select c.descendant from organization_closure c where c.ancestor = ${scope.organization})`;
  const submitted =
    initialStates.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`r.state not in (${sql.join(initialStates)})`;
  return sql<SqlBool>`(${same} or ${own} or (${below} and ${submitted}))`;
};

/**
 * The same predicate over a module table aliased `m`, in parts of which no two keep the same row. Each part can walk an
 * index in the order a list asks for, which one condition joined by `or` cannot.
 */
export const scopeParts = (scope: Scope, initialStates: readonly string[] = []): Expression<SqlBool>[] => {
  if (scope.reach === undefined) return [];
  const { account, organization } = scope;
  const assigned = sql<SqlBool>`m.root_id in (select a.root_id from access a where a.subject = ${account} and a.to_at is null)`;
  if (scope.reach === 'assigned')
    return [sql<SqlBool>`m.owner = ${account}`, sql<SqlBool>`(${assigned} and m.owner <> ${account})`];
  const parts = [
    sql<SqlBool>`m.organization = ${organization}`,
    // Two ranges of one index; `<>` would read everything the person owns.
    sql<SqlBool>`(m.owner = ${account} and m.organization < ${organization})`,
    sql<SqlBool>`(m.owner = ${account} and m.organization > ${organization})`,
    sql<SqlBool>`(${assigned} and m.organization <> ${organization} and m.owner <> ${account})`,
  ];
  if (scope.reach === 'organization') return parts;
  const below = sql<SqlBool>`m.organization in (select c.descendant from organization_closure c where c.ancestor = ${organization})`;
  const submitted =
    initialStates.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`m.state not in (${sql.join(initialStates)})`;
  return [
    ...parts,
    sql<SqlBool>`(m.organization <> ${organization} and m.owner <> ${account} and not (${assigned}) and ${below} and ${submitted})`,
  ];
};

/**
 * The parts of a scope that hold anything now. For most people that is their own organization alone, and a list need not
 * merge.
 */
export const liveParts = async (
  db: Db,
  module: string,
  scope: Scope,
  initialStates: readonly string[] = [],
): Promise<Expression<SqlBool>[]> => {
  const [first, ...rest] = scopeParts(scope, initialStates);
  if (first === undefined || rest.length === 0) return first ? [first] : [];
  const probes = rest.map(
    (part, index) =>
      sql`exists (select 1 from ${sql.table(moduleTableName(module))} m where ${part}) as ${sql.ref(`p${index}`)}`,
  );
  const { rows } = await sql<Record<string, number>>`select ${sql.join(probes)}`.execute(db);
  return [first, ...rest.filter((_, index) => Number(rows[0]?.[`p${index}`]) === 1)];
};
