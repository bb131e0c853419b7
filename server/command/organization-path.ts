import { all } from '../storage/db.ts';
import type { Unit } from './unit.ts';

/** An organization, itself first, with those above it up to the root. */
export const organizationPath = async (unit: Unit, organization: string): Promise<readonly string[]> => {
  const { actor } = unit.context;
  if (organization === actor.organization && actor.organizationPath.length > 0) return actor.organizationPath;
  const rows = await all<{ ancestor: string }>(
    unit.db,
    'select ancestor from organization_closure where descendant = ? order by depth',
    [organization],
  );
  return rows.map(({ ancestor }) => ancestor);
};
