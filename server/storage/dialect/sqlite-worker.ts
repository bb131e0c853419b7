import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

/** A statement to be asked. */
export interface Asked {
  readonly id: number;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Its rows as lists of values, which cross threads faster than objects, or what went wrong. */
export interface Told {
  readonly id: number;
  readonly names: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly error?: string;
  /** Others follow. */
  readonly more?: true;
}

interface Statement {
  raw(): Statement;
  columns(): readonly { readonly name: string }[];
  iterate(values: readonly unknown[]): Iterable<readonly unknown[]>;
}
interface Native {
  pragma(text: string): unknown;
  prepare(text: string): Statement;
}

// The library the other connections use: two of them in one process would take each other's locks away.
const driver = 'better-sqlite3';
const require = createRequire(createRequire(import.meta.url).resolve('@mikro-orm/sqlite'));
const Database = require(driver) as new (file: string) => Native;

const native = new Database(workerData as string);
// Its own pages stay few: what it reads, it reads once.
for (const pragma of ['busy_timeout = 5000', 'query_only = on', 'cache_size = -16384', 'temp_store = file'])
  native.pragma(pragma);

interface Prepared {
  readonly statement: Statement;
  readonly names: readonly string[];
}
/** Statements by text: the same are asked again and again. */
const known = new Map<string, Prepared>();
const mostKnown = 100;

const preparedOf = (text: string): Prepared => {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= mostKnown) known.clear();
  const statement = native.prepare(text).raw();
  const made = { statement, names: statement.columns().map(({ name }) => name) };
  known.set(text, made);
  return made;
};

/** Rows that cross in one message, so that few lie on both sides. */
const together = 2000;

const answer = ({ id, text, values }: Asked): void => {
  const tell = (told: Omit<Told, 'id'>): void => parentPort?.postMessage({ id, ...told } satisfies Told);
  try {
    const { statement, names } = preparedOf(text);
    let rows: (readonly unknown[])[] = [];
    for (const row of statement.iterate(values)) {
      if (rows.length === together) {
        tell({ names, rows, more: true });
        rows = [];
      }
      rows.push(row);
    }
    tell({ names, rows });
  } catch (error) {
    tell({ names: [], rows: [], error: error instanceof Error ? error.message : String(error) });
  }
};

parentPort?.on('message', answer);
