import { Worker } from 'node:worker_threads';
import type { DatabaseConnection, QueryResult } from 'kysely';
import type { Db } from '../db.ts';
import { kyselyOn } from './sqlite-kysely.ts';
import type { Asked, Told } from './sqlite-worker.ts';

/** Milliseconds without a question after which the thread ends and gives back its memory. */
const idle = 20_000;

interface Waiting {
  readonly resolve: (told: Told) => void;
  readonly reject: (error: unknown) => void;
}

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
      waiting.get(told.id)?.resolve(told);
      waiting.delete(told.id);
      if (waiting.size === 0) {
        begun.unref();
        timer = setTimeout(() => void end(), idle).unref();
      }
    });
    begun.on('error', (error) => void (worker === begun && end(error)));
    begun.on('exit', () => void (worker === begun && end()));
    return begun;
  };
  const ask = (text: string, values: readonly unknown[]): Promise<Told> =>
    new Promise((resolve, reject) => {
      clearTimeout(timer);
      worker ??= begin();
      worker.ref();
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, text, values } satisfies Asked);
    });
  return { ask, end };
};

const rowOf = (names: readonly string[], values: readonly unknown[]): Record<string, unknown> => {
  const row: Record<string, unknown> = {};
  for (let index = 0; index < names.length; index += 1) row[names[index] ?? ''] = values[index];
  return row;
};

/** A read handle whose statements hold up nobody: for those that read much. */
export const openWide = (file: string): { readonly db: Db; readonly end: () => Promise<void> } => {
  const { ask, end } = openThread(file);
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) => {
      const { names, rows, error } = await ask(sql, parameters);
      if (error !== undefined) throw new Error(error);
      return { rows: rows.map((values) => rowOf(names, values)) } as QueryResult<R>;
    },
    streamQuery: () => {
      throw new Error('rows are read in pages, not streamed');
    },
  };
  return { db: kyselyOn(connection), end };
};
