import { checkEnvelope } from '#engine/exchange/envelope.ts';
import { all, asJson } from '../storage/db.ts';
import { sha256 } from '../storage/events.ts';
import { type Invariant, type Offence, offences, type World } from './world.ts';

const batch = 500;

const streamOf = (table: string, where = '') =>
  `select \`record_id\`, \`remote_id\`, count(*) as n, count(distinct \`version\`) as versions, max(\`version\`) as highest from \`${table}\`${where} group by \`record_id\`, \`remote_id\``;

/** Messages that are not what their sender sealed. */
const altered = async ({ db }: World, table: 'exchange_outbox' | 'inbox'): Promise<Offence[]> => {
  const broken: Offence[] = [];
  for (let last = ''; ; ) {
    const rows = await all<{ msg_id: string; record_id: string; version: number; payload: string }>(
      db,
      `select \`msg_id\`, \`record_id\`, \`version\`, \`payload\` from \`${table}\` where \`msg_id\` > ? order by \`msg_id\` limit ${batch}`,
      [last],
    );
    for (const { msg_id, record_id, version, payload } of rows) {
      const envelope = asJson<{ msgId?: unknown; id?: unknown; version?: unknown }>(payload);
      const same = envelope.msgId === msg_id && envelope.id === record_id && envelope.version === Number(version);
      if (!same || checkEnvelope(envelope, sha256).length > 0)
        broken.push({ table, row: msg_id, reason: 'it is not what was sent' });
    }
    if (rows.length < batch) return broken;
    last = rows.at(-1)?.msg_id ?? '';
  }
};

export const i10: Invariant = {
  id: 'I10',
  title: 'messages between records are what was sent, without a gap, and each was applied once and in its turn',
  find: async (world) => [
    ...(await offences(
      world,
      'counterpart',
      'what was sent to it is not what it counts',
      `select c.\`id\` as row from \`counterpart\` c left join (${streamOf('exchange_outbox')}) s on s.\`record_id\` = c.\`record_id\` and s.\`remote_id\` = c.\`remote_id\` where coalesce(s.n, 0) <> c.\`sent\` or coalesce(s.highest, 0) <> c.\`sent\``,
    )),
    ...(await offences(
      world,
      'counterpart',
      'what was applied from it is not what it counts',
      `select c.\`id\` as row from \`counterpart\` c left join (${streamOf('inbox', " where `state` in ('applied', 'rejected')")}) s on s.\`record_id\` = c.\`remote_id\` and s.\`remote_id\` = c.\`record_id\` where coalesce(s.n, 0) <> c.\`received\` or coalesce(s.highest, 0) <> c.\`received\` or coalesce(s.versions, 0) <> coalesce(s.n, 0)`,
    )),
    ...(await altered(world, 'exchange_outbox')),
    ...(await altered(world, 'inbox')),
  ],
};
