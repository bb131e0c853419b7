import type { Issue } from '#engine/issue.ts';
import type { ExchangeDefinition } from '#engine/schema/types.gen.ts';
import { moduleTableName, one } from '../../storage/db.ts';
import { jsonColumn } from '../../storage/json-column.ts';
import type { OpenRecord } from '../open-record.ts';
import type { Unit } from '../unit.ts';

/** Actions of a receipt that wait until everybody it was handed on to has finished. */
export const lowerBlocks = async (
  unit: Unit,
  { row }: OpenRecord,
  actions: readonly string[],
): Promise<ReadonlyMap<string, readonly Issue[]>> => {
  const blocks = new Map<string, readonly Issue[]>();
  for (const exchange of unit.context.catalog.definitions.exchange.values()) {
    const waiting = exchange.receipt === row.module ? (exchange.forward?.require ?? []) : [];
    const held = waiting.filter((action) => actions.includes(action));
    if (held.length === 0) continue;
    const count = await openBelow(unit, exchange, row);
    if (count === 0) continue;
    for (const action of held) blocks.set(action, [{ path: '', code: 'exchange.lowerOpen', params: { count } }]);
  }
  return blocks;
};

/** Receipts below that are not closed, and lower orders that are not issued yet; they lie in the receipt's organization. */
const openBelow = async (
  unit: Unit,
  { order, forward }: ExchangeDefinition,
  { id, organization }: OpenRecord['row'],
): Promise<number> => {
  const field = jsonColumn(unit.context.storage.dialect, 'm.data', forward?.field ?? '', 'text');
  const found = await one<{ n: number }>(
    unit.db,
    `select count(*) as n from \`${moduleTableName(order)}\` m join record r on r.id = m.id left join counterpart c on c.record_id = m.id and c.side = 'order' and c.cc = 0 where m.organization = ? and ${field} = ? and ((c.id is null and r.state_class <> 'terminal') or c.closed = 0)`,
    [organization, id],
  );
  return Number(found?.n ?? 0);
};
