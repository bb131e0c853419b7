import type { Envelope } from '#engine/exchange/envelope.ts';
import { streamStep } from '#engine/exchange/stream-step.ts';
import { Problem } from '#engine/problem.ts';
import type { ExchangeDefinition, ExchangeMessage } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';
import { pinClosures } from '../command/pin-closures.ts';
import { runCommand } from '../command/run-command.ts';
import { forUpdate, type Unit } from '../command/unit.ts';
import { asJson, one } from '../storage/db.ts';
import {
  type CounterpartRow,
  endInbox,
  findCounterpart,
  findInbox,
  type InboxRow,
  updateCounterpart,
  wasRefused,
} from '../storage/exchanges.ts';
import { applyToOrder } from './apply-to-order.ts';
import { applyToReceipt } from './apply-to-receipt.ts';
import { createReceipt } from './create-receipt.ts';

export interface Ended {
  readonly step: 'end';
  readonly state: 'applied' | 'ignored' | 'rejected';
  readonly code: string | null;
}

export type Applied = Ended | { readonly step: 'gap'; readonly missing: number };

/** A message with the definitions that say what it means here. */
export interface Arrived {
  readonly envelope: Envelope;
  readonly exchange: ExchangeDefinition;
  readonly message: ExchangeMessage;
}

/**
 * Applies one message in one transaction: the record changes, its event is written, and the message ends. One that can
 * never be applied here is rejected and does not hold up those behind it.
 */
export const applyMessage = async (context: Context, row: InboxRow): Promise<Applied> => {
  const envelope = asJson<Envelope>(row.payload);
  const arrived = meaningOf(context, envelope);
  if (arrived !== undefined) {
    await pinClosures(context, arrived.exchange.receipt);
    await pinClosures(context, arrived.exchange.order);
  }
  try {
    return await inOneStep(context, envelope, (unit, known) => inTurn(unit, envelope, { arrived, known }));
  } catch (error) {
    // What another attempt may find gone is tried again.
    if (!(error instanceof Problem) || error.status >= 500 || error.slug === 'record-stale') throw error;
    return await reject(context, envelope, error.issues[0]?.code ?? error.slug);
  }
};

const meaningOf = ({ catalog }: Context, envelope: Envelope): Arrived | undefined => {
  const exchange = catalog.definitions.exchange.get(envelope.exchange);
  const message = exchange?.messages.find(({ key }) => key === envelope.message);
  if (exchange === undefined || message === undefined) return undefined;
  const speaker = message.from === 'order' ? exchange.order : exchange.receipt;
  return envelope.entity === speaker ? { envelope, exchange, message } : undefined;
};

type Step = (unit: Unit, known: CounterpartRow | undefined) => Promise<Applied>;

/** Runs `work` once for a message that has not come to its end, and writes what came of it. */
const inOneStep = (context: Context, envelope: Envelope, work: Step): Promise<Applied> =>
  runCommand(context, { route: 'apply-message', body: envelope.msgId }, async (unit) => {
    const lock = forUpdate(unit);
    // The record first, as everybody who acts on it does.
    await one(unit.db, `select id from record where id = ?${lock}`, [envelope.remote]);
    const inbox = await findInbox(unit.db, envelope.msgId, lock);
    if (inbox !== undefined && inbox.state !== 'received') return { step: 'end', state: inbox.state, code: inbox.code };
    const known = await findCounterpart(unit.db, envelope.remote, envelope.id, lock);
    const result = await work(unit, known);
    if (result.step === 'gap') return result;
    await endInbox(unit.db, envelope.msgId, { state: result.state, code: result.code, ended_at: context.now });
    if (known !== undefined && result.state !== 'ignored' && Number(known.received) < envelope.version)
      await updateCounterpart(unit.db, known.id, { received: envelope.version });
    return result;
  });

const reject = (context: Context, envelope: Envelope, code: string): Promise<Applied> =>
  inOneStep(context, envelope, async () => rejected(code));

const rejected = (code: string): Ended => ({ step: 'end', state: 'rejected', code });

interface Found {
  /** undefined where the definitions here know no such message. */
  readonly arrived: Arrived | undefined;
  readonly known: CounterpartRow | undefined;
}

const inTurn = async (unit: Unit, envelope: Envelope, { arrived, known }: Found): Promise<Applied> => {
  const received = Number(known?.received ?? 0);
  const step = streamStep(received, envelope);
  if (step === 'old') return { step: 'end', state: 'ignored', code: 'exchange.old' };
  if (step === 'gap') {
    const never = known === undefined && (await wasRefused(unit.db, envelope.id, envelope.remote));
    return never ? rejected('exchange.unknownRecord') : { step: 'gap', missing: received + 1 };
  }
  if (arrived === undefined) return rejected('exchange.unknownMessage');
  if (arrived.message.create === true) return await createReceipt(unit, arrived);
  if (known === undefined) return rejected('exchange.unknownRecord');
  return arrived.message.from === 'order'
    ? await applyToReceipt(unit, arrived, known)
    : await applyToOrder(unit, arrived, known);
};
