import { type Envelope, sealEnvelope } from '#engine/exchange/envelope.ts';
import { canonicalJson } from '#engine/json.ts';
import type { Db } from '#server/storage/db.ts';
import { sha256 } from '#server/storage/events.ts';
import { insertCounterpart, insertInbox, insertOutgoing } from '#server/storage/exchanges.ts';

const at = '2026-06-01T02:00:00.000Z';

const envelope = (msgId: string, id: string, remote: string, version: number): Envelope =>
  sealEnvelope(
    {
      msgId,
      exchange: 'asking',
      message: 'ask',
      entity: 'loan',
      id,
      remote,
      version,
      fromPlatform: 'test',
      toPlatform: 'test',
      fromOrganization: 'o1',
      toOrganizations: ['o2'],
      occurredAt: at,
      sentAt: at,
      body: { data: { version } },
    },
    sha256,
  );

/** Each loan has sent two messages to a record elsewhere and taken one from there. */
export const sendMessages = async (db: Db, loans: readonly string[]): Promise<void> => {
  for (const loan of loans) {
    const remote = `q${loan}`;
    for (const version of [1, 2]) {
      const sent = envelope(`s${loan}${version}`, loan, remote, version);
      await insertOutgoing(db, {
        msg_id: sent.msgId,
        exchange: 'asking',
        record_id: loan,
        remote_id: remote,
        version,
        to_platform: 'test',
        payload: canonicalJson(sent),
        state: 'applied',
        attempts: 1,
        run_after: at,
        code: null,
        created_at: at,
        ended_at: at,
      });
    }
    await insertInbox(db, {
      msg_id: `t${loan}`,
      exchange: 'asking',
      record_id: remote,
      remote_id: loan,
      version: 1,
      from_platform: 'test',
      payload: canonicalJson(envelope(`t${loan}`, remote, loan, 1)),
      state: 'applied',
      code: null,
      received_at: at,
      ended_at: at,
    });
    await insertCounterpart(db, {
      id: `c${loan}`,
      exchange: 'asking',
      side: 'order',
      record_id: loan,
      remote_id: remote,
      organization: 'o2',
      platform: 'test',
      cc: 0,
      state: 'open',
      closed: 0,
      data: '{}',
      sent: 2,
      received: 1,
      pending: null,
      urged_at: null,
      problem: null,
      created_at: at,
      changed_at: at,
    });
  }
};
