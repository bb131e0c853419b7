import { checkEnvelope, type Envelope } from '#engine/exchange/envelope.ts';
import { canonicalJson } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { hashText } from '../command/hash.ts';
import { insertInbox } from '../storage/exchanges.ts';

/** Keeps an envelope that arrived; a message that is here already is kept once. It is applied in its turn. */
export const receiveEnvelope = async (context: Context, envelope: Envelope): Promise<void> => {
  const issues = checkEnvelope(envelope, hashText);
  if (issues.length > 0) throw problem('invalid-input', { issues });
  await context.storage.transact((db) =>
    insertInbox(db, {
      msg_id: envelope.msgId,
      exchange: envelope.exchange,
      record_id: envelope.id,
      remote_id: envelope.remote,
      version: envelope.version,
      from_platform: envelope.fromPlatform,
      payload: canonicalJson(envelope),
      state: 'received',
      code: null,
      received_at: context.now,
      ended_at: null,
    }),
  );
};
