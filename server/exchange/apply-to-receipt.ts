import { actByPlatform } from '../command/act-by-platform.ts';
import type { Unit } from '../command/unit.ts';
import { type CounterpartRow, updateCounterpart } from '../storage/exchanges.ts';
import type { Arrived, Ended } from './apply-message.ts';
import { writeFields } from './write-fields.ts';

/** What the order says is written and done; where the receipt's state knows nothing of it, it is only noted. */
export const applyToReceipt = async (
  unit: Unit,
  { envelope, exchange, message }: Arrived,
  known: CounterpartRow,
): Promise<Ended> => {
  await updateCounterpart(unit.db, known.id, { changed_at: unit.context.now });
  const { done } = await actByPlatform(
    unit,
    { module: exchange.receipt, id: known.record_id },
    {
      ...(message.action !== undefined && { action: message.action }),
      change: (data) => writeFields(data, envelope.body.data),
      told: { message: envelope.msgId },
    },
  );
  return { step: 'end', state: 'applied', code: done ? null : 'exchange.notInState' };
};
