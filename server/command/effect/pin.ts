import { regimeOf } from '../regime.ts';
import type { RunEffect } from './effect.ts';

/**
 * Fixes the law and the definitions that govern the record from here on: the regime of its law date, and the closure of
 * the release in force. The new closure was stored before the transaction began.
 */
export const pin: RunEffect<'pin'> = async ({ unit, record }) => {
  const { catalog, services, now } = unit.context;
  record.row.regime = regimeOf(catalog, record.module, record.data, now);
  record.row.closure = services.closures.stored(catalog, record.row.module) ?? record.row.closure;
};
