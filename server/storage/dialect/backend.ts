import type { Db } from '../db.ts';

export type Work<T> = (db: Db) => Promise<T>;

/** What a dialect gives to `openStorage`. */
export interface Backend {
  readonly read: Db;
  /** The same for statements that read much: where they would hold up others it has a thread of its own. */
  readonly wide: Db;
  /** Ends what the handles need beside their connections. */
  end(): Promise<void>;
  /** One attempt; `busy` Problems may be tried again. */
  transact<T>(work: Work<T>): Promise<T>;
  /** Runs DDL outside of every transaction, alone. */
  define(statements: readonly string[]): Promise<void>;
  /** Refreshes the planner's statistics. */
  optimize(): Promise<void>;
}

/** A setting of the database that would lose data or change meanings; the server refuses to start on it. */
export class WrongSetting extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongSetting';
  }
}
