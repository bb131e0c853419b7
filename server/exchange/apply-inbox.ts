import type { Context } from '../command/context.ts';
import { type InboxRow, waitingInbox } from '../storage/exchanges.ts';
import { applyMessage } from './apply-message.ts';
import type { Transport } from './transport.ts';

/**
 * Applies what has arrived, each stream in its order. A message whose forerunner is missing waits, and the forerunner is
 * asked for. The answer is how many came to an end.
 */
export const applyInbox = async (context: Context, transport: Transport): Promise<number> => {
  const streams = Map.groupBy(
    await waitingInbox(context.storage.read),
    ({ record_id, remote_id }) => `${record_id} ${remote_id}`,
  );
  let ended = 0;
  for (const rows of streams.values()) ended += await applyStream(context, transport, rows);
  return ended;
};

const applyStream = async (context: Context, transport: Transport, rows: readonly InboxRow[]): Promise<number> => {
  let ended = 0;
  for (const row of [...rows].sort((a, b) => Number(a.version) - Number(b.version))) {
    const result = await applyMessage(context, row);
    if (result.step === 'gap') {
      const { record_id: id, remote_id: remote } = row;
      await transport.reply(context, { type: 'resend', id, remote, version: result.missing }, row.from_platform);
      return ended;
    }
    ended += 1;
    const { state, code } = result;
    await transport.reply(context, { type: 'ended', msgId: row.msg_id, state, code }, row.from_platform);
  }
  return ended;
};
