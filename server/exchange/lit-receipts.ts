import type { Catalog } from '#engine/definition/catalog.ts';
import type { Lighting, LitReceipt } from '#engine/exchange/receipt-lights.ts';
import type { ExchangeDefinition } from '#engine/schema/types.gen.ts';
import { asJson } from '../storage/db.ts';
import type { CounterpartRow } from '../storage/exchanges.ts';

/** A receipt as its lights are computed from. */
export const litReceipt = ({ state, cc, data }: Pick<CounterpartRow, 'state' | 'cc' | 'data'>): LitReceipt => ({
  state,
  cc: Number(cc) === 1,
  data: asJson(data),
});

/** undefined while the calendar of the exchange is not defined. */
export const lightingOf = ({ definitions }: Catalog, exchange: ExchangeDefinition): Lighting | undefined => {
  const calendar = definitions.calendar.get(exchange.calendar);
  return calendar && { lights: exchange.lights, closed: exchange.closed, calendar };
};
