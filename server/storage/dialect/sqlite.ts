import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { SqliteConnection } from '@mikro-orm/sqlite';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { Problem, problem } from '#engine/problem.ts';
import { bindConnection, unbindConnection } from '../db.ts';
import { type Backend, type Work, WrongSetting } from './backend.ts';
import { kyselyOn } from './sqlite-kysely.ts';
import { openWide } from './sqlite-thread.ts';

interface Statement {
  readonly reader: boolean;
  all(values: readonly unknown[]): unknown[];
  run(values: readonly unknown[]): { changes: number; lastInsertRowid: number | bigint };
}
interface Native {
  readonly inTransaction: boolean;
  prepare(text: string): Statement;
  exec(text: string): void;
  pragma(text: string, options?: { simple: boolean }): unknown;
}

/** A vendor error as a Problem; anything else stays what it is. */
const translate = (error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return problem('already-exists');
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return problem('busy', { retryAfter: 1 });
  if (code === 'SQLITE_FULL') return problem('storage-full');
  return error;
};

/** Statements by text, so that none is compiled twice. */
const prepared = (native: Native) => {
  const known = new Map<string, Statement>();
  return {
    of: (text: string): Statement => {
      const found = known.get(text);
      if (found) return found;
      if (known.size >= 1000) known.clear();
      const made = native.prepare(text);
      known.set(text, made);
      return made;
    },
    forget: () => known.clear(),
  };
};
type Prepared = ReturnType<typeof prepared>;

const connectionOf = (statements: Prepared, before: () => void): DatabaseConnection => ({
  executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
    try {
      before();
      const statement = statements.of(sql);
      if (statement.reader) return { rows: statement.all(parameters) as R[] };
      const { changes, lastInsertRowid } = statement.run(parameters);
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
    } catch (error) {
      throw translate(error);
    }
  },
  streamQuery: () => {
    throw new Error('rows are read in pages, not streamed');
  },
});

/** Kysely over one native connection. */
const kyselyOver = (statements: Prepared, before: () => void) => {
  const connection = connectionOf(statements, before);
  return { kysely: kyselyOn(connection), connection };
};

/** Runs work in a savepoint, each under a handle of its own that skips the query builder while it lasts. */
const savepoints = (statements: Prepared) => {
  const { kysely, connection } = kyselyOver(statements, () => {});
  return async <T>(work: Work<T>): Promise<T> => {
    const db = kysely.withoutPlugins();
    statements.of('savepoint work').run([]);
    bindConnection(db, connection);
    try {
      const value = await work(db);
      statements.of('release work').run([]);
      return value;
    } catch (error) {
      statements.of('rollback to work').run([]);
      statements.of('release work').run([]);
      throw error;
    } finally {
      unbindConnection(db);
    }
  };
};

/** Milliseconds after which a view is taken anew, for what other processes wrote. */
const viewAge = 100;

/**
 * Opening a view of the database costs more than most reads, so statements share one: until this process commits (an
 * open view would also keep the log from being folded into the database), or until it is old.
 */
const holdView = (native: Native) => {
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (native.inTransaction) native.exec('commit');
  };
  const hold = (): void => {
    if (timer !== undefined) return;
    native.exec('begin');
    timer = setTimeout(end, viewAge).unref();
  };
  return { hold, end };
};

const batchLimit = 64;
const patience = 5000;

/** Takes the write lock; another process may hold it, which must not stop this one's event loop. */
const begin = async (native: Native): Promise<void> => {
  for (let waited = 0; ; ) {
    try {
      native.exec('begin immediate');
      return;
    } catch (error) {
      const seen = translate(error);
      if (!(seen instanceof Problem) || waited > patience) throw seen;
      const pause = 5 + Math.random() * 20;
      waited += pause + 100;
      await sleep(pause);
    }
  }
};

/** An I/O error while committing leaves open whether the change is on the disk. */
const commit = (native: Native): void => {
  try {
    native.exec('commit');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw code.startsWith('SQLITE_IOERR') ? problem('unknown-outcome') : error;
  }
};

interface Member {
  /** Runs the work and gives what is to be said once the commit is durable. */
  run(): Promise<() => void>;
  fail(error: unknown): void;
}

/**
 * One writer with group commit: transactions that wait are run one after the other, each inside a savepoint, and made
 * durable by one commit. Nobody hears of success or refusal before that commit, so an answer never rests on a change
 * that a failed commit takes back.
 */
const createWriter = (native: Native, statements: Prepared, committing: () => void) => {
  const inside = savepoints(statements);
  const waiting: Member[] = [];
  let running = false;

  const runMembers = async (members: Member[]): Promise<(() => void)[]> => {
    const outcomes: (() => void)[] = [];
    for (let next = waiting.shift(); next; next = members.length < batchLimit ? waiting.shift() : undefined) {
      members.push(next);
      outcomes.push(await next.run());
      if (!native.inTransaction) throw problem('storage-full');
      // Requests that have already arrived join this commit.
      if (waiting.length === 0) await nextTurn();
    }
    return outcomes;
  };
  const batch = async (): Promise<void> => {
    await begin(native);
    const members: Member[] = [];
    try {
      const outcomes = await runMembers(members);
      committing();
      commit(native);
      for (const outcome of outcomes) outcome();
    } catch (error) {
      if (native.inTransaction) native.exec('rollback');
      for (const member of members) member.fail(translate(error));
    }
  };
  const drain = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      try {
        await batch();
      } catch (error) {
        waiting.shift()?.fail(error);
      }
    }
    running = false;
  };
  return <T>(work: Work<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const run = async (): Promise<() => void> => {
        try {
          const value = await inside(work);
          return () => resolve(value);
        } catch (error) {
          return () => reject(error);
        }
      };
      waiting.push({ run, fail: reject });
      if (!running) void drain();
    });
};

const expect = (native: Native, pragma: string, wanted: unknown): void => {
  const found = native.pragma(pragma, { simple: true });
  if (found !== wanted) throw new WrongSetting(`SQLite: ${pragma} is ${found}, must be ${wanted}`);
};

/**
 * With samples of indexes in its statistics SQLite compiles a statement anew whenever other values are bound to it, which
 * costs more than most statements do. A bounded analysis takes no samples; those of an earlier one are dropped.
 */
const forgetSamples = (native: Native): void => {
  native.pragma('analysis_limit = 1000');
  const known = native.prepare("select 1 from sqlite_master where name = 'sqlite_stat4'").all([]);
  if (known.length === 0 || native.prepare('select 1 from sqlite_stat4 limit 1').all([]).length === 0) return;
  native.exec('drop table sqlite_stat4');
};

/** WAL, every commit flushed, checked by reading the settings back. */
export const prepareSqlite = async (connection: SqliteConnection): Promise<Native> => {
  const native = (await connection.getNativeClient()) as Native;
  for (const pragma of ['busy_timeout = 100', 'journal_mode = wal', 'synchronous = full', 'foreign_keys = on'])
    native.pragma(pragma);
  native.pragma('cache_size = -65536');
  forgetSamples(native);
  expect(native, 'journal_mode', 'wal');
  expect(native, 'synchronous', 2);
  expect(native, 'foreign_keys', 1);
  expect(native, 'encoding', 'UTF-8');
  return native;
};

export const sqliteBackend = async (
  file: string,
  write: SqliteConnection,
  read: SqliteConnection,
): Promise<Backend> => {
  const writer = await prepareSqlite(write);
  const reader = await prepareSqlite(read);
  reader.pragma('query_only = on');
  reader.pragma('mmap_size = 268435456');
  const writes = prepared(writer);
  const reads = prepared(reader);
  const view = holdView(reader);
  const transact = createWriter(writer, writes, view.end);
  // DDL waits its turn in the writer's queue like any other work; SQLite takes it back when the process dies.
  const define = (statements: readonly string[]): Promise<void> =>
    transact(async () => {
      for (const statement of statements) writer.exec(statement);
    }).finally(() => {
      view.end();
      writes.forget();
      reads.forget();
    });
  const wide = openWide(file);
  return {
    read: kyselyOver(reads, view.hold).kysely,
    wide: wide.db,
    end: wide.end,
    transact,
    define,
    optimize: () => define(['analyze']),
  };
};
