import type { Db } from '../storage/db.ts';
import type { RecordTable } from '../storage/tables.ts';
import type { Context } from './context.ts';
import { newId } from './new-id.ts';

/** One transaction of a command. It may run again after a deadlock, so it keeps nothing outside of itself. */
export interface Unit {
  readonly db: Db;
  readonly context: Context;
  /** Set when the command stored a job. */
  jobs: boolean;
  /** Set when the command started a clock. */
  clocks: boolean;
  /** How often the command itself moved the family version of a root. */
  readonly touched: Map<string, number>;
  /** What is to be done to other records once the command's own work is written. */
  readonly acts: WantedAct[];
  /** Records that hold a balance over what was written, with their modules. */
  readonly balances: Map<string, string>;
}

/** A record as a command has stored it. */
export type StoredRecord = RecordTable & { readonly data: string };

const results = new WeakMap<object, StoredRecord>();

/** Keeps a record beside the answer of the command that stored it, so that it need not be read again. */
export const withRecord = <T extends object>(answer: T, record: StoredRecord): T => {
  results.set(answer, record);
  return answer;
};

/** What `withRecord` kept; nothing for the remembered answer of a repeated command. */
export const recordBehind = (answer: object): StoredRecord | undefined => results.get(answer);

interface WantedAct {
  readonly module: string;
  readonly id: string;
  readonly action: string;
  /** Fields written first. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The record that asks for it. */
  readonly by: string;
}

export const openUnit = (db: Db, context: Context): Unit => ({
  db,
  context,
  jobs: false,
  clocks: false,
  touched: new Map(),
  acts: [],
  balances: new Map(),
});

export const idFor = (unit: Unit): string => newId(unit.context.now);

/** Appended to a statement that reads what the transaction then decides on. SQLite has one writer and needs no lock. */
export const forUpdate = (unit: Unit): string => (unit.context.storage.dialect === 'mariadb' ? ' for update' : '');
