import type { MySqlConnection } from '@mikro-orm/mysql';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  type QueryResult,
} from 'kysely';
import { problem } from '#engine/problem.ts';
import { bindConnection, type DeferredQuery, unbindConnection } from '../db.ts';
import type { Tables } from '../tables.ts';
import type { Work } from './backend.ts';

type Pool = Awaited<ReturnType<MySqlConnection['getNativeClient']>>;
type Callback = (error: Error | null, result?: unknown) => void;
/** The part of mysql2's connection used here; its own types know only values of a few kinds. */
interface Native {
  execute(text: string, values: readonly unknown[], callback: Callback): void;
  query(text: string, callback: Callback): void;
  release(): void;
}
interface VendorError extends Error {
  readonly errno?: number | undefined;
  readonly fatal?: boolean | undefined;
}

const tryAgain = new Set([1213, 1205, 1020, 1040, 1047, 1203, 1129]);
const full = new Set([1021, 1114]);

const isLost = ({ fatal, errno }: VendorError): boolean => fatal === true || (errno !== undefined && errno < 0);

const translate = (error: VendorError): Error => {
  if (error.errno === 1062) return problem('already-exists');
  if (error.errno !== undefined && full.has(error.errno)) return problem('storage-full');
  if (isLost(error) || (error.errno !== undefined && tryAgain.has(error.errno)))
    return problem('busy', { retryAfter: 1 });
  return error;
};

interface Connection extends DatabaseConnection {
  readonly native: Native;
  plain(text: string): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

const isHeader = (result: unknown): result is { affectedRows: number; insertId: number } =>
  typeof result === 'object' && result !== null && 'affectedRows' in result;

const connectionOf = (native: Native): Connection => {
  // A deadlock ends the whole transaction on the server: what follows on this connection must not run by itself.
  let ended: Error | undefined;
  const fail = (error: VendorError): Error => {
    const seen = translate(error);
    if (error.errno === 1213 || error.errno === 1020 || error.fatal) ended = seen;
    return seen;
  };
  const plain = (text: string): Promise<void> =>
    new Promise((resolve, reject) => native.query(text, (error) => (error ? reject(error) : resolve())));
  let waiting: CompiledQuery[] = [];
  const send = <R>(text: string, values: readonly unknown[], commits = false): Promise<QueryResult<R>> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      native.execute(text, values, (error, result) => {
        // A connection lost on the way leaves open whether the commit was reached.
        if (error) return reject(commits && isLost(error) ? problem('unknown-outcome') : fail(error));
        if (!isHeader(result)) return resolve({ rows: result as R[] });
        resolve({ rows: [], numAffectedRows: BigInt(result.affectedRows), insertId: BigInt(result.insertId) });
      });
    });
  /** Writes that nothing waited for go to the server in one message, a commit at their end with them. */
  const flush = async (commits = false): Promise<void> => {
    const [first, ...rest] = waiting;
    if (first === undefined) return;
    const texts = waiting.map(({ sql }) => sql);
    const values = waiting.flatMap(({ parameters }) => parameters);
    waiting = [];
    if (commits) texts.push('commit');
    const alone = rest.length === 0 && !commits;
    try {
      await send(alone ? first.sql : `begin not atomic ${texts.join('; ')}; end`, values, commits);
    } catch (error) {
      // Those before the one that failed are done: only a rollback leaves things as they were.
      ended ??= error as Error;
      throw error;
    }
  };
  return {
    native,
    plain,
    commit: async () => {
      if (waiting.length > 0) return await flush(true);
      await plain('commit').catch((error: VendorError) => {
        throw isLost(error) ? problem('unknown-outcome') : translate(error);
      });
    },
    rollback: async () => {
      ended = undefined;
      waiting = [];
      await plain('rollback').catch(() => {});
    },
    executeQuery: async <R>(query: DeferredQuery): Promise<QueryResult<R>> => {
      if (query.deferred) {
        waiting.push(query);
        return { rows: [] };
      }
      await flush();
      return await send<R>(query.sql, query.parameters);
    },
    streamQuery: () => {
      throw new Error('rows are read in pages, not streamed');
    },
  };
};

const refused = async (): Promise<void> => {
  throw new Error('transactions are opened by the storage');
};

const build = (acquireConnection: () => Promise<DatabaseConnection>, release: Driver['releaseConnection']) =>
  new Kysely<Tables>({
    dialect: {
      createAdapter: () => new MysqlAdapter(),
      createDriver: (): Driver => ({
        init: async () => {},
        acquireConnection,
        beginTransaction: refused,
        commitTransaction: refused,
        rollbackTransaction: refused,
        releaseConnection: release,
        destroy: async () => {},
      }),
      createIntrospector: (db) => new MysqlIntrospector(db),
      createQueryCompiler: () => new MysqlQueryCompiler(),
    },
  });

interface Pooled {
  readonly connection: Connection;
  /** Speaks to this connection alone. */
  readonly kysely: Kysely<Tables>;
}

export interface PooledKysely {
  readonly kysely: Kysely<Tables>;
  transact<T>(work: Work<T>): Promise<T>;
}

/** Kysely over a pool by prepared statements; `session` prepares each connection when it is first used. */
export const kyselyOver = (pool: Pool, session: readonly string[]): PooledKysely => {
  const known = new WeakMap<object, Pooled>();
  const raw = (): Promise<Native> =>
    new Promise((resolve, reject) =>
      pool.getConnection((error, connection) =>
        error ? reject(translate(error)) : resolve(connection as unknown as Native),
      ),
    );
  const acquire = async (): Promise<Pooled> => {
    const native = await raw();
    const found = known.get(native);
    if (found) return found;
    const connection = connectionOf(native);
    try {
      for (const text of session) await connection.plain(text);
    } catch (error) {
      native.release();
      throw translate(error as VendorError);
    }
    const made = {
      connection,
      kysely: build(
        async () => connection,
        async () => {},
      ),
    };
    known.set(native, made);
    return made;
  };
  const kysely = build(
    async () => (await acquire()).connection,
    async (connection) => (connection as Connection).native.release(),
  );
  bindConnection(kysely, {
    executeQuery: async <R>(query: CompiledQuery) => {
      const { connection } = await acquire();
      try {
        return await connection.executeQuery<R>(query);
      } finally {
        connection.native.release();
      }
    },
  });
  /** Sessions that write run with autocommit off: the first statement opens the transaction, at no round trip. */
  const transact = async <T>(work: Work<T>): Promise<T> => {
    const { connection, kysely: own } = await acquire();
    const db = own.withoutPlugins();
    bindConnection(db, connection);
    try {
      const value = await work(db);
      await connection.commit();
      return value;
    } catch (error) {
      await connection.rollback();
      throw error;
    } finally {
      unbindConnection(db);
      connection.native.release();
    }
  };
  return { kysely, transact };
};
