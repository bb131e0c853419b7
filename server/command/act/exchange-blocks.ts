import type { Issue } from '#engine/issue.ts';
import type { ExchangeDefinition } from '#engine/schema/types.gen.ts';
import { understands } from '../../exchange/addressees.ts';
import { moduleTableName, one } from '../../storage/db.ts';
import { counterpartsOf } from '../../storage/exchanges.ts';
import { jsonColumn } from '../../storage/json-column.ts';
import type { OpenRecord } from '../open-record.ts';
import type { Unit } from '../unit.ts';

type Blocks = ReadonlyMap<string, readonly Issue[]>;

/** What exchanges hold against actions of a record: an order nobody can be sent to, a receipt that waits for those below. */
export const exchangeBlocks = async (unit: Unit, record: OpenRecord, actions: readonly string[]): Promise<Blocks> => {
  const blocks = new Map<string, readonly Issue[]>();
  for (const exchange of unit.context.catalog.definitions.exchange.values()) {
    const found =
      exchange.order === record.row.module
        ? await nobodyBlocks(unit, record, { exchange, actions })
        : exchange.receipt === record.row.module
          ? await lowerBlocks(unit, record, { exchange, actions })
          : [];
    for (const [action, issue] of found) blocks.set(action, [...(blocks.get(action) ?? []), issue]);
  }
  return blocks;
};

interface Asked {
  readonly exchange: ExchangeDefinition;
  readonly actions: readonly string[];
}

type Found = readonly (readonly [action: string, Issue])[];

/** Actions that send a message to chosen receipts, while no receipt is in a state to take it. */
const nobodyBlocks = async (unit: Unit, { row, module }: OpenRecord, { exchange, actions }: Asked): Promise<Found> => {
  const sending = actions.flatMap((action) => {
    const keys = (module.workflow.actions[action]?.effects ?? []).flatMap((one) =>
      one.type === 'send' && one.exchange === exchange.key ? [one.message] : [],
    );
    const message = exchange.messages.find(({ key, to }) => to !== undefined && keys.includes(key));
    return message === undefined ? [] : [{ action, message }];
  });
  if (sending.length === 0) return [];
  const rows = (await counterpartsOf(unit.db, row.id)).filter(({ side, cc }) => side === 'order' && Number(cc) === 0);
  return sending
    .filter(({ message }) => !rows.some((one) => one.exchange === exchange.key && understands(exchange, message, one)))
    .map(({ action, message }) => [action, { path: '', code: 'exchange.nobody', params: { message: message.title } }]);
};

/** Actions of a receipt that wait until everybody it was handed on to has finished. */
const lowerBlocks = async (unit: Unit, { row }: OpenRecord, { exchange, actions }: Asked): Promise<Found> => {
  const held = (exchange.forward?.require ?? []).filter((action) => actions.includes(action));
  if (held.length === 0) return [];
  const count = await openBelow(unit, exchange, row);
  return count === 0 ? [] : held.map((action) => [action, { path: '', code: 'exchange.lowerOpen', params: { count } }]);
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
