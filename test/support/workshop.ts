import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type CatalogKeeper, openCatalog } from '#server/catalog.ts';
import { createClosureCache } from '#server/command/closure-cache.ts';
import { type Context, machine, type Services } from '#server/command/context.ts';
import { createJobRunner, type JobRunner } from '#server/job/queue.ts';
import { createPrinter } from '#server/print/printer.ts';
import { createTemplateRunner } from '#server/print/template-runner.ts';
import { loadActor } from '#server/query/load-actor.ts';
import { grantPost, grantRole, insertAccount, insertDelegation } from '#server/storage/accounts.ts';
import { openFileStore } from '#server/storage/file-store.ts';
import { insertOrganization } from '#server/storage/organizations.ts';
import { openVault } from '#server/storage/vault.ts';
import type { TestStorage } from './storage.ts';
import { testClock } from './system.ts';
import { workshopPack } from './workshop-pack.ts';

/** Username → [organization, role, posts]. */
const people = {
  dora: ['town', 'librarian', ['desk']],
  dan: ['town', 'librarian', ['desk']],
  hana: ['town', 'keeper', ['head']],
  carl: ['central', 'librarian', ['curator']],
  hugo: ['town', 'librarian', []],
  gus: ['town', 'guest', ['desk']],
  wim: ['village', 'librarian', ['desk']],
} as const;
export type PersonName = keyof typeof people;

export interface Workshop {
  /** A context of a person at the clock's moment; each is a request of its own. */
  as(name: PersonName): Promise<Context>;
  readonly clock: ReturnType<typeof testClock>;
  readonly catalog: CatalogKeeper;
  readonly jobs: JobRunner;
  close(): Promise<void>;
}

/** The workshop pack on a storage, with its people. Nothing prints. */
export const openWorkshop = async (
  { storage, dataDir }: Pick<TestStorage, 'storage' | 'dataDir'>,
  pack: ReadonlyMap<string, string> = workshopPack(),
): Promise<Workshop> => {
  const packDir = join(dataDir, 'pack');
  for (const [path, content] of pack) {
    mkdirSync(dirname(join(packDir, path)), { recursive: true });
    writeFileSync(join(packDir, path), content);
  }
  mkdirSync(join(packDir, 'templates'), { recursive: true });
  const clock = testClock('2026-03-02T02:00:00.000Z');
  const catalog = await openCatalog(storage, { packDir, now: clock() });
  if (catalog.safeMode()) throw new Error(JSON.stringify(catalog.safeMode(), null, 1));
  await storage.transact(addPeople);
  const disk = await openFileStore(dataDir);
  const templates = createTemplateRunner();
  const printer = createPrinter({ dataDir, fontsDir: resolve('templates/fonts'), env: {} });
  const services: Services = {
    files: { ...disk, adopt: async () => undefined },
    printer,
    templates,
    fontRoles: {},
    closures: createClosureCache(),
    wake: () => {},
    reload: async () => {},
    publicUrl: 'http://127.0.0.1',
    vault: await openVault(storage, 'of the workshop', clock),
    secret: 'of the workshop',
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
    as: async (name) => {
      const actor = await loadActor(storage.read, name, clock());
      if (actor === undefined) throw new Error(`${name} is nobody`);
      return contextOf(actor);
    },
    clock,
    catalog,
    jobs: createJobRunner(
      () => contextOf(machine),
      (error) => {
        throw error;
      },
    ),
    close: async () => {
      await templates.close();
      await printer.close();
    },
  };
};

const addPeople = async (db: Parameters<Parameters<TestStorage['storage']['transact']>[0]>[0]): Promise<void> => {
  for (const [id, level, parent] of [
    ['central', 'central', null],
    ['town', 'branch', 'central'],
    ['village', 'branch', 'central'],
  ] as const)
    await insertOrganization(db, { id, name: id, level, region: '999900', parent, active: 1, profile: '{}' });
  for (const [id, [organization, role, posts]] of Object.entries(people)) {
    await insertAccount(db, {
      id,
      username: id,
      name: id.toUpperCase(),
      password: null,
      organization,
      active: 1,
      demo: 1,
      profile: '{}',
      created_at: '2026-01-01T00:00:00.000Z',
    });
    await grantRole(db, { account: id, role, granted_by: null, granted_at: '2026-01-01T00:00:00.000Z' });
    for (const post of posts) await grantPost(db, { account: id, organization, post, from_date: null, to_date: null });
  }
  await insertDelegation(db, {
    id: 'd1',
    from_account: 'hana',
    to_account: 'dan',
    post: 'head',
    from_date: '2026-03-01',
    to_date: '2026-03-31',
  });
};
