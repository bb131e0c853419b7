import type { Unit } from './unit.ts';

/** Remembers that a record whose amounts a record above adds up was written. */
export const noteBalance = (unit: Unit, row: { module: string; parent_id: string | null }): void => {
  const { catalog } = unit.context;
  const parent = catalog.definitions.module.get(row.module)?.parent?.module;
  if (row.parent_id === null || parent === undefined) return;
  if (catalog.definitions.module.get(parent)?.balances?.some(({ module }) => module === row.module))
    unit.balances.set(row.parent_id, parent);
};
