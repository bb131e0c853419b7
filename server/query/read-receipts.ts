import type { Light } from '#engine/deadline/light.ts';
import { orderLight, receiptLights } from '#engine/exchange/receipt-lights.ts';
import { Problem } from '#engine/problem.ts';
import type { ExchangeDefinition, Title } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';
import { understands } from '../exchange/addressees.ts';
import { lightingOf, litReceipt } from '../exchange/lit-receipts.ts';
import { asJson } from '../storage/db.ts';
import { type CounterpartRow, counterpartsOf } from '../storage/exchanges.ts';
import { availableActions, type ShownAction } from './available-actions.ts';
import { type RecordKey, reachRecord } from './read-record.ts';

interface ShownReceipt {
  readonly id: string;
  readonly organization: string;
  readonly organizationName: string;
  readonly cc: boolean;
  /** null until it is delivered. */
  readonly state: string | null;
  readonly stateTitle: Title | null;
  readonly closed: boolean;
  readonly light: Light | null;
  readonly signLight: Light | null;
  /** A message it has not answered yet, and why the last one was refused. */
  readonly pending: Title | null;
  readonly problem: string | null;
  /** True when the actor may open the receipt itself. */
  readonly reachable: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  /** Keys of the order's actions that may be meant for this receipt now. */
  readonly actions: readonly string[];
}

export interface ShownReceipts {
  readonly exchange: string;
  readonly title: Title;
  readonly module: string;
  /** The worst light of an open receipt. */
  readonly light: Light | null;
  readonly columns: readonly { readonly key: string; readonly title: Title }[];
  /** What the actor may do with chosen receipts: the action, and the field of its form that names them. */
  readonly actions: readonly { readonly action: ShownAction; readonly field: string }[];
  readonly receipts: readonly ShownReceipt[];
}

/** The receipts of an order as its side knows them; nothing where the module sends no orders. */
export const readReceipts = async (context: Context, at: RecordKey): Promise<readonly ShownReceipts[]> => {
  await reachRecord(context, at);
  const exchanges = [...context.catalog.definitions.exchange.values()].filter(({ order }) => order === at.module);
  if (exchanges.length === 0) return [];
  const rows = (await counterpartsOf(context.storage.read, at.id)).filter(({ side }) => side === 'order');
  const offered = (await availableActions(context, at)).filter(({ allowed }) => allowed);
  const shown: ShownReceipts[] = [];
  for (const exchange of exchanges) {
    const own = rows.filter((row) => row.exchange === exchange.key);
    shown.push(await showExchange(context, exchange, own, offered));
  }
  return shown;
};

const showExchange = async (
  context: Context,
  exchange: ExchangeDefinition,
  rows: readonly CounterpartRow[],
  offered: readonly ShownAction[],
): Promise<ShownReceipts> => {
  const lighting = lightingOf(context.catalog, exchange);
  const choosing = choosingActions(context, exchange, offered);
  const names = await namesOfOffices(context, rows);
  const receipts: ShownReceipt[] = [];
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
    light: lighting === undefined ? null : orderLight(lighting, rows.map(litReceipt), context.now),
    columns: exchange.back.filter(({ column }) => column === true).map(({ key, title }) => ({ key, title })),
    actions: choosing.map(({ action, field }) => ({ action, field })),
    receipts,
  };
};

const presented = (
  { catalog }: Context,
  exchange: ExchangeDefinition,
  row: CounterpartRow,
): Omit<ShownReceipt, 'organizationName' | 'light' | 'signLight' | 'reachable' | 'actions'> => ({
  id: row.remote_id,
  organization: row.organization,
  cc: Number(row.cc) === 1,
  state: row.state,
  stateTitle: catalog.module(exchange.receipt).workflow.states[row.state ?? '']?.title ?? null,
  closed: Number(row.closed) === 1,
  pending: exchange.messages.find(({ key }) => key === row.pending)?.title ?? null,
  problem: row.problem,
  data: asJson(row.data),
});

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
