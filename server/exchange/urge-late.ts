import { workdaysBetween } from '#engine/deadline/workday.ts';
import { type Lighting, receiptLights } from '#engine/exchange/receipt-lights.ts';
import type { ExchangeDefinition, ExchangeMessage } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import type { Context } from '../command/context.ts';
import { appendEvent } from '../command/event.ts';
import { openForPlatform } from '../command/open-record.ts';
import { runCommand } from '../command/run-command.ts';
import { awaitedReceipts, type CounterpartRow } from '../storage/exchanges.ts';
import { numberOf } from './buffer-days.ts';
import { lightingOf, litReceipt } from './lit-receipts.ts';
import { postMessage } from './post-message.ts';

/**
 * Urges whoever keeps an order waiting: once when the light turns yellow, once when it turns red, and from then on
 * whenever as many working days have passed as the exchange says. Looking twice urges once.
 */
export const urgeLate = async (context: Context): Promise<void> => {
  for (const exchange of context.catalog.definitions.exchange.values()) {
    const message = exchange.messages.find(({ key }) => key === exchange.urge?.message);
    const lighting = lightingOf(context.catalog, exchange);
    if (message === undefined || lighting === undefined) continue;
    const late = (await awaitedReceipts(context.storage.read, exchange.key)).filter((row) =>
      ['yellow', 'red'].includes(lightAt(lighting, row, context.now)),
    );
    for (const [order, rows] of Map.groupBy(late, ({ record_id }) => record_id))
      await urge(context, { exchange, message, lighting, order, rows });
  }
};

interface Late {
  readonly exchange: ExchangeDefinition;
  readonly message: ExchangeMessage;
  readonly lighting: Lighting;
  readonly order: string;
  readonly rows: readonly CounterpartRow[];
}

const urge = (context: Context, { exchange, message, lighting, order, rows }: Late): Promise<void> =>
  runCommand(context, { route: 'urge-late', body: order }, async (unit) => {
    const record = await openForPlatform(unit, { module: exchange.order, id: order });
    const every = (await numberOf(unit, exchange.urge?.every ?? '', record.row)) ?? Number.POSITIVE_INFINITY;
    const due = rows.filter((row) => isDue(context.now, lighting, row, every));
    if (due.length === 0) return;
    const work = { unit, record, input: {}, fit: { account: context.actor.id }, warnings: [], created: [] };
    await postMessage(work, exchange, { ...message, optional: true }, new Set(due.map(({ id }) => id)));
    await appendEvent(unit, {
      type: 'exchange.urged',
      record: { id: order, root: record.row.root_id },
      organization: record.row.organization,
      data: { message: message.key, organizations: due.map(({ organization }) => organization) },
    });
  });

const lightAt = (lighting: Lighting, row: CounterpartRow, at: string) =>
  receiptLights(lighting, litReceipt(row), at).main;

const isDue = (now: string, lighting: Lighting, row: CounterpartRow, every: number): boolean => {
  if (row.urged_at === null) return true;
  if (lightAt(lighting, row, now) !== 'red') return false;
  if (lightAt(lighting, row, row.urged_at) !== 'red') return true;
  return workdaysBetween(lighting.calendar, toCivilDate(row.urged_at), toCivilDate(now)) >= every;
};
