import { parseArgs } from 'node:util';
import { regionCodes } from '#engine/definition/region-codes.ts';
import { askPassword } from './ask-password.ts';
import { openCatalog } from './catalog.ts';
import { createClock } from './clock.ts';
import { readConfig } from './config.ts';
import { findAccountByName, grantRole, insertAccount, updateAccount } from './storage/accounts.ts';
import { newId } from './storage/id.ts';
import { findOrganization, insertOrganization } from './storage/organizations.ts';
import { hashPassword } from './storage/password.ts';
import { endSessionsOf } from './storage/sessions.ts';
import { openStorage } from './storage/storage.ts';

const usage = `npm run admin -- --user NAME --organization CODE [--organization-name TEXT --level KEY --region CODE] [--name TEXT] [--role KEY]
  Makes an administrator, or gives an existing account a new password. The password is asked for, or read from ADMIN_PASSWORD.
  The organization is made when it does not exist yet and a name, level and region are given.`;

const ask = async (): Promise<string> =>
  process.env.ADMIN_PASSWORD ||
  (await askPassword('password (at least 10 characters, not shown): ', process.stdin, process.stderr));

const fail = (message: string): never => {
  console.error(`${message}\n\n${usage}`);
  process.exit(1);
};

const options = {
  user: { type: 'string' },
  organization: { type: 'string' },
  'organization-name': { type: 'string' },
  level: { type: 'string' },
  region: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
} as const;

const run = async (): Promise<void> => {
  const { values } = parseArgs({ options });
  const { user, organization } = values;
  if (!user || !organization) return fail('--user and --organization are needed');
  const password = await ask();
  if (password.length < 10) return fail('the password must have at least 10 characters');
  const config = readConfig(process.env);
  const storage = await openStorage({ url: config.databaseUrl, dataDir: config.dataDir });
  try {
    const now = createClock()();
    const { definitions } = (await openCatalog(storage, { packDir: config.packDir, now })).current();
    const rules = [...definitions.role.values()].find((one) => one.system?.includes('usersManage'));
    const role = values.role ?? rules?.key;
    if (role === undefined || !definitions.role.has(role))
      return fail(`--role must be one of ${[...definitions.role.keys()].join(', ')}`);
    const hash = await hashPassword(password);
    await storage.transact(async (db) => {
      if ((await findOrganization(db, organization)) === undefined) {
        const [name, level, region] = [values['organization-name'], values.level, values.region];
        if (!name || !level || !region || !definitions.level.has(level))
          return fail(
            `organization ${organization} does not exist: give its name, region and level (${[...definitions.level.keys()].join(', ')})`,
          );
        const regions = regionCodes(definitions);
        if (!regions.has(region))
          return fail(`--region ${region} is no region of the pack (such as ${[...regions][0]})`);
        await insertOrganization(db, { id: organization, name, level, region, parent: null, active: 1, profile: '{}' });
      }
      const known = await findAccountByName(db, user);
      const id = known?.id ?? newId();
      if (known) await updateAccount(db, id, { password: hash, active: 1 });
      else
        await insertAccount(db, {
          id,
          username: user,
          name: values.name ?? user,
          password: hash,
          organization,
          active: 1,
          demo: 0,
          profile: '{}',
          created_at: now,
        });
      await endSessionsOf(db, id);
      await grantRole(db, { account: id, role, granted_by: null, granted_at: now });
    });
    console.log(`${user} may sign in with the role ${role}`);
  } finally {
    await storage.close();
  }
};

run().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
