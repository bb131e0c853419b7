import { problem } from '#engine/problem.ts';
import { actByPlatform } from '../command/act-by-platform.ts';
import { insertNewRecord } from '../command/insert-new-record.ts';
import { idFor, type Unit } from '../command/unit.ts';
import { insertCounterpart } from '../storage/exchanges.ts';
import { findOrganization } from '../storage/organizations.ts';
import type { Arrived, Ended } from './apply-message.ts';
import { writeFields } from './write-fields.ts';

/** Makes the receipt at the organization asked, under the id its order gave it. */
export const createReceipt = async (unit: Unit, { envelope, exchange }: Arrived): Promise<Ended> => {
  const [organization = ''] = envelope.toOrganizations;
  const place = await findOrganization(unit.db, organization);
  if (place === undefined) throw problem('invalid-input', { issues: [{ path: '', code: 'exchange.noOrganization' }] });
  const { now } = unit.context;
  await insertCounterpart(unit.db, {
    id: idFor(unit),
    exchange: exchange.key,
    side: 'receipt',
    record_id: envelope.remote,
    remote_id: envelope.id,
    organization: envelope.fromOrganization,
    platform: envelope.fromPlatform,
    cc: envelope.body.cc === true ? 1 : 0,
    state: null,
    closed: 0,
    data: '{}',
    sent: 0,
    received: envelope.version,
    pending: null,
    urged_at: null,
    problem: null,
    created_at: now,
    changed_at: now,
  });
  await insertNewRecord(unit, {
    id: envelope.remote,
    module: exchange.receipt,
    data: writeFields({}, envelope.body.data),
    organization,
  });
  if (envelope.body.cc === true && exchange.cc !== undefined)
    await actByPlatform(
      unit,
      { module: exchange.receipt, id: envelope.remote },
      { action: exchange.cc.action, told: { message: envelope.msgId } },
    );
  return { step: 'end', state: 'applied', code: null };
};
