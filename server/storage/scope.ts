import { performance } from 'node:perf_hooks';
import { type Expression, type SqlBool, sql } from 'kysely';
import { type Access, type Operation, type Reach, type Reached, reachesOf } from '#engine/access/allowed.ts';
import { type Db, moduleTableName } from './db.ts';
import type { Storage } from './storage.ts';

/** What an actor reaches for one operation on one module. */
export interface Scope {
  /** The widest reach over records in any state; undefined: no grant of the actor gives one. */
  readonly reach: Reach | undefined;
  /** Grants that reach farther: over records in some states, or over those one is assigned to alone. */
  readonly limited: readonly Limited[];
  readonly account: string;
  readonly organization: string;
}

type Limited = Reached;

const rank: Record<Reach, number> = { record: 0, assigned: 1, organization: 2, subtree: 3, platform: 4 };

const scopes = new WeakMap<object, WeakMap<object, Map<string, Scope>>>();

/** One scope for each question about the same roles and person: neither changes once it is there. */
export const scopeOf = (
  roles: Access['roles'],
  actor: Access['person'],
  module: string,
  operation: Operation,
): Scope => {
  const ofRoles = scopes.get(roles) ?? new WeakMap<object, Map<string, Scope>>();
  scopes.set(roles, ofRoles);
  const ofActor = ofRoles.get(actor) ?? new Map<string, Scope>();
  ofRoles.set(actor, ofActor);
  const key = `${operation} ${module}`;
  const scope = ofActor.get(key) ?? findScope(roles, actor, module, operation);
  ofActor.set(key, scope);
  return scope;
};

const findScope = (roles: Access['roles'], actor: Access['person'], module: string, operation: Operation): Scope => {
  const reaches = reachesOf({ roles, person: actor }, module, operation);
  const reach = reaches
    .flatMap((one) => (one.states === undefined ? [one.reach] : []))
    .sort((a, b) => rank[b] - rank[a])[0];
  // Being assigned to a record alone is no part of any other reach.
  const limited = reaches.filter(({ reach: other, states }) =>
    other === 'record'
      ? reach !== 'record'
      : states !== undefined && (reach === undefined || rank[other] > rank[reach]),
  );
  return { reach, limited, account: actor.id, organization: actor.organization };
};

/** Whether any record at all may be reached. */
export const reachesAny = ({ reach, limited }: Scope): boolean => reach !== undefined || limited.length > 0;

type Part = Expression<SqlBool>;

/**
 * The one predicate that decides which records a person reaches, over a `record` aliased `r`: its organization lies in
 * the subtree, or an access row names the person. A draft that was never submitted stays in its own organization.
 */
export const inScope = (scope: Scope, initialStates: readonly string[] = []): Part => {
  const parts = [
    ...(scope.reach === undefined ? [] : [within('r', scope, scope.reach, initialStates)]),
    ...scope.limited.map(({ reach, states }) => inStates('r', states, within('r', scope, reach, initialStates))),
  ];
  return parts.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
};

type Alias = 'r' | 'm';
type Asked = Pick<Scope, 'account' | 'organization'>;

const column = (alias: Alias, name: string) => sql.ref(`${alias}.${name}`);

const inStates = (alias: Alias, states: readonly string[] | undefined, part: Part): Part =>
  states === undefined ? part : sql<SqlBool>`(${column(alias, 'state')} in (${sql.join(states)}) and ${part})`;

const within = (alias: Alias, asked: Asked, reach: Reach, initialStates: readonly string[]): Part => {
  const family = column(alias, reach === 'record' ? 'id' : 'root_id');
  const assigned = sql<SqlBool>`exists (select 1 from access a where a.root_id = ${family} and a.subject = ${asked.account} and a.to_at is null)`;
  const own = sql<SqlBool>`(${column(alias, 'owner')} = ${asked.account} or ${assigned})`;
  if (reach === 'assigned' || reach === 'record') return own;
  const same = sql<SqlBool>`${column(alias, 'organization')} = ${asked.organization}`;
  if (reach === 'organization') return sql<SqlBool>`(${same} or ${own})`;
  return sql<SqlBool>`(${same} or ${own} or ${elsewhere(alias, asked, reach, initialStates)})`;
};

/** Records of other organizations, once they were submitted. */
const elsewhere = (alias: Alias, { organization }: Asked, reach: Reach, initialStates: readonly string[]): Part => {
  const below =
    reach === 'platform'
      ? sql<SqlBool>`1 = 1`
      : sql<SqlBool>`${column(alias, 'organization')} in (select c.descendant from organization_closure c where c.ancestor = ${organization})`;
  return initialStates.length === 0
    ? below
    : sql<SqlBool>`(${below} and ${column(alias, 'state')} not in (${sql.join(initialStates)}))`;
};

/**
 * The same predicate over a module table aliased `m`, in parts of which no two keep the same row. Each part can walk an
 * index in the order a list asks for, which one condition joined by `or` cannot.
 */
export const scopeParts = (scope: Scope, initialStates: readonly string[] = []): Part[] => {
  const { reach, limited } = scope;
  const parts = reach === undefined ? [] : partsOf(scope, reach, initialStates);
  if (limited.length === 0) return parts;
  const more = limited.map((one) => inStates('m', one.states, within('m', scope, one.reach, initialStates)));
  const rest =
    reach === undefined ? sql<SqlBool>`1 = 1` : sql<SqlBool>`not ${within('m', scope, reach, initialStates)}`;
  return [...parts, sql<SqlBool>`((${sql.join(more, sql` or `)}) and ${rest})`];
};

const partsOf = (scope: Scope, reach: Reach, initialStates: readonly string[]): Part[] => {
  const { account, organization } = scope;
  const family = column('m', reach === 'record' ? 'id' : 'root_id');
  const assigned = sql<SqlBool>`${family} in (select a.root_id from access a where a.subject = ${account} and a.to_at is null)`;
  if (reach === 'assigned' || reach === 'record')
    return [sql<SqlBool>`m.owner = ${account}`, sql<SqlBool>`(${assigned} and m.owner <> ${account})`];
  const parts = [
    sql<SqlBool>`m.organization = ${organization}`,
    // Two ranges of one index; `<>` would read everything the person owns.
    sql<SqlBool>`(m.owner = ${account} and m.organization < ${organization})`,
    sql<SqlBool>`(m.owner = ${account} and m.organization > ${organization})`,
    sql<SqlBool>`(${assigned} and m.organization <> ${organization} and m.owner <> ${account})`,
  ];
  if (reach === 'organization') return parts;
  return [
    ...parts,
    sql<SqlBool>`(m.organization <> ${organization} and m.owner <> ${account} and not (${assigned}) and ${elsewhere('m', scope, reach, initialStates)})`,
  ];
};

/**
 * Which parts of a scope, by their place, hold anything now. For most people that is their own organization alone, and a
 * list need not merge.
 */
export const liveParts = async (
  storage: Pick<Storage, 'read' | 'version'>,
  module: string,
  scope: Scope,
  initialStates: readonly string[] = [],
): Promise<readonly number[]> => {
  const parts = scopeParts(scope, initialStates);
  if (parts.length < 2) return [...parts.keys()];
  const known = probed.get(storage.read) ?? new WeakMap<Scope, Probed>();
  probed.set(storage.read, known);
  const found = known.get(scope);
  const version = storage.version();
  if (found?.version === version && performance.now() < found.until) return found.live;
  const probes = parts
    .slice(1)
    .map(
      (part, index) =>
        sql`exists (select 1 from ${sql.table(moduleTableName(module))} m where ${part}) as ${sql.ref(`p${index}`)}`,
    );
  const { rows } = await sql<Record<string, number>>`select ${sql.join(probes)}`.execute(storage.read);
  const live = [...parts.keys()].filter((index) => index === 0 || Number(rows[0]?.[`p${index - 1}`]) === 1);
  known.set(scope, { live, version, until: performance.now() + probedFor });
  return live;
};

interface Probed {
  readonly live: readonly number[];
  readonly version: number;
  readonly until: number;
}

/** Milliseconds after which what another process wrote is seen; what this one wrote is seen at once. */
const probedFor = 1000;
const probed = new WeakMap<Db, WeakMap<Scope, Probed>>();
