import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage, type Storage } from '#server/storage/storage.ts';
import { type DatabaseServer, freePort, startMariadb } from '#test/support/servers.ts';
import type { Settings } from './platform.ts';

/** The demonstration's clock begins here at every start, so a restart also sets it back. */
export const now = '2026-03-02T02:00:00.000Z';
const library = 'test/support/library';

export interface World {
  readonly dataDir: string;
  readonly url: string;
  readonly settings: (printing: boolean) => Settings;
  readonly mariadb: DatabaseServer | undefined;
  /** Opens what is stored beside the platform, and closes it again: nobody else holds it when a process dies. */
  readonly look: <T>(work: (storage: Storage) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** A browser that never answers, so that rounds without printing spend nothing on it; it ends with its parent. */
const deafBrowser = '#!/bin/sh\nexec cat <&3 >/dev/null\n';

/** A place for a platform that is yet to be started, with a database of its own. */
export const openWorld = async (database: 'sqlite' | 'mariadb'): Promise<World> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhifa-kill-'));
  const browser = join(dataDir, 'deaf-shell');
  writeFileSync(browser, deafBrowser);
  chmodSync(browser, 0o755);
  const port = await freePort();
  const mariadb = database === 'mariadb' ? await startMariadb() : undefined;
  const databaseUrl = mariadb?.url() ?? 'sqlite:kill.db';
  const environment = {
    PATH: process.env.PATH,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    CLOCK: now,
    PACK_DIR: library,
    DEMO_DIR: `${library}/demo`,
    NODE_COMPILE_CACHE: join(dataDir, 'compiled'),
    NODE_NO_WARNINGS: '1',
  };
  const url = `http://127.0.0.1:${port}`;
  return {
    dataDir,
    url,
    mariadb,
    settings: (printing) => ({
      url,
      environment: printing ? environment : { ...environment, PRINT_BROWSER: browser },
    }),
    look: async (work) => {
      const storage = await openStorage({ url: databaseUrl, dataDir });
      return await work(storage).finally(() => storage.close());
    },
    close: async () => {
      await mariadb?.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
