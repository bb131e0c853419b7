import { findHeader, type RecordHeader } from '../storage/records.ts';
import type { Unit } from './unit.ts';

type Placed = Pick<RecordHeader, 'id' | 'module' | 'parent_id'>;

/** The record itself, or the nearest above it that is of the module. */
export const recordOfModule = async (unit: Unit, row: Placed, module: string): Promise<Placed | undefined> => {
  if (row.module === module) return row;
  const parent = row.parent_id === null ? undefined : await findHeader(unit.db, row.parent_id);
  return parent === undefined ? undefined : await recordOfModule(unit, parent, module);
};
