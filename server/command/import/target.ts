import type { BuiltRow, RowFault } from '#engine/import/build-row.ts';
import type { ImportPlan } from '#engine/import/plan.ts';
import type { Context } from '../context.ts';
import type { Unit } from '../unit.ts';
import type { Parent } from './find-parents.ts';
import type { World } from './words.ts';

/** A row that was read and judged, ready to be stored unless it has faults. */
export interface ReadyRow extends BuiltRow {
  /** True when what it describes is there already and is left as it is. */
  readonly skip?: true;
  /** The record it updates. */
  readonly existing?: string;
  /** What became of it, beside its being stored. */
  readonly notes?: RowFault[];
}

export interface Work {
  readonly context: Context;
  readonly plan: ImportPlan;
  readonly world: World;
  /** Whose rights are asked; nobody's when the platform itself imports. */
  readonly asked: boolean;
  /** The record above a row, of a module below another. */
  readonly parents?: (row: BuiltRow) => Parent | undefined;
}

/** What the rows of a table become. */
export interface Target {
  /** Judges a batch of rows against what is stored and against those before; nothing is written. */
  readonly judge: (rows: readonly BuiltRow[]) => Promise<readonly ReadyRow[]>;
  /** Writes one row. @throws Problem for what only the database can tell, as a value another record has taken. */
  readonly write: (unit: Unit, row: ReadyRow) => Promise<void>;
  /** After the last row of a run. */
  readonly finish?: (unit: Unit) => Promise<void>;
}
