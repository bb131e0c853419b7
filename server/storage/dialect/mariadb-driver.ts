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
import type { DeferredQuery } from '../db.ts';
import type { Tables } from '../tables.ts';

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

const translate = (error: VendorError): Error => {
  if (error.errno === 1062) return problem('already-exists');
  if (error.errno !== undefined && full.has(error.errno)) return problem('storage-full');
  const lost = error.fatal === true || (error.errno !== undefined && error.errno < 0);
  if (lost || (error.errno !== undefined && tryAgain.has(error.errno))) return problem('busy', { retryAfter: 1 });
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
  const send = <R>(text: string, values: readonly unknown[]): Promise<QueryResult<R>> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended);
      native.execute(text, values, (error, result) => {
        if (error) return reject(fail(error));
        if (!isHeader(result)) return resolve({ rows: result as R[] });
        resolve({ rows: [], numAffectedRows: BigInt(result.affectedRows), insertId: BigInt(result.insertId) });
      });
    });
  /** Writes that nothing waited for go to the server in one message. */
  const flush = async (): Promise<void> => {
    const [first, ...rest] = waiting;
    if (first === undefined) return;
    const texts = waiting.map(({ sql }) => sql);
    const values = waiting.flatMap(({ parameters }) => parameters);
    waiting = [];
    const text = rest.length === 0 ? first.sql : `begin not atomic ${texts.join('; ')}; end`;
    try {
      await send(text, values);
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
      await flush();
      try {
        await plain('commit');
      } catch (error) {
        throw (error as VendorError).fatal ? problem('unknown-outcome') : translate(error as VendorError);
      }
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

/** Kysely over a pool by prepared statements; `session` prepares each connection when it is first used. */
export const kyselyOver = (pool: Pool, session: readonly string[]): Kysely<Tables> => {
  const known = new WeakMap<object, Connection>();
  const raw = (): Promise<Native> =>
    new Promise((resolve, reject) =>
      pool.getConnection((error, connection) =>
        error ? reject(translate(error)) : resolve(connection as unknown as Native),
      ),
    );
  const acquire = async (): Promise<Connection> => {
    const native = await raw();
    const found = known.get(native);
    if (found) return found;
    const made = connectionOf(native);
    try {
      for (const text of session) await made.plain(text);
    } catch (error) {
      native.release();
      throw translate(error as VendorError);
    }
    known.set(native, made);
    return made;
  };
  const driver: Driver = {
    init: async () => {},
    acquireConnection: acquire,
    // Sessions that write run with autocommit off: the first statement opens the transaction, at no round trip.
    beginTransaction: async () => {},
    commitTransaction: (connection) => (connection as Connection).commit(),
    rollbackTransaction: (connection) => (connection as Connection).rollback(),
    releaseConnection: async (connection) => (connection as Connection).native.release(),
    destroy: async () => {},
  };
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new MysqlAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new MysqlIntrospector(db),
      createQueryCompiler: () => new MysqlQueryCompiler(),
    },
  });
};
