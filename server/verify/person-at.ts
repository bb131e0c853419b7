import type { Person } from '#engine/workflow/fits.ts';
import { delegationsTo, postsOf } from '../storage/accounts.ts';
import { all, type Db } from '../storage/db.ts';
import { ancestorsOf } from '../storage/organizations.ts';

/** A person with the posts and delegations he had on a day. */
export const personAt = async (db: Db, id: string, day: string): Promise<Person> => {
  const delegations = await delegationsTo(db, id, day);
  return {
    id,
    posts: await postsOf(db, id, day),
    delegations: await Promise.all(
      delegations.map(async ({ from_account, post }) => ({
        from: { id: from_account, posts: await postsOf(db, from_account, day) },
        post,
      })),
    ),
  };
};

/** Where a record belonged and who was assigned to it at a moment. */
export const subjectAt = async (
  db: Db,
  record: { readonly organization: string; readonly owner: string; readonly root_id: string },
  at: string,
) => ({
  organization: record.organization,
  organizationPath: (await ancestorsOf(db, record.organization)).map(({ id }) => id),
  owner: record.owner,
  assignments: await all<{ account: string; reason: string }>(
    db,
    'select `subject` as account, `reason` from `access` where `root_id` = ? and `from_at` <= ? and (`to_at` is null or `to_at` >= ?)',
    [record.root_id, at, at],
  ),
});
