import { CompiledQuery, type DatabaseConnection, type Insertable, type Kysely, type QueryResult } from 'kysely';
import type { Tables } from './tables.ts';

/** A transaction inside `transact`, or the read handle. */
export type Db = Kysely<Tables>;

/** A JSON column as a value, whether the driver gave text or had parsed it. */
export const asJson = <T = unknown>(value: unknown): T => (typeof value === 'string' ? JSON.parse(value) : value) as T;

const moduleKey = /^[a-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/;

export const moduleTableName = (module: string): string => {
  if (!moduleKey.test(module)) throw new Error(`not a module key: ${module}`);
  return `m_${module}`;
};

const connections = new WeakMap<Db, Pick<DatabaseConnection, 'executeQuery'>>();

/** Lets the statements below go straight to the connection of a handle, past the query builder. */
export const bindConnection = (db: Db, connection: Pick<DatabaseConnection, 'executeQuery'>): void =>
  void connections.set(db, connection);

const ended: Pick<DatabaseConnection, 'executeQuery'> = {
  executeQuery: () => Promise.reject(new Error('this transaction has ended')),
};

/** After its end a transaction's handle reaches no connection any more. */
export const unbindConnection = (db: Db): void => void connections.set(db, ended);

const execute = <T>(db: Db, query: DeferredQuery): Promise<QueryResult<T>> =>
  connections.get(db)?.executeQuery<T>(query) ?? db.executeQuery<T>(query);

/**
 * Statements on the hot paths are written once as text that both dialects take (backticks around names, `?` for values)
 * and skip the query builder. `all` gives the rows.
 */
export const all = async <T>(db: Db, text: string, values: readonly unknown[] = []): Promise<T[]> =>
  (await execute<T>(db, CompiledQuery.raw(text, values as unknown[]))).rows;

export const one = async <T>(db: Db, text: string, values: readonly unknown[] = []): Promise<T | undefined> =>
  (await all<T>(db, text, values))[0];

/** Runs a write; the answer is the number of rows it touched. */
export const run = async (db: Db, text: string, values: readonly unknown[] = []): Promise<number> =>
  Number((await execute(db, CompiledQuery.raw(text, values as unknown[]))).numAffectedRows ?? 0);

const insertTexts = new Map<string, string>();

export const insertText = (table: string, columns: readonly string[]): string => {
  const key = `${table}(${columns.join()})`;
  const known = insertTexts.get(key);
  if (known !== undefined) return known;
  const names = columns.map((column) => `\`${column}\``).join(', ');
  const text = `insert into \`${table}\` (${names}) values (${columns.map(() => '?').join(', ')})`;
  insertTexts.set(key, text);
  return text;
};

/** A write whose outcome nothing waits for: the driver may send it together with those that follow. */
export interface DeferredQuery extends CompiledQuery {
  readonly deferred?: true;
}

/**
 * A write that need not have happened before the next read or the commit of its transaction. A refusal (already-exists)
 * comes then, and fails the transaction: where it is to be caught inside, use `run`.
 */
export const later = async (db: Db, text: string, values: readonly unknown[]): Promise<void> => {
  const query: DeferredQuery = { ...CompiledQuery.raw(text, values as unknown[]), deferred: true };
  await execute(db, query);
};

/** Inserts one row of a fixed table, as `later` does. Column names come from code, never from input. */
export const insertRow = <K extends keyof Tables>(db: Db, table: K, row: Insertable<Tables[K]>): Promise<void> =>
  later(db, insertText(table, Object.keys(row)), Object.values(row));
