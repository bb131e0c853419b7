import { readdirSync, readFileSync } from 'node:fs';

/**
 * Who may do what, computed a second time: from the files of the roles and a table of parents, with nothing of the
 * engine or the server. It enumerates what a person reaches instead of asking predicates.
 */

export interface OraclePerson {
  readonly id: string;
  readonly organization: string;
  readonly level: string;
  readonly roles: readonly string[];
}

export interface OracleRecord {
  readonly id: string;
  /** The record its family hangs on. */
  readonly root: string;
  readonly module: string;
  readonly organization: string;
  readonly owner: string;
  /** People whom an access row of its family names. */
  readonly assigned: readonly string[];
  readonly state: string;
  /** Still in the first state of its workflow. */
  readonly fresh: boolean;
}

/** yes; refused: the record is known, the operation is not his; hidden: answered as absent. */
export type Verdict = 'yes' | 'refused' | 'hidden';

interface Grant {
  readonly module: string;
  readonly operations: readonly string[];
  readonly scope: string;
  readonly levels?: readonly string[];
  readonly states?: readonly string[];
  readonly sensitive?: boolean;
}

const folder = 'definitions/platform/roles';
const grantsByRole = new Map<string, readonly Grant[]>(
  readdirSync(folder).map((name) => {
    const { key, grants } = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as { key: string; grants: Grant[] };
    return [key, grants];
  }),
);

export const roleKeys: readonly string[] = [...grantsByRole.keys()];

const below = (parents: Readonly<Record<string, string | null>>, top: string): ReadonlySet<string> => {
  const found = new Set([top]);
  for (let grown = 0; grown !== found.size; ) {
    grown = found.size;
    for (const [id, parent] of Object.entries(parents)) if (parent !== null && found.has(parent)) found.add(id);
  }
  return found;
};

export const createOracle = (parents: Readonly<Record<string, string | null>>) => {
  const grantsOf = ({ roles, level }: OraclePerson, module: string): Grant[] => {
    const found: Grant[] = [];
    for (const role of roles)
      for (const grant of grantsByRole.get(role) ?? [])
        if ([module, '*'].includes(grant.module) && (grant.levels ?? [level]).includes(level)) found.push(grant);
    return found;
  };

  const reaches = (person: OraclePerson, record: OracleRecord, grant: Grant): boolean => {
    if (!(grant.states ?? [record.state]).includes(record.state)) return false;
    if (grant.scope === 'record')
      return record.owner === person.id || (record.root === record.id && record.assigned.includes(person.id));
    if (record.owner === person.id || record.assigned.includes(person.id)) return true;
    if (grant.scope === 'assigned') return false;
    if (record.organization === person.organization) return true;
    if (grant.scope === 'organization' || record.fresh) return false;
    return grant.scope === 'platform' || below(parents, person.organization).has(record.organization);
  };

  const may = (person: OraclePerson, operation: string, record: OracleRecord): boolean => {
    for (const grant of grantsOf(person, record.module))
      if (grant.operations.includes(operation) && reaches(person, record, grant)) return true;
    return false;
  };

  /** What the server answers: nobody learns of a record he may not read; who may read nothing of its kind is told so. */
  const verdict = (person: OraclePerson, operation: string, record: OracleRecord): Verdict => {
    const readsKind = grantsOf(person, record.module).some(({ operations }) => operations.includes('read'));
    if (!readsKind) return 'refused';
    if (!may(person, 'read', record)) return 'hidden';
    return may(person, operation, record) ? 'yes' : 'refused';
  };

  /** May he do it to anything of the kind at all? */
  const everMay = (person: OraclePerson, operation: string, module: string): boolean =>
    grantsOf(person, module).some(({ operations }) => operations.includes(operation));

  const seesInFull = (person: OraclePerson, module: string): boolean =>
    grantsOf(person, module).some(({ sensitive }) => sensitive === true);

  return { may, verdict, everMay, seesInFull };
};
