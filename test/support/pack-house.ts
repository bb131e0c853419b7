import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type CatalogKeeper, openCatalog } from '#server/catalog.ts';
import { createClosureCache } from '#server/command/closure-cache.ts';
import { type Context, machine, type Services } from '#server/command/context.ts';
import { createBinder } from '#server/print/binder.ts';
import { createPictures } from '#server/print/picture/pictures.ts';
import { createPrinter } from '#server/print/printer.ts';
import { createTemplateRunner } from '#server/print/template-runner.ts';
import { loadActor } from '#server/query/load-actor.ts';
import type { Db } from '#server/storage/db.ts';
import { openFileStore } from '#server/storage/file-store.ts';
import { openVault } from '#server/storage/vault.ts';
import type { TestStorage } from './storage.ts';
import { testClock } from './system.ts';

export interface PackHouse {
  /** A context of an account at the clock's moment; each is a request of its own. */
  as(account: string): Promise<Context>;
  /** The platform itself. */
  machine(): Context;
  readonly clock: ReturnType<typeof testClock>;
  readonly catalog: CatalogKeeper;
  close(): Promise<void>;
}

export interface PackHousePlan {
  readonly pack: ReadonlyMap<string, string>;
  /** An instant. */
  readonly start: string;
  readonly addPeople: (db: Db) => Promise<void>;
}

export const houseSecret = 'of a house for tests';

/** A pack on a storage, with its people, without HTTP. Nothing prints. */
export const openPackHouse = async (
  { storage, dataDir }: Pick<TestStorage, 'storage' | 'dataDir'>,
  { pack, start, addPeople }: PackHousePlan,
): Promise<PackHouse> => {
  const packDir = join(dataDir, 'pack');
  for (const [path, content] of pack) {
    mkdirSync(dirname(join(packDir, path)), { recursive: true });
    writeFileSync(join(packDir, path), content);
  }
  mkdirSync(join(packDir, 'templates'), { recursive: true });
  const clock = testClock(start);
  const catalog = await openCatalog(storage, { packDir, now: clock() });
  if (catalog.safeMode()) throw new Error(JSON.stringify(catalog.safeMode(), null, 1));
  await storage.transact(addPeople);
  const templates = createTemplateRunner();
  const binder = createBinder();
  const pictures = createPictures();
  const printer = createPrinter({ dataDir, fontsDir: resolve('templates/fonts'), env: {} });
  const services: Services = {
    files: {
      ...(await openFileStore(dataDir)),
      look: async () => undefined,
      adopt: async () => undefined,
      release: async () => undefined,
      dropExpired: async () => 0,
    },
    printer,
    templates,
    binder,
    pictures,
    fontRoles: {},
    closures: createClosureCache(),
    wake: () => {},
    reload: async () => {},
    publicUrl: 'http://127.0.0.1',
    vault: await openVault(storage, houseSecret, clock),
    secret: houseSecret,
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
    as: async (account) => {
      const actor = await loadActor(storage.read, account, clock());
      if (actor === undefined) throw new Error(`${account} is nobody`);
      return contextOf(actor);
    },
    machine: () => contextOf(machine),
    clock,
    catalog,
    close: async () => {
      await templates.close();
      await binder.close();
      await pictures.close();
      await printer.close();
    },
  };
};
