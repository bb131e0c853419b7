import { orderLight, receiptLights } from '#engine/exchange/receipt-lights.ts';
import type { Receipt, Receipts } from '#engine/exchange/receipts.ts';
import { translate } from '#engine/message/translate.ts';
import { Problem } from '#engine/problem.ts';
import type { ExchangeDefinition, ExchangeLight, Title } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';
import { understands } from '../exchange/addressees.ts';
import { lightingOf, litReceipt } from '../exchange/lit-receipts.ts';
import { all, asJson, moduleTableName } from '../storage/db.ts';
import { type CounterpartRow, counterpartsOf } from '../storage/exchanges.ts';
import { jsonColumn } from '../storage/json-column.ts';
import { availableActions, type ShownAction } from './available-actions.ts';
import type { RecordRow } from './present-record.ts';
import { type RecordKey, reachRecord } from './read-record.ts';

export type ShownReceipts = Receipts<ShownAction>;

/**
 * The receipts of an order as its side knows them, or those of the lower orders by which a receipt was handed on;
 * nothing where the module takes part in no exchange.
 */
export const readReceipts = async (context: Context, at: RecordKey): Promise<readonly ShownReceipts[]> => {
  const record = await reachRecord(context, at);
  const exchanges = [...context.catalog.definitions.exchange.values()];
  const asking = exchanges.filter(({ order }) => order === at.module);
  const offered = asking.length === 0 ? [] : (await availableActions(context, at)).filter(({ allowed }) => allowed);
  const shown: ShownReceipts[] = [];
  for (const exchange of asking) shown.push(await showExchange(context, { exchange, id: at.id, offered, order: null }));
  for (const exchange of exchanges.filter(({ receipt, forward }) => forward !== undefined && receipt === at.module))
    for (const order of await lowerOrders(context, exchange, record))
      shown.push(await showExchange(context, { exchange, id: order.id, offered: [], order }));
  return shown;
};

interface Asking {
  readonly exchange: ExchangeDefinition;
  readonly id: string;
  readonly offered: readonly ShownAction[];
  readonly order: ShownReceipts['order'];
}

const showExchange = async (context: Context, { exchange, id, offered, order }: Asking): Promise<ShownReceipts> => {
  const rows = (await counterpartsOf(context.storage.read, id)).filter(
    (row) => row.side === 'order' && row.exchange === exchange.key,
  );
  const lighting = lightingOf(context.catalog, exchange);
  const choosing = choosingActions(context, exchange, offered);
  const names = await namesOfOffices(context, rows);
  const receipts: Receipt[] = [];
  for (const row of rows) {
    const lights = lighting && receiptLights(lighting, litReceipt(row), context.now);
    receipts.push({
      ...presented(context, exchange, row),
      organizationName: names.get(row.organization) ?? row.organization,
      light: lights?.main ?? null,
      signLight: lights?.sign ?? null,
      reachable: await mayReach(context, exchange.receipt, row.remote_id),
      actions: choosing.filter(({ message }) => understands(exchange, message, row)).map(({ action }) => action.key),
    });
  }
  return {
    exchange: exchange.key,
    title: exchange.title,
    module: exchange.receipt,
    order,
    light: lighting === undefined ? null : orderLight(lighting, rows.map(litReceipt), context.now),
    columns: exchange.back
      .filter(({ key, column }) => column === true && key !== exchange.lights.main.due)
      .map(({ key, title }) => ({ key, title })),
    actions: choosing.map(({ action, field }) => ({ action, field })),
    receipts,
  };
};

/** Lower orders lie in the organization of the receipt they serve. */
const lowerOrders = async (
  { storage }: Context,
  { order: module, forward }: ExchangeDefinition,
  { id, organization }: Pick<RecordRow, 'id' | 'organization'>,
): Promise<readonly NonNullable<ShownReceipts['order']>[]> => {
  const field = jsonColumn(storage.dialect, 'm.data', forward?.field ?? '', 'text');
  const rows = await all<{ id: string; title: string }>(
    storage.read,
    `select r.id, r.title from \`${moduleTableName(module)}\` m join record r on r.id = m.id where m.organization = ? and ${field} = ? order by r.created_at, r.id`,
    [organization, id],
  );
  return rows.map((row) => ({ module, id: row.id, title: row.title }));
};

const presented = (
  { catalog }: Context,
  exchange: ExchangeDefinition,
  row: CounterpartRow,
): Omit<Receipt, 'organizationName' | 'light' | 'signLight' | 'reachable' | 'actions'> => ({
  id: row.remote_id,
  organization: row.organization,
  cc: Number(row.cc) === 1,
  state: row.state,
  stateTitle: catalog.module(exchange.receipt).workflow.states[row.state ?? '']?.title ?? null,
  closed: Number(row.closed) === 1,
  pending: exchange.messages.find(({ key }) => key === row.pending)?.title ?? null,
  problem: row.problem === null ? null : wordsOf(row.problem),
  data: asJson(row.data),
  due: dueIn(row, exchange.lights.main),
  signDue: exchange.lights.sign === undefined ? null : dueIn(row, exchange.lights.sign),
});

const wordsOf = (code: string): Title => ({
  zh: translate({ path: '', code }, 'zh'),
  en: translate({ path: '', code }, 'en'),
});

const dueIn = ({ data }: CounterpartRow, { due, again }: ExchangeLight): string | null => {
  const known = asJson<Readonly<Record<string, unknown>>>(data);
  const time = (again === undefined ? undefined : known[again]) ?? known[due];
  return typeof time === 'string' ? time : null;
};

/** The actions the actor may take that send a message to receipts named in their form. */
const choosingActions = ({ catalog }: Context, exchange: ExchangeDefinition, offered: readonly ShownAction[]) => {
  const { workflow } = catalog.module(exchange.order);
  return offered.flatMap((action) => {
    const effects = workflow.actions[action.key]?.effects ?? [];
    const keys = effects.flatMap((one) => (one.type === 'send' && one.exchange === exchange.key ? [one.message] : []));
    const message = exchange.messages.find(({ key, to }) => to !== undefined && keys.includes(key));
    return message?.to === undefined ? [] : [{ action, message, field: message.to }];
  });
};

const namesOfOffices = async ({ storage }: Context, rows: readonly CounterpartRow[]) => {
  const ids = [...new Set(rows.map(({ organization }) => organization))];
  if (ids.length === 0) return new Map<string, string>();
  const found = await storage.read.selectFrom('organization').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(found.map(({ id, name }) => [id, name]));
};

const mayReach = async (context: Context, module: string, id: string): Promise<boolean> => {
  try {
    await reachRecord(context, { module, id });
    return true;
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return false;
    throw error;
  }
};
