import type { Selectable } from 'kysely';
import { problem } from '#engine/problem.ts';
import { all, type Db, insertRow, run } from './db.ts';
import type { OrganizationTable } from './platform-tables.ts';
import { rowOf } from './rows.ts';

export type OrganizationRow = Selectable<OrganizationTable>;

/** Adds an organization below its parent, and its rows of the closure (itself at depth 0, every ancestor above). */
export const insertOrganization = async (db: Db, row: OrganizationRow): Promise<void> => {
  if (row.parent !== null && !(await findOrganization(db, row.parent)))
    throw problem('invalid-input', {
      issues: [{ path: '/parent', code: 'reference.missing', params: { value: row.parent } }],
    });
  await insertRow(db, 'organization', row);
  await run(
    db,
    'insert into `organization_closure` (`ancestor`, `descendant`, `depth`) select `ancestor`, ?, `depth` + 1 from `organization_closure` where `descendant` = ?',
    [row.id, row.parent ?? ''],
  );
  await insertRow(db, 'organization_closure', { ancestor: row.id, descendant: row.id, depth: 0 });
};

export const findOrganization = (db: Db, id: string): Promise<OrganizationRow | undefined> =>
  rowOf(db, 'organization', { id });

/** From the organization itself up to the root. */
export const ancestorsOf = (db: Db, id: string): Promise<OrganizationRow[]> =>
  all<OrganizationRow>(
    db,
    'select o.* from `organization_closure` c join `organization` o on o.`id` = c.`ancestor` where c.`descendant` = ? order by c.`depth`',
    [id],
  );

/** The organization and all below it. */
export const subtreeOf = (db: Db, id: string): Promise<OrganizationRow[]> =>
  all<OrganizationRow>(
    db,
    'select o.* from `organization_closure` c join `organization` o on o.`id` = c.`descendant` where c.`ancestor` = ? order by c.`depth`, o.`id`',
    [id],
  );
