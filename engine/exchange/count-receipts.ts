import type { ExchangeDefinition } from '../schema/types.gen.ts';

/** A receipt as its order knows it. */
export interface KnownReceipt {
  /** null until it is delivered. */
  readonly state: string | null;
  /** A copy to read, of which nothing is awaited. */
  readonly cc: boolean;
}

/** The values of the order's counting fields, by field. */
export const countReceipts = (
  { counts = [], closed }: Pick<ExchangeDefinition, 'counts' | 'closed'>,
  receipts: readonly KnownReceipt[],
): ReadonlyMap<string, number> => {
  const asked = receipts.filter(({ cc }) => !cc);
  const isClosed = (state: string | null): boolean => state !== null && closed.includes(state);
  return new Map(
    counts.map(({ field, states, open }) => [
      field,
      asked.filter(
        ({ state }) =>
          (open !== true || !isClosed(state)) && (states === undefined || (state !== null && states.includes(state))),
      ).length,
    ]),
  );
};
