import type { Context } from '../command/context.ts';
import { findCounterpart, findOutgoing, resendFrom, updateCounterpart, updateOutgoing } from '../storage/exchanges.ts';
import type { Reply } from './transport.ts';

/** What the other platform said about a message of ours. */
export const takeReply = ({ storage, now }: Context, reply: Reply): Promise<void> =>
  storage.transact(async (db) => {
    if (reply.type === 'resend') {
      await resendFrom(db, reply.id, reply.remote, reply.version, now);
      return;
    }
    const sent = await findOutgoing(db, reply.msgId);
    if (sent === undefined || sent.state === 'applied' || sent.state === 'rejected') return;
    const state = reply.state === 'rejected' ? 'rejected' : 'applied';
    await updateOutgoing(db, sent.msg_id, { state, code: reply.code, ended_at: now });
    const row = await findCounterpart(db, sent.record_id, sent.remote_id);
    if (row === undefined || Number(row.sent) !== Number(sent.version)) return;
    // The other side has taken the newest message: nothing is pending, whether or not it changed anything there.
    await updateCounterpart(db, row.id, { pending: null, problem: state === 'rejected' ? reply.code : null });
  });
