import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from './command/context.ts';
import { importRecords } from './command/import-records.ts';
import type { RowMapping } from './command/map-row.ts';
import { readCsv } from './command/read-csv.ts';
import { grantPost, grantRole, insertAccount } from './storage/accounts.ts';
import type { Db } from './storage/db.ts';
import { insertOrganization } from './storage/organizations.ts';
import { hashPassword } from './storage/password.ts';

interface DemoOrganization {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly region: string;
  readonly parent: string | null;
  readonly profile: object;
}

interface DemoAccount {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly organization: string;
  readonly roles: readonly string[];
  readonly posts: readonly string[];
  readonly profile: object;
}

const read = <T>(folder: string, name: string): T | undefined => {
  const file = join(folder, name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
};

const loadAccount = async (db: Db, account: DemoAccount, password: string, now: string): Promise<void> => {
  const { id, username, name, organization, profile } = account;
  await insertAccount(db, {
    id,
    username,
    name,
    password,
    organization,
    active: 1,
    demo: 1,
    profile: JSON.stringify(profile),
    created_at: now,
  });
  for (const role of account.roles) await grantRole(db, { account: id, role, granted_by: null, granted_at: now });
  for (const post of account.posts)
    await grantPost(db, { account: id, organization, post, from_date: null, to_date: null });
};

/** Loads the demonstration into an empty system: organizations, people who sign in with `demo`, and old records. */
export const loadDemo = async (context: Context, folder: string): Promise<void> => {
  const { storage, now } = context;
  const present = await storage.read.selectFrom('organization').select('id').limit(1).executeTakeFirst();
  const organizations = read<DemoOrganization[]>(folder, 'organizations.json');
  if (present !== undefined || organizations === undefined) return;
  const password = await hashPassword('demo');
  await storage.transact(async (db) => {
    for (const { profile, ...organization } of organizations)
      await insertOrganization(db, { ...organization, active: 1, profile: JSON.stringify(profile) });
    for (const account of read<DemoAccount[]>(folder, 'accounts.json') ?? [])
      await loadAccount(db, account, password, now);
  });
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.mapping.json'))) {
    const mapping = read<RowMapping>(folder, name);
    if (mapping === undefined || !context.catalog.definitions.module.has(mapping.module)) continue;
    await importRecords(context, mapping, readCsv(readFileSync(join(folder, mapping.file), 'utf8')));
  }
  await storage.optimize();
};
