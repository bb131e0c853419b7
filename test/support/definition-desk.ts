import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type CatalogKeeper, openCatalog } from '#server/catalog.ts';
import { createClosureCache } from '#server/command/closure-cache.ts';
import type { Actor, Context, Services } from '#server/command/context.ts';
import { insertRow } from '#server/storage/db.ts';
import { layoutOf } from '#server/storage/module-layout.ts';
import { insertRecord } from '#server/storage/records.ts';
import type { Storage } from '#server/storage/storage.ts';
import { type PackFiles, smallPack } from './small-pack.ts';
import { openTestStorage } from './storage.ts';
import { stored } from './stored.ts';

const actorWith = (id: string, roles: readonly string[]): Actor => ({
  id,
  name: id,
  organization: 'branch',
  level: 'branch',
  organizationPath: ['branch'],
  roles,
  posts: [],
  delegations: [],
});

export const keeperOfRules = actorWith('keeper', ['rule-keeper']);
export const librarian = actorWith('reader', ['librarian']);

export interface Desk {
  readonly catalog: CatalogKeeper;
  /** What commands see now: the definitions in force, after a reload. */
  readonly context: (actor?: Actor, now?: string) => Promise<Context>;
  /** Stores an open loan that pins the definitions in force. */
  readonly lend: (id: string, data: object, state?: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A database with the small pack in force, for tests of the commands about definitions. */
export const openDesk = async (
  files: PackFiles = smallPack(),
  given?: { readonly storage: Storage },
): Promise<Desk> => {
  const opened = given === undefined ? await openTestStorage() : { ...given, dispose: async () => {} };
  const { storage } = opened;
  const packDir = mkdtempSync(join(tmpdir(), 'zhifa-pack-'));
  for (const [path, content] of files) {
    mkdirSync(dirname(join(packDir, path)), { recursive: true });
    writeFileSync(join(packDir, path), content);
  }
  const start = '2026-06-30T01:00:00.000Z';
  const catalog = await openCatalog(storage, { packDir, now: start });
  const closures = createClosureCache();
  await storage.transact(async (db) => {
    await insertRow(db, 'organization', {
      id: 'branch',
      name: 'Branch',
      level: 'branch',
      region: '110101',
      parent: null,
      active: 1,
      profile: '{}',
    });
    await insertRow(db, 'organization_closure', { ancestor: 'branch', descendant: 'branch', depth: 0 });
  });
  const context: Desk['context'] = async (actor = keeperOfRules, now = start) => {
    await catalog.reload();
    const services = { closures, wake: () => {}, reload: catalog.reload } as unknown as Services;
    return { actor, now, catalog: catalog.current(), storage, requestId: 'test', services };
  };
  return {
    catalog,
    context,
    lend: async (id, data, state = 'lent') => {
      const closure = await closures.pin(storage, (await context()).catalog, 'loan');
      const time = { created_at: start, created_by: 'reader', modified_at: start, modified_by: 'reader' };
      const place = { id, module: 'loan', organization: 'branch', root_id: id, parent_id: null, title: `Loan ${id}` };
      const state_class = state === 'back' ? 'terminal' : 'locked';
      const rest = {
        state,
        state_class,
        regime: 'rules-2020',
        closure,
        owner: 'reader',
        due_at: null,
        version: 1,
      } as const;
      const header = { ...place, ...rest, ...time, family_version: 0, platform: 'test', origin: 'entered' };
      await storage.transact((db) =>
        insertRecord(db, layoutOf(storage.dialect, catalog.current().module('loan')), header, stored(data)),
      );
    },
    close: async () => {
      await opened.dispose();
      rmSync(packDir, { recursive: true, force: true });
    },
  };
};
