import type { Context } from '#server/command/context.ts';
import { receiveEnvelope } from '#server/exchange/receive-envelope.ts';
import { takeReply } from '#server/exchange/take-reply.ts';
import type { Transport } from '#server/exchange/transport.ts';

export interface UnrulyTransport extends Transport {
  /** Delivers what is under way in any order, some of it twice, keeps some back and loses some. */
  release(context: Context): Promise<void>;
  readonly told: { delivered: number; doubled: number; lost: number };
}

type Parcel = (context: Context) => Promise<void>;

/** Holds everything back until it is released, then hands it on as bad networks do. `random` gives numbers below 1. */
export const unrulyTransport = (random: () => number): UnrulyTransport => {
  let underWay: Parcel[] = [];
  const told = { delivered: 0, doubled: 0, lost: 0 };
  return {
    told,
    deliver: async (_context, envelope) => {
      underWay.push(async (context) => {
        const answer = await receiveEnvelope(context, envelope);
        if (answer !== undefined) underWay.push((later) => takeReply(later, answer));
      });
    },
    reply: async (_context, reply) => {
      underWay.push((context) => takeReply(context, reply));
    },
    release: async (context) => {
      const parcels = underWay;
      underWay = [];
      while (parcels.length > 0) {
        const [parcel] = parcels.splice(Math.floor(random() * parcels.length), 1);
        const fate = random();
        if (fate < 0.1) told.lost += 1;
        // Some stay under way and come with what is sent later.
        else if (fate < 0.25 && parcel !== undefined) underWay.push(parcel);
        else {
          await parcel?.(context);
          told.delivered += 1;
          if (fate < 0.5 && parcel !== undefined) {
            underWay.push(parcel);
            told.doubled += 1;
          }
        }
      }
    },
  };
};
