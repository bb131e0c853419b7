import { Worker } from 'node:worker_threads';
import type { DatabaseConnection, QueryResult } from 'kysely';
import type { Db } from '../db.ts';
import { kyselyOn } from './sqlite-kysely.ts';
import type { Asked, Told } from './sqlite-worker.ts';

/** Milliseconds without a question after which the thread ends and gives back its memory. */
const idle = 20_000;

type Row = Record<string, unknown>;

interface Waiting {
  /** Those that have come. */
  readonly rows: Row[];
  readonly resolve: (rows: readonly Row[]) => void;
  readonly reject: (error: unknown) => void;
}

const rowOf = (names: readonly string[], values: readonly unknown[]): Row => {
  const row: Row = {};
  for (let index = 0; index < names.length; index += 1) row[names[index] ?? ''] = values[index];
  return row;
};

/** Asks statements on a thread of its own; it begins with the first and ends when none came for a while. */
const openThread = (file: string) => {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;
  let last = 0;

  const end = async (error?: unknown): Promise<void> => {
    clearTimeout(timer);
    const ended = worker;
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error ?? new Error('the thread of the database has ended'));
    waiting.clear();
    await ended?.terminate();
  };
  const begin = (): Worker => {
    const begun = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: file, env: {} });
    begun.on('message', (told: Told) => {
      const one = waiting.get(told.id);
      for (const values of told.rows) one?.rows.push(rowOf(told.names, values));
      if (told.more) return;
      waiting.delete(told.id);
      if (told.error === undefined) one?.resolve(one.rows);
      else one?.reject(new Error(told.error));
      if (waiting.size === 0) {
        begun.unref();
        timer = setTimeout(() => void end(), idle).unref();
      }
    });
    begun.on('error', (error) => void (worker === begun && end(error)));
    begun.on('exit', () => void (worker === begun && end()));
    return begun;
  };
  const ask = (text: string, values: readonly unknown[]): Promise<readonly Row[]> =>
    new Promise((resolve, reject) => {
      clearTimeout(timer);
      worker ??= begin();
      worker.ref();
      last += 1;
      waiting.set(last, { rows: [], resolve, reject });
      worker.postMessage({ id: last, text, values } satisfies Asked);
    });
  return { ask, end };
};

/** A read handle whose statements hold up nobody: for those that read much. */
export const openWide = (file: string): { readonly db: Db; readonly end: () => Promise<void> } => {
  const { ask, end } = openThread(file);
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) => {
      return { rows: await ask(sql, parameters) } as QueryResult<R>;
    },
    streamQuery: () => {
      throw new Error('rows are read in pages, not streamed');
    },
  };
  return { db: kyselyOn(connection), end };
};
