import { checkEnvelope, type Envelope } from '#engine/exchange/envelope.ts';
import { canonicalJson } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { hashText } from '../command/hash.ts';
import { findInbox, insertInbox } from '../storage/exchanges.ts';
import type { Reply } from './transport.ts';

/**
 * Keeps an envelope that arrived; it is applied in its turn. One that is here already is kept once; where it has come to
 * its end, the answer is what became of it, because the sender does not seem to know.
 */
export const receiveEnvelope = async (context: Context, envelope: Envelope): Promise<Reply | undefined> => {
  const issues = checkEnvelope(envelope, hashText);
  if (issues.length > 0) throw problem('invalid-input', { issues });
  return await context.storage.transact(async (db) => {
    const isNew = await insertInbox(db, {
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
    });
    const known = isNew ? undefined : await findInbox(db, envelope.msgId);
    if (known === undefined || known.state === 'received') return undefined;
    return { type: 'ended', msgId: known.msg_id, state: known.state, code: known.code };
  });
};
