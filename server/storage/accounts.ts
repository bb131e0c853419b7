import type { Selectable, Updateable } from 'kysely';
import { all, type Db, insertRow } from './db.ts';
import type { AccountPostTable, AccountRoleTable, AccountTable, DelegationTable } from './platform-tables.ts';
import { laterIfAbsent, rowOf, rowsOf, updateRows } from './rows.ts';

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
