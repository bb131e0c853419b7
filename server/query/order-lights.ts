import type { Light } from '#engine/deadline/light.ts';
import { orderLight } from '#engine/exchange/receipt-lights.ts';
import type { ExchangeDefinition } from '#engine/schema/types.gen.ts';
import { toDay } from '#engine/time.ts';
import type { Context } from '../command/context.ts';
import { lightingOf, litReceipt } from '../exchange/lit-receipts.ts';
import { asJson } from '../storage/db.ts';
import type { CounterpartRow } from '../storage/exchanges.ts';

interface OrderLight {
  readonly light: Light;
  /** The first day on which an open receipt is due. */
  readonly due: string | null;
}

interface Placed {
  readonly id: string;
  readonly module: string;
}

/** The lights of the orders among some records: of each its worst open receipt. One query for a page, none without orders. */
export const orderLights = async (
  context: Context,
  records: readonly Placed[],
): Promise<ReadonlyMap<string, OrderLight>> => {
  const exchanges = [...context.catalog.definitions.exchange.values()];
  const ids = records.filter(({ module }) => exchanges.some(({ order }) => order === module)).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await context.storage.read
    .selectFrom('counterpart')
    .selectAll()
    .where('record_id', 'in', ids)
    .where('side', '=', 'order')
    .execute();
  const lights = new Map<string, OrderLight>();
  for (const [id, own] of Map.groupBy(rows, ({ record_id }) => record_id)) {
    const exchange = exchanges.find(({ key }) => key === own[0]?.exchange);
    const lighting = exchange && lightingOf(context.catalog, exchange);
    if (exchange === undefined || lighting === undefined) continue;
    const light = orderLight(lighting, own.map(litReceipt), context.now);
    lights.set(id, { light, due: firstDue(exchange, own) });
  }
  return lights;
};

const firstDue = ({ lights: { main } }: ExchangeDefinition, rows: readonly CounterpartRow[]): string | null => {
  const dues = rows
    .filter(({ closed, cc }) => Number(closed) === 0 && Number(cc) === 0)
    .map(({ data }) => asJson<Readonly<Record<string, unknown>>>(data))
    .map((data) => (main.again === undefined ? undefined : data[main.again]) ?? data[main.due])
    .filter((due): due is string => typeof due === 'string');
  return dues.sort((a, b) => (toDay(a) < toDay(b) ? -1 : 1))[0] ?? null;
};
