import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from './command/context.ts';
import { importAtOnce } from './command/import/import-at-once.ts';
import { playStories, type Story } from './demo-play.ts';
import { log } from './log.ts';
import { grantPost, grantRole, insertAccount } from './storage/accounts.ts';
import type { Db } from './storage/db.ts';
import { insertOrganization } from './storage/organizations.ts';
import { hashPassword } from './storage/password.ts';
import { replaceRow, rowOf } from './storage/rows.ts';

const pointer = 'demo';

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

/** Organizations and people come whole or not at all; the pointer says that this system is a demonstration. */
const loadPeople = async ({ storage, now }: Context, folder: string): Promise<boolean> => {
  const present = await storage.read.selectFrom('organization').select('id').limit(1).executeTakeFirst();
  const organizations = read<DemoOrganization[]>(folder, 'organizations.json');
  if (present !== undefined || organizations === undefined) return false;
  const password = await hashPassword('demo');
  await storage.transact(async (db) => {
    for (const { profile, ...organization } of organizations)
      await insertOrganization(db, { ...organization, active: 1, profile: JSON.stringify(profile) });
    for (const account of read<DemoAccount[]>(folder, 'accounts.json') ?? [])
      await loadAccount(db, account, password, now);
    await replaceRow(db, 'pointer', { name: pointer, value: 'loading' });
  });
  return true;
};

/** Old records come in by the imports of the pack, as those of anybody who uploads the same files. */
const importAll = async (context: Context, folder: string): Promise<void> => {
  for (const { file, import: key } of read<{ file: string; import: string }[]>(folder, 'imports.json') ?? []) {
    if (!context.catalog.definitions.import.has(key)) continue;
    await importAtOnce(context, { key, name: file, bytes: readFileSync(join(folder, file)) });
  }
};

const stateOf = async ({ storage }: Context): Promise<string | undefined> =>
  (await rowOf(storage.read, 'pointer', { name: pointer }))?.value;

/** What is left of the demonstration once the system runs. */
export interface Demo {
  /** Goes on with the stories where documents are printed. */
  readonly finish: () => Promise<void>;
  /** Waits for the step that runs, and plays no more. */
  readonly stop: () => Promise<void>;
}

/**
 * Loads the demonstration into an empty system: organizations, people who sign in with `demo`, old records, and what
 * people do with live ones until something is to be printed. A load that was cut off is completed at the next start.
 */
export const loadDemo = async (contextNow: () => Context, folder: string): Promise<Demo> => {
  const context = contextNow();
  const fresh = await loadPeople(context, folder);
  const state = await stateOf(context);
  const stories = state === undefined ? [] : (read<Story[]>(folder, 'live.json') ?? []);
  if (state === 'loading') {
    await importAll(context, folder);
    await context.storage.transact((db) => replaceRow(db, 'pointer', { name: pointer, value: 'loaded' }));
  }
  await playStories(contextNow, stories, { printing: false });
  if (fresh) await context.storage.optimize();
  let stopped = false;
  let playing = Promise.resolve();
  return {
    finish: () => {
      playing = playStories(contextNow, stories, { printing: true, stopped: () => stopped }).catch((error: unknown) =>
        log('info', 'demo waits', { reason: String(error) }),
      );
      return playing;
    },
    stop: () => {
      stopped = true;
      return playing;
    },
  };
};
