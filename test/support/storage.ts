import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { openStorage, type Storage } from '#server/storage/storage.ts';
import { type DatabaseServer, mariadbMissing, startMariadb } from './servers.ts';

export interface TestStorage {
  /** Set before the first test of the suite runs. */
  storage: Storage;
  dataDir: string;
  url: string;
}

/** A fresh SQLite file in a temporary folder; `dispose` closes and removes it. */
export const openTestStorage = async (): Promise<TestStorage & { dispose(): Promise<void> }> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhifa-test-'));
  const url = 'sqlite:test.db';
  const storage = await openStorage({ url, dataDir });
  const dispose = async (): Promise<void> => {
    await storage.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { storage, dataDir, url, dispose };
};

/** Runs a suite on SQLite, and on a private MariaDB where one can be started. With CI=true a missing one fails. */
export const onEachStorage = (title: string, suite: (context: TestStorage) => void): void => {
  describe(`${title} (SQLite)`, () => {
    const context = {} as TestStorage;
    let dispose = async (): Promise<void> => {};
    before(async () => {
      const opened = await openTestStorage();
      Object.assign(context, opened);
      dispose = opened.dispose;
    });
    after(() => dispose());
    suite(context);
  });
  const skip = mariadbMissing !== undefined && process.env.CI !== 'true' ? mariadbMissing : false;
  describe(`${title} (MariaDB)`, { skip }, () => {
    const context = {} as TestStorage;
    let server: DatabaseServer | undefined;
    before(async () => {
      context.dataDir = mkdtempSync(join(tmpdir(), 'zhifa-test-'));
      server = await startMariadb();
      context.url = server.url();
      context.storage = await openStorage(context);
    });
    after(async () => {
      await context.storage?.close();
      await server?.stop();
      rmSync(context.dataDir, { recursive: true, force: true });
    });
    suite(context);
  });
};
