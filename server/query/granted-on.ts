import { allowed, type Operation } from '#engine/access/allowed.ts';
import { assignedIn } from '#engine/workflow/fits.ts';
import type { Context } from '../command/context.ts';
import { assignmentsOf } from '../storage/access.ts';
import { ancestorsOf } from '../storage/organizations.ts';
import type { RecordRow } from './present-record.ts';

/** Do the actor's roles grant him an operation on this record? */
export const grantedOn = async (context: Context, record: RecordRow, operation: Operation): Promise<boolean> => {
  const { actor, catalog, storage } = context;
  const path = await ancestorsOf(storage.read, record.organization);
  const assignments = await assignmentsOf(storage.read, record);
  const place = { organization: record.organization, organizationPath: path.map(({ id }) => id), owner: record.owner };
  return allowed({ roles: catalog.definitions.role, person: actor }, record.module, operation, {
    organizationPath: place.organizationPath,
    owner: record.owner,
    ...assignedIn({ ...place, assignments }, actor.id, record.id === record.root_id),
    state: record.state,
    draft: record.state === catalog.module(record.module).workflow.initial,
  });
};
