import { type Envelope, type JsonObject, sealEnvelope } from '#engine/exchange/envelope.ts';
import { canonicalJson, getPath, type Json } from '#engine/json.ts';
import type { ExchangeDefinition, ExchangeMessage, ValueSource } from '#engine/schema/types.gen.ts';
import type { EffectWork } from '../command/effect/effect.ts';
import { valueFrom } from '../command/effect/value-source.ts';
import { hashText } from '../command/hash.ts';
import { idFor, type Unit } from '../command/unit.ts';
import { one } from '../storage/db.ts';
import { type CounterpartRow, insertOutgoing, updateCounterpart } from '../storage/exchanges.ts';
import { enqueueJob } from '../storage/jobs.ts';
import { addresseesOf } from './addressees.ts';
import { askReceivers } from './ask-receivers.ts';
import { checkExtension } from './check-extension.ts';

/**
 * Writes one envelope for each record a message is for, or for those of them whose counterpart is among `only`. What the message says is read now, so an effect that sends
 * stands behind those that set what it sends.
 */
export const postMessage = async (
  work: EffectWork,
  exchange: ExchangeDefinition,
  message: ExchangeMessage,
  only?: ReadonlySet<string>,
): Promise<void> => {
  const { unit } = work;
  await checkExtension(work, exchange, message);
  const addressees = message.create
    ? await askReceivers(work, exchange, message)
    : await addresseesOf(work, exchange, message, only);
  if (addressees.length === 0) return;
  const body = await bodyOf(work, exchange, message);
  for (const row of addressees) await post({ work, exchange, message, body, row });
  unit.jobs = true;
  await enqueueJob(unit.db, { kind: 'exchange', payload: '{}', at: unit.context.now });
};

interface Posting {
  readonly work: EffectWork;
  readonly exchange: ExchangeDefinition;
  readonly message: ExchangeMessage;
  readonly body: JsonObject;
  readonly row: CounterpartRow;
}

const post = async ({ work, exchange, message, body, row }: Posting): Promise<void> => {
  const { unit, record } = work;
  const { now, services } = unit.context;
  const version = Number(row.sent) + 1;
  const envelope: Envelope = sealEnvelope(
    {
      msgId: idFor(unit),
      exchange: exchange.key,
      message: message.key,
      entity: record.row.module,
      id: record.row.id,
      remote: row.remote_id,
      version,
      fromPlatform: services.platform,
      toPlatform: row.platform,
      fromOrganization: record.row.organization,
      toOrganizations: [row.organization],
      occurredAt: now,
      sentAt: now,
      body: Number(row.cc) === 1 ? { ...body, cc: true } : body,
    },
    hashText,
  );
  await insertOutgoing(unit.db, {
    msg_id: envelope.msgId,
    exchange: exchange.key,
    record_id: record.row.id,
    remote_id: row.remote_id,
    version,
    to_platform: row.platform,
    payload: canonicalJson(envelope),
    state: 'waiting',
    attempts: 0,
    run_after: now,
    code: null,
    created_at: now,
    ended_at: null,
  });
  const pending = message.from === 'order' ? { pending: message.key, problem: null } : {};
  const urged = exchange.urge?.message === message.key ? { urged_at: now } : {};
  await updateCounterpart(unit.db, row.id, { sent: version, ...pending, ...urged, changed_at: now });
};

/** What the other side is told: fields to write there and, from a receipt, what its order may know of it. */
const bodyOf = async (
  work: EffectWork,
  exchange: ExchangeDefinition,
  message: ExchangeMessage,
): Promise<JsonObject> => {
  const fromOrder = message.from === 'order';
  const carried = fromOrder && (message.create || message.carry) ? exchange.carry : {};
  const data = await valuesOf(work, { ...carried, ...message.data });
  if (fromOrder) return { data };
  const { state } = work.record.row;
  const closed = exchange.closed.includes(state);
  return { data, state, closed, back: await backOf(work, exchange) };
};

const valuesOf = async (work: EffectWork, sources: Readonly<Record<string, ValueSource>>): Promise<JsonObject> => {
  const values: Record<string, Json> = {};
  for (const [field, source] of Object.entries(sources))
    values[field] = ((await valueFrom(work, source)) ?? null) as Json;
  return values;
};

const backOf = async (work: EffectWork, { back }: ExchangeDefinition): Promise<JsonObject> => {
  const known: Record<string, Json> = {};
  for (const { key, field, deadline } of back) {
    if (field !== undefined) known[key] = (getPath(work.record.data, field) ?? null) as Json;
    if (deadline !== undefined) known[key] = await dueOf(work.unit, work.record.row.id, deadline);
  }
  return known;
};

const dueOf = async (unit: Unit, record: string, deadline: string): Promise<string | null> =>
  (
    await one<{ due_at: string | null }>(
      unit.db,
      'select due_at from clock where record_id = ? and deadline = ? order by round desc limit 1',
      [record, deadline],
    )
  )?.due_at ?? null;
