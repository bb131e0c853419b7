import type { ExchangeDefinition } from '../schema/types.gen.ts';

/** A receipt as its order knows it. */
export interface KnownReceipt {
  /** null until it is delivered. */
  readonly state: string | null;
  /** A copy to read, of which nothing is awaited. */
  readonly cc: boolean;
  /** By key of `back`. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The values of the order's counting fields, by field; a receipt that tells no number adds nothing. */
export const countReceipts = (
  { counts = [], closed }: Pick<ExchangeDefinition, 'counts' | 'closed'>,
  receipts: readonly KnownReceipt[],
): ReadonlyMap<string, number> => {
  const asked = receipts.filter(({ cc }) => !cc);
  const isClosed = (state: string | null): boolean => state !== null && closed.includes(state);
  return new Map(
    counts.map(({ field, states, open, sum }) => {
      const meant = asked.filter(
        ({ state }) =>
          (open !== true || !isClosed(state)) && (states === undefined || (state !== null && states.includes(state))),
      );
      return [field, sum === undefined ? meant.length : meant.reduce((all, { data }) => all + told(data?.[sum]), 0)];
    }),
  );
};

const told = (value: unknown): number => (typeof value === 'number' && Number.isSafeInteger(value) ? value : 0);
