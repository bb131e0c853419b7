import type { RoleDefinition } from '../schema/types.gen.ts';

type Grant = RoleDefinition['grants'][number];
export type Operation = Grant['operations'][number];
/**
 * How far a grant reaches: everything of the platform, an organization and those below, one, what one is
 * assigned with its family, or that alone.
 */
export type Reach = Grant['scope'];

interface Grantee {
  readonly id: string;
  readonly organization: string;
  /** The level of that organization. */
  readonly level: string;
  readonly roles: readonly string[];
}

/** Where a record lies, as access sees it. */
export interface RecordPlace {
  /** The record's organization first, then its ancestors. */
  readonly organizationPath: readonly string[];
  readonly owner: string;
  /** True when an access row of the root names the person now. */
  readonly assigned: boolean;
  /** True when one of the record itself does. */
  readonly named?: boolean;
  readonly state: string;
  /** True in the initial state: a draft never submitted stays in its own organization. */
  readonly draft: boolean;
}

/** Who may do what to which kind of record. */
export interface Access {
  readonly roles: ReadonlyMap<string, Pick<RoleDefinition, 'grants'>>;
  readonly person: Grantee;
}

/** What one grant reaches; records in any state where it names none. */
export interface Reached {
  readonly reach: Reach;
  readonly states?: readonly string[];
}

/** The grants the person's roles give him at the level of his organization on a module; `*` grants every module. */
const grantsOn = ({ roles, person }: Access, module: string): readonly Grant[] =>
  person.roles
    .flatMap((role) => roles.get(role)?.grants ?? [])
    .filter((grant) => grant.module === module || grant.module === '*')
    .filter((grant) => grant.levels?.includes(person.level) !== false);

/** How far the person reaches for an operation on a module; empty where nothing grants it. */
export const reachesOf = (access: Access, module: string, operation: Operation): readonly Reached[] =>
  grantsOn(access, module)
    .filter((grant) => grant.operations.includes(operation))
    .map(({ scope, states }) => ({ reach: scope, ...(states && { states }) }));

/** May the person do this to this record? The same answer as the predicate that lists are filtered by. */
export const allowed = (access: Access, module: string, operation: Operation, place: RecordPlace): boolean =>
  reachesOf(access, module, operation).some(
    ({ reach, states }) => states?.includes(place.state) !== false && reaches(access.person, reach, place),
  );

const reaches = (person: Grantee, reach: Reach, place: RecordPlace): boolean => {
  if (reach === 'record') return place.owner === person.id || place.named === true;
  if (place.owner === person.id || place.assigned) return true;
  if (reach === 'assigned') return false;
  if (place.organizationPath[0] === person.organization) return true;
  if (reach === 'organization' || place.draft) return false;
  return reach === 'platform' || place.organizationPath.includes(person.organization);
};

/** Do the person's roles show him sensitive fields of the module in full? */
export const seesSensitive = (access: Access, module: string): boolean =>
  grantsOn(access, module).some(({ sensitive }) => sensitive === true);
