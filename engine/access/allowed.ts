import type { RoleDefinition } from '../schema/types.gen.ts';

export type Operation = RoleDefinition['grants'][number]['operations'][number];
export type Reach = RoleDefinition['grants'][number]['scope'];

interface Grantee {
  readonly id: string;
  readonly organization: string;
  readonly roles: readonly string[];
}

/** Where a record lies, as access sees it. */
export interface RecordPlace {
  /** The record's organization first, then its ancestors. */
  readonly organizationPath: readonly string[];
  readonly owner: string;
  /** True when an access row of the root names the person now. */
  readonly assigned: boolean;
  /** True in the initial state: a draft never submitted stays in its own organization. */
  readonly draft: boolean;
}

/** Who may do what to which kind of record. */
export interface Access {
  readonly roles: ReadonlyMap<string, Pick<RoleDefinition, 'grants'>>;
  readonly person: Grantee;
}

/** The reaches that the person's roles give him for an operation on a module; `*` grants every module. */
export const reachesOf = ({ roles, person }: Access, module: string, operation: Operation): ReadonlySet<Reach> =>
  new Set(
    person.roles
      .flatMap((role) => roles.get(role)?.grants ?? [])
      .filter((grant) => (grant.module === module || grant.module === '*') && grant.operations.includes(operation))
      .map((grant) => grant.scope),
  );

/** May the person do this to this record? The same answer as the predicate that lists are filtered by. */
export const allowed = (access: Access, module: string, operation: Operation, place: RecordPlace): boolean => {
  const reaches = reachesOf(access, module, operation);
  if (reaches.size === 0) return false;
  const { person } = access;
  if (place.owner === person.id || place.assigned) return true;
  const [home] = place.organizationPath;
  if (home === person.organization) return reaches.has('organization') || reaches.has('subtree');
  return reaches.has('subtree') && !place.draft && place.organizationPath.includes(person.organization);
};

/** Do the person's roles show him sensitive fields of the module in full? */
export const seesSensitive = ({ roles, person }: Access, module: string): boolean =>
  person.roles
    .flatMap((role) => roles.get(role)?.grants ?? [])
    .some((grant) => (grant.module === module || grant.module === '*') && grant.sensitive === true);
