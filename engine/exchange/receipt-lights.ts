import type { Light } from '../deadline/light.ts';
import { light } from '../deadline/light.ts';
import type { CalendarDefinition, ExchangeDefinition, ExchangeLight } from '../schema/types.gen.ts';
import { isCivilDate, isInstant } from '../time.ts';
import type { KnownReceipt } from './count-receipts.ts';

export interface LitReceipt extends KnownReceipt {
  /** By key of `back`. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface ReceiptLights {
  readonly main: Light;
  readonly sign?: Light;
}

export interface Lighting {
  readonly lights: ExchangeDefinition['lights'];
  readonly closed: readonly string[];
  readonly calendar: CalendarDefinition;
}

/**
 * The lights of a receipt at the instant `now`: of its term and of its signature. Grey while it is not delivered; a
 * receipt that was closed without an answer has none.
 */
export const receiptLights = (
  { lights, closed, calendar }: Lighting,
  receipt: LitReceipt,
  now: string,
): ReceiptLights => {
  const isClosed = receipt.state !== null && closed.includes(receipt.state);
  const lit = (of: ExchangeLight): Light => {
    const { start, due, done } = timesOf(of, receipt.data);
    if (isClosed && done === null) return 'none';
    if (start === null) return 'grey';
    const pending = of.pending !== undefined && receipt.data[of.pending] === true;
    const { warn } = of;
    return light({ start, due, doneAt: done, extensionPending: pending, ...(warn && { warn }), calendar }, now);
  };
  return { main: lit(lights.main), ...(lights.sign && { sign: lit(lights.sign) }) };
};

const timesOf = ({ start, due, done, again }: ExchangeLight, data: LitReceipt['data']) => {
  const time = (key: string): string | null => {
    const value = data[key];
    return isCivilDate(value) || isInstant(value) ? value : null;
  };
  const anew = again === undefined ? null : time(again);
  return { start: time(start), due: anew ?? time(due), done: time(done) };
};

const rank: readonly Light[] = ['none', 'blue', 'grey', 'green', 'greenPending', 'yellow', 'red'];

/** An order is as bad as its worst open receipt; without one it has no light. */
export const orderLight = (lighting: Lighting, receipts: readonly LitReceipt[], now: string): Light =>
  receipts
    .filter(({ state, cc }) => !cc && !(state !== null && lighting.closed.includes(state)))
    .map((receipt) => receiptLights(lighting, receipt, now).main)
    .reduce<Light>((worst, one) => (rank.indexOf(one) > rank.indexOf(worst) ? one : worst), 'none');
