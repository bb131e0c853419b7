import { getPath } from '#engine/json.ts';
import type { WorkflowAction } from '#engine/schema/types.gen.ts';
import { type ApartFrom, ownRecord } from '#engine/workflow/apart.ts';
import { assignmentsOf } from '../../storage/access.ts';
import { fourEyesOf } from '../../storage/approvals.ts';
import type { Db } from '../../storage/db.ts';
import { findHeader, type RecordHeader } from '../../storage/records.ts';
import type { OpenRecord } from '../open-record.ts';
import type { Unit } from '../unit.ts';

/** The records whose persons some actions keep away, by the field that names them. */
export const apartRecords = async (
  unit: Unit,
  { row, data }: OpenRecord,
  asked: readonly WorkflowAction[],
): Promise<ReadonlyMap<string, ApartFrom>> => {
  const rules = asked.flatMap(({ apart = [], approval }) => [
    ...apart,
    ...(approval?.steps ?? []).flatMap((step) => step.apart ?? []),
  ]);
  const found = new Map<string, ApartFrom>();
  for (const field of new Set(rules.map(({ record }) => record ?? ownRecord))) {
    const id = field === ownRecord ? row.id : getPath(data, field);
    const header = field === ownRecord ? row : typeof id === 'string' ? await findHeader(unit.db, id) : undefined;
    if (header !== undefined) found.set(field, await apartFrom(unit.db, header));
  }
  return found;
};

const apartFrom = async (
  db: Db,
  row: Pick<RecordHeader, 'id' | 'root_id' | 'owner' | 'organization'>,
): Promise<ApartFrom> => ({
  owner: row.owner,
  organization: row.organization,
  assignments: await assignmentsOf(db, row),
  duties: (await fourEyesOf(db, row.root_id)).map(({ group_key: group, account, action }) => ({
    group,
    account,
    action,
  })),
});
