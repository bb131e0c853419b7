import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { Db } from './db.ts';
import type { Backend, Work } from './dialect/backend.ts';
import { WrongSetting } from './dialect/backend.ts';
import { connectMariadb, connectSqlite } from './orm.ts';

export interface Storage {
  readonly dialect: 'sqlite' | 'mariadb';
  /** Committed state only; opens no transaction. */
  readonly read: Db;
  /** As read, for statements that go through very many rows: they hold up no other. */
  readonly wide: Db;
  /**
   * Runs `work` as one transaction. It may run again after a deadlock, so it does nothing but read and write through
   * the handle it is given: it waits for no network, renders nothing, and reads nothing through `read`.
   * Resolves only when the change is durable. Problems: busy, already-exists, storage-full, unknown-outcome.
   */
  transact<T>(work: Work<T>): Promise<T>;
  /** Changes with every transaction of this process: what was read under the same number is still true of its own writes. */
  version(): number;
  /** DDL, outside of every transaction. */
  define(statements: readonly string[]): Promise<void>;
  /** Refreshes the planner's statistics, after a large load and now and then. */
  optimize(): Promise<void>;
  close(): Promise<void>;
}

export interface StorageOptions {
  /** `sqlite:<file>` (relative to dataDir) or `mariadb://user:password@host:port/database`. */
  readonly url: string;
  readonly dataDir: string;
}

/** Opens the database, brings it to the newest migration and refuses settings that would lose data. */
export const openStorage = async ({ url, dataDir }: StorageOptions): Promise<Storage> => {
  if (url.startsWith('sqlite:')) return openWith('sqlite', await connectSqlite(sqliteFile(url.slice(7), dataDir)));
  if (url.startsWith('mariadb:')) return openWith('mariadb', await connectMariadb(url));
  throw new WrongSetting('DATABASE_URL must begin with sqlite: or mariadb://');
};

const sqliteFile = (path: string, dataDir: string): string => {
  const file = isAbsolute(path) ? path : join(dataDir, path);
  mkdirSync(dirname(file), { recursive: true });
  return file;
};

const inside = new AsyncLocalStorage<true>();

const openWith = (
  dialect: Storage['dialect'],
  { backend, close }: { backend: Backend; close: () => Promise<void> },
): Storage => {
  let version = 0;
  return {
    dialect,
    read: backend.read,
    wide: backend.wide,
    transact: async (work) => {
      if (inside.getStore()) throw new Error('transact inside transact would wait for itself');
      try {
        return await backend.transact((db) => inside.run(true, () => work(db)));
      } finally {
        version += 1;
      }
    },
    version: () => version,
    define: backend.define,
    optimize: backend.optimize,
    close,
  };
};
