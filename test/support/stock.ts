import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { openCatalog } from '#server/catalog.ts';
import { createClosureCache } from '#server/command/closure-cache.ts';
import { type Context, machine, type Services } from '#server/command/context.ts';
import { createPrinter } from '#server/print/printer.ts';
import { createTemplateRunner } from '#server/print/template-runner.ts';
import { loadActor } from '#server/query/load-actor.ts';
import { grantPost, grantRole, insertAccount } from '#server/storage/accounts.ts';
import type { Db } from '#server/storage/db.ts';
import { openFileStore } from '#server/storage/file-store.ts';
import { insertOrganization } from '#server/storage/organizations.ts';
import { openVault } from '#server/storage/vault.ts';
import { stockPack } from './stock-pack.ts';
import type { TestStorage } from './storage.ts';
import { testClock } from './system.ts';

/** Offices by id: level and the office above. */
const offices = {
  library: ['head', null],
  east: ['branch', 'library'],
  south: ['branch', 'library'],
  west: ['branch', 'library'],
  eastCorner: ['corner', 'east'],
} as const;
export type Office = keyof typeof offices;

export interface Stock {
  /** Somebody at the desk (`desk`, and `desk2`) or the head (`boss`) of an office. */
  as(office: Office, person?: 'desk' | 'desk2' | 'boss'): Promise<Context>;
  /** The platform itself. */
  machine(): Context;
  readonly clock: ReturnType<typeof testClock>;
  close(): Promise<void>;
}

/** The stock pack on a storage, with its people. Nothing prints. */
export const openStock = async ({ storage, dataDir }: TestStorage, start: string): Promise<Stock> => {
  const packDir = join(dataDir, 'stock-pack');
  for (const [path, content] of stockPack()) {
    mkdirSync(dirname(join(packDir, path)), { recursive: true });
    writeFileSync(join(packDir, path), content);
  }
  mkdirSync(join(packDir, 'templates'), { recursive: true });
  const clock = testClock(start);
  const catalog = await openCatalog(storage, { packDir, now: clock() });
  if (catalog.safeMode()) throw new Error(JSON.stringify(catalog.safeMode(), null, 1));
  await storage.transact(addPeople);
  const templates = createTemplateRunner();
  const printer = createPrinter({ dataDir, fontsDir: resolve('templates/fonts'), env: {} });
  const services: Services = {
    files: { ...(await openFileStore(dataDir)), adopt: async () => undefined },
    printer,
    templates,
    fontRoles: {},
    closures: createClosureCache(),
    wake: () => {},
    reload: async () => {},
    publicUrl: 'http://127.0.0.1',
    vault: await openVault(storage, 'of the library', clock),
    secret: 'of the library',
    platform: 'test',
  };
  let requests = 0;
  const contextOf = (actor: Context['actor']): Context => ({
    actor,
    now: clock(),
    catalog: catalog.current(),
    storage,
    requestId: `r${++requests}`,
    services,
  });
  return {
    as: async (office, person = 'desk') => {
      const actor = await loadActor(storage.read, `${office}-${person}`, clock());
      if (actor === undefined) throw new Error(`${office}-${person} is nobody`);
      return contextOf(actor);
    },
    machine: () => contextOf(machine),
    clock,
    close: async () => {
      await templates.close();
      await printer.close();
    },
  };
};

const addPeople = async (db: Db): Promise<void> => {
  const since = '2026-01-01T00:00:00.000Z';
  for (const [id, [level, parent]] of Object.entries(offices)) {
    await insertOrganization(db, { id, name: id, level, region: '999900', parent, active: 1, profile: '{}' });
    for (const [person, post] of [
      ['desk', 'desk'],
      ['desk2', 'desk'],
      ['boss', 'head'],
    ] as const) {
      const account = `${id}-${person}`;
      await insertAccount(db, {
        id: account,
        username: account,
        name: account,
        password: null,
        organization: id,
        active: 1,
        demo: 1,
        profile: '{}',
        created_at: since,
      });
      await grantRole(db, { account, role: 'staff', granted_by: null, granted_at: since });
      await grantPost(db, { account, organization: id, post, from_date: null, to_date: null });
    }
  }
};
