import { setTimeout as sleep } from 'node:timers/promises';
import type { MySqlConnection } from '@mikro-orm/mysql';
import { CompiledQuery, type Kysely } from 'kysely';
import { Problem } from '#engine/problem.ts';
import type { Tables } from '../tables.ts';
import { type Backend, type Work, WrongSetting } from './backend.ts';
import { kyselyOver } from './mariadb-driver.ts';

const strictMode = 'STRICT_TRANS_TABLES,STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
const session = [
  'set names utf8mb4 collate utf8mb4_nopad_bin',
  `set session tx_isolation = 'READ-COMMITTED', sql_mode = '${strictMode}', time_zone = '+00:00'`,
  'set session innodb_lock_wait_timeout = 5',
  // Rows wider than this are sorted as row ids and read again; read again through an index that holds all the columns,
  // MariaDB 10.11 gives generated columns as null, so that groups fall together. The highest value it takes.
  'set session max_length_for_sort_data = 8388608',
];
const attempts = 5;

interface Settings {
  readonly flush: number;
  readonly isolation: string;
  readonly collation: string;
  readonly mode: string;
  readonly version: string;
  readonly connection_collation: string;
}

/** What is wrong with the server's settings, in words an operator can act on. */
const wrongSettings = (found: Settings): string[] => {
  const wrong: string[] = [];
  const [major = 0, minor = 0] = found.version.split('.').map(Number);
  if (!found.version.includes('MariaDB') || major < 10 || (major === 10 && minor < 6))
    wrong.push(`version is ${found.version}, must be MariaDB 10.6 or later`);
  if (Number(found.flush) !== 1)
    wrong.push(
      `innodb_flush_log_at_trx_commit is ${found.flush}, must be 1: an acknowledged write must survive a crash`,
    );
  if (found.isolation !== 'READ-COMMITTED') wrong.push(`isolation is ${found.isolation}, must be READ-COMMITTED`);
  if (found.collation !== 'utf8mb4_nopad_bin')
    wrong.push(
      `collation of the database is ${found.collation}, must be utf8mb4_nopad_bin (alter database … character set utf8mb4 collate utf8mb4_nopad_bin)`,
    );
  if (found.connection_collation !== 'utf8mb4_nopad_bin')
    wrong.push(`collation of the connection is ${found.connection_collation}, must be utf8mb4_nopad_bin`);
  if (!found.mode.includes('STRICT_TRANS_TABLES')) wrong.push(`sql_mode is ${found.mode}, must be strict`);
  return wrong;
};

const verify = async (db: Kysely<Tables>): Promise<void> => {
  const { rows } = await db.executeQuery<Settings>(
    CompiledQuery.raw(
      'select @@global.innodb_flush_log_at_trx_commit as flush, @@session.tx_isolation as isolation, @@collation_database as collation, @@collation_connection as connection_collation, @@session.sql_mode as mode, version() as version',
    ),
  );
  const { rows: tables } = await db.executeQuery<{ name: string }>(
    CompiledQuery.raw(
      "select table_name as name from information_schema.tables where table_schema = database() and table_type = 'BASE TABLE' and table_name <> 'mikro_orm_migrations' and (table_collation <> 'utf8mb4_nopad_bin' or engine <> 'InnoDB')",
    ),
  );
  const wrong = rows[0] ? wrongSettings(rows[0]) : ['no settings could be read'];
  if (tables.length > 0) wrong.push(`not InnoDB with utf8mb4_nopad_bin: ${tables.map(({ name }) => name).join(', ')}`);
  if (wrong.length > 0) throw new WrongSetting(`MariaDB: ${wrong.join('; ')}`);
};

/** Waits a little longer each time, never the same for two that met. */
const pause = (attempt: number): Promise<void> => sleep(5 * 2 ** attempt + Math.random() * 20 * (attempt + 1));

export const mariadbBackend = async (write: MySqlConnection, read: MySqlConnection): Promise<Backend> => {
  const { kysely: reads } = kyselyOver(await read.getNativeClient(), session);
  const writes = kyselyOver(await write.getNativeClient(), [...session, 'set session autocommit = 0']);
  await verify(reads);
  await writes.transact(verify);
  const transact = async <T>(work: Work<T>): Promise<T> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await writes.transact(work);
      } catch (error) {
        if (!(error instanceof Problem) || error.slug !== 'busy' || attempt >= attempts) throw error;
        await pause(attempt);
      }
    }
  };
  // Each statement of DDL commits by itself.
  const define = async (statements: readonly string[]): Promise<void> => {
    for (const statement of statements) await write.execute(statement, [], 'run');
  };
  return {
    read: reads,
    wide: reads,
    end: async () => {},
    transact,
    define,
    optimize: async () => {
      const { rows } = await reads.executeQuery<{ name: string }>(
        CompiledQuery.raw(
          "select table_name as name from information_schema.tables where table_schema = database() and table_type = 'BASE TABLE'",
        ),
      );
      for (const { name } of rows) await define([`analyze table \`${name}\``]);
    },
  };
};
