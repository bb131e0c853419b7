import { readEach } from '#engine/rule/subject-facts.ts';
import type { RuleSetDefinition, RuleSource } from '#engine/schema/types.gen.ts';
import { all, type Db } from '../../storage/db.ts';
import type { EvaluatedSubject } from './evaluate-subjects.ts';

/** Where the record of a subject would belong. */
export type OrganizationOf = (subject: Pick<EvaluatedSubject, 'group' | 'facts' | 'each'>) => string;

interface Organization {
  readonly id: string;
  readonly region: string;
  readonly parent: string | null;
}

/**
 * The organization of a rule set's subjects: named by its id, or the one of a region, as the outcome that makes records
 * says; without a word of it that of the record it is asked for, else the root.
 */
export const subjectOrganizations = async (
  db: Db,
  { rules }: Pick<RuleSetDefinition, 'rules'>,
): Promise<OrganizationOf> => {
  const source = rules.find(({ outcome }) => outcome.type === 'create')?.outcome.organization;
  return organizationFrom(await allOrganizations(db), source);
};

export const organizationFrom = (
  organizations: readonly Organization[],
  source: RuleSource | undefined,
): OrganizationOf => {
  const ids = new Set(organizations.map(({ id }) => id));
  // Of several organizations of one region the first in order of level is asked.
  const byRegion = new Map([...organizations].reverse().map(({ id, region }) => [region, id]));
  const root = organizations.find(({ parent }) => parent === null)?.id ?? '';
  return (subject) => {
    const wanted = source === undefined ? subject.each?.organization : wantedBy(source, subject);
    if (typeof wanted !== 'string') return root;
    if (ids.has(wanted)) return wanted;
    return regionAbove(byRegion, wanted) ?? root;
  };
};

/** The nearest region with an organization: its own, the city, the province. */
const regionAbove = (byRegion: ReadonlyMap<string, string>, code: string): string | undefined => {
  for (const digits of [12, 9, 6, 4, 2]) {
    const found = byRegion.get(code.slice(0, digits).padEnd(6, '0'));
    if (digits <= Math.max(code.length, 6) && found !== undefined) return found;
  }
  return undefined;
};

const wantedBy = (source: RuleSource, { group, facts, each }: Parameters<OrganizationOf>[0]): unknown => {
  if ('literal' in source) return source.literal;
  if ('group' in source) return group[source.group];
  if ('fact' in source) return facts[source.fact];
  return 'each' in source ? readEach(each, source.each) : undefined;
};

export const allOrganizations = (db: Db): Promise<Organization[]> =>
  all<Organization>(
    db,
    'select o.id, o.region, o.parent from organization o join organization_closure c on c.descendant = o.id group by o.id, o.region, o.parent order by count(*), o.id',
  );
