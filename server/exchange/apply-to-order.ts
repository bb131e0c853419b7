import { countReceipts } from '#engine/exchange/count-receipts.ts';
import { getPath, isObject, setPath } from '#engine/json.ts';
import type { ExchangeDefinition } from '#engine/schema/types.gen.ts';
import { actByPlatform } from '../command/act-by-platform.ts';
import type { RecordData } from '../command/open-record.ts';
import { judgeOf, openForPlatform } from '../command/open-record.ts';
import type { Unit } from '../command/unit.ts';
import { asJson } from '../storage/db.ts';
import { type CounterpartRow, counterpartsOf, updateCounterpart } from '../storage/exchanges.ts';
import type { Arrived, Ended } from './apply-message.ts';
import { writeFields } from './write-fields.ts';

/** The order takes note of what its receipt says, counts anew, and does what then is due by itself. */
export const applyToOrder = async (
  unit: Unit,
  { envelope, exchange, message }: Arrived,
  known: CounterpartRow,
): Promise<Ended> => {
  const { body } = envelope;
  const state = typeof body.state === 'string' ? body.state : known.state;
  await updateCounterpart(unit.db, known.id, {
    state,
    closed: body.closed === true ? 1 : 0,
    data: JSON.stringify(isObject(body.back) ? body.back : {}),
    pending: null,
    changed_at: unit.context.now,
  });
  const at = { module: exchange.order, id: known.record_id };
  const counts = await countsOf(unit, exchange, known.record_id);
  const change = (data: RecordData) => writeCounts(writeFields(data, body.data), counts);
  const told = { message: envelope.msgId, organization: known.organization };
  const acted =
    message.action === undefined
      ? false
      : (await actByPlatform(unit, at, { action: message.action, change, told })).done;
  if (!acted) await actByPlatform(unit, at, { change, told });
  await followUp(unit, exchange, known.record_id);
  return { step: 'end', state: 'applied', code: null };
};

const countsOf = async (unit: Unit, exchange: ExchangeDefinition, order: string) => {
  const rows = (await counterpartsOf(unit.db, order)).filter(({ side }) => side === 'order');
  return countReceipts(
    exchange,
    rows.map(({ state, cc, data }) => ({ state, cc: Number(cc) === 1, data: asJson(data) })),
  );
};

/** Nothing is written where nothing changed, so that a message that moves no count makes no version. */
const writeCounts = (data: RecordData, counts: ReadonlyMap<string, number>): RecordData => {
  let written = data;
  for (const [field, count] of counts) if (getPath(written, field) !== count) written = setPath(written, field, count);
  return written;
};

/** Actions an order takes by itself, each at most once for a message. */
const followUp = async (unit: Unit, { order, auto = [] }: ExchangeDefinition, id: string): Promise<void> => {
  for (const { action, when } of auto) {
    const record = await openForPlatform(unit, { module: order, id });
    if (record.module.workflow.states[record.row.state]?.on?.[action] === undefined) continue;
    if (judgeOf(unit, record)(when) === true) await actByPlatform(unit, { module: order, id }, { action });
  }
};
