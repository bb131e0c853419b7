import type { Selectable } from 'kysely';
import { type Db, insertRow } from './db.ts';
import { rowOf } from './rows.ts';
import type { DecisionTable } from './tables.ts';

export type DecisionRow = Selectable<DecisionTable>;

/** A stored outcome with its trace; the database refuses to change it. */
export const insertDecision = (db: Db, row: DecisionRow): Promise<void> => insertRow(db, 'decision', row);

export const findDecision = (db: Db, id: string): Promise<DecisionRow | undefined> => rowOf(db, 'decision', { id });
