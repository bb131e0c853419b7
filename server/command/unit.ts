import type { Db } from '../storage/db.ts';
import type { Context } from './context.ts';
import { newId } from './new-id.ts';

/** One transaction of a command. It may run again after a deadlock, so it keeps nothing outside of itself. */
export interface Unit {
  readonly db: Db;
  readonly context: Context;
  /** Set when the command stored a job. */
  jobs: boolean;
  /** How often the command itself moved the family version of a root. */
  readonly touched: Map<string, number>;
}

export const openUnit = (db: Db, context: Context): Unit => ({ db, context, jobs: false, touched: new Map() });

export const idFor = (unit: Unit): string => newId(unit.context.now);

/** Appended to a statement that reads what the transaction then decides on. SQLite has one writer and needs no lock. */
export const forUpdate = (unit: Unit): string => (unit.context.storage.dialect === 'mariadb' ? ' for update' : '');
