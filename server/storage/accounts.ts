import type { Selectable, Updateable } from 'kysely';
import type { OneTimePasswordTable, RoleRequestTable } from './account-tables.ts';
import { all, type Db, insertRow } from './db.ts';
import type { AccountPostTable, AccountRoleTable, AccountTable, DelegationTable } from './platform-tables.ts';
import { deleteRows, laterIfAbsent, replaceRow, rowOf, rowsOf, updateRows } from './rows.ts';

export type AccountRow = Selectable<AccountTable>;
export type AccountPostRow = Selectable<AccountPostTable>;
export type AccountRoleRow = Selectable<AccountRoleTable>;
export type DelegationRow = Selectable<DelegationTable>;

export const insertAccount = (db: Db, row: AccountRow): Promise<void> => insertRow(db, 'account', row);

export const findAccount = (db: Db, id: string): Promise<AccountRow | undefined> => rowOf(db, 'account', { id });

export const findAccountByName = (db: Db, username: string): Promise<AccountRow | undefined> =>
  rowOf(db, 'account', { username });

export const updateAccount = (db: Db, id: string, change: Updateable<AccountTable>): Promise<number> =>
  updateRows(db, 'account', { id }, change);

export const grantRole = (db: Db, row: AccountRoleRow): Promise<void> =>
  laterIfAbsent(db, 'account_role', row, ['account', 'role']);

export const grantPost = (db: Db, row: AccountPostRow): Promise<void> =>
  laterIfAbsent(db, 'account_post', row, ['account', 'organization', 'post']);

export const rolesOf = async (db: Db, account: string): Promise<string[]> =>
  (await rowsOf(db, 'account_role', { account }, 'order by `role`')).map(({ role }) => role);

/** Posts held on a day. */
export const postsOf = (db: Db, account: string, day: string): Promise<AccountPostRow[]> =>
  all<AccountPostRow>(
    db,
    'select * from `account_post` where `account` = ? and (`from_date` is null or `from_date` <= ?) and (`to_date` is null or `to_date` >= ?) order by `organization`, `post`',
    [account, day, day],
  );

/** Who holds a post of an organization on a day. */
export const holdersOf = (db: Db, organization: string, post: string, day: string): Promise<AccountRow[]> =>
  all<AccountRow>(
    db,
    'select a.* from `account_post` p join `account` a on a.`id` = p.`account` where p.`organization` = ? and p.`post` = ? and a.`active` = 1 and (p.`from_date` is null or p.`from_date` <= ?) and (p.`to_date` is null or p.`to_date` >= ?) order by a.`username`',
    [organization, post, day, day],
  );

export const insertDelegation = (db: Db, row: DelegationRow): Promise<void> => insertRow(db, 'delegation', row);

/** Delegations to a person that hold on a day. */
export const delegationsTo = (db: Db, account: string, day: string): Promise<DelegationRow[]> =>
  all<DelegationRow>(
    db,
    'select * from `delegation` where `to_account` = ? and `from_date` <= ? and `to_date` >= ? order by `id`',
    [account, day, day],
  );

export const revokeRole = (db: Db, account: string, role: string): Promise<number> =>
  deleteRows(db, 'account_role', { account, role });

/** Every post ever given, those that have ended and those to come included. */
export const allPostsOf = (db: Db, account: string): Promise<AccountPostRow[]> =>
  rowsOf(db, 'account_post', { account }, 'order by `organization`, `post`');

export const putPost = (db: Db, row: AccountPostRow): Promise<number> => replaceRow(db, 'account_post', row);

export const removePost = (db: Db, row: Omit<AccountPostRow, 'from_date' | 'to_date'>): Promise<number> =>
  deleteRows(db, 'account_post', row);

export type OneTimePasswordRow = Selectable<OneTimePasswordTable>;
export type RoleRequestRow = Selectable<RoleRequestTable>;

export const findOneTimePassword = (db: Db, account: string): Promise<OneTimePasswordRow | undefined> =>
  rowOf(db, 'one_time_password', { account });

export const putOneTimePassword = (db: Db, row: OneTimePasswordRow): Promise<number> =>
  replaceRow(db, 'one_time_password', row);

export const dropOneTimePassword = (db: Db, account: string): Promise<number> =>
  deleteRows(db, 'one_time_password', { account });

export const insertRoleRequest = (db: Db, row: RoleRequestRow): Promise<void> => insertRow(db, 'role_request', row);

export const findRoleRequest = (db: Db, id: string): Promise<RoleRequestRow | undefined> =>
  rowOf(db, 'role_request', { id });

export const openRoleRequests = (db: Db, account: string): Promise<RoleRequestRow[]> =>
  rowsOf(db, 'role_request', { account, state: 'open' }, 'order by `asked_at`, `id`');

export const endRoleRequest = (
  db: Db,
  id: string,
  end: Pick<RoleRequestRow, 'state' | 'decided_by' | 'decided_at'>,
): Promise<number> => updateRows(db, 'role_request', { id, state: 'open' }, end);
