import { getPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { ExchangeDefinition, ExchangeMessage } from '#engine/schema/types.gen.ts';
import type { EffectWork } from '../command/effect/effect.ts';
import { asJson } from '../storage/db.ts';
import { type CounterpartRow, counterpartsOf } from '../storage/exchanges.ts';

/** The other sides an existing record speaks to: a receipt its order, an order the receipts meant. */
export const addresseesOf = async (
  work: EffectWork,
  exchange: ExchangeDefinition,
  message: ExchangeMessage,
  only?: ReadonlySet<string>,
): Promise<readonly CounterpartRow[]> => {
  const rows = (await counterpartsOf(work.unit.db, work.record.row.id)).filter(
    (row) => row.exchange === exchange.key && row.side === message.from,
  );
  if (message.from === 'receipt') return rows;
  const isCopy = ({ cc }: CounterpartRow) => Number(cc) === 1;
  const able = rows.filter((row) => !isCopy(row) && understands(exchange, message, row));
  if (only !== undefined) return able.filter(({ id }) => only.has(id));
  if (message.to === undefined) {
    if (able.length === 0 && message.optional !== true) throw refuse(message, 'exchange.nobody');
    return message.copies === true ? [...able, ...rows.filter(isCopy)] : able;
  }
  const chosen = organizationsIn(getPath(work.input, message.to));
  const path = `/${message.to.replaceAll('.', '/')}`;
  if (chosen.length === 0) throw problem('invalid-input', { issues: [{ path, code: 'required' }] });
  return chosen.map((organization) => {
    const row = able.findLast((one) => one.organization === organization);
    if (row === undefined) throw refuse(message, 'exchange.receiptState', path, { organization });
    return row;
  });
};

/** A message makes sense in some states of the receipt; while it waits for an answer it is not sent twice. */
export const understands = (
  { closed }: ExchangeDefinition,
  message: ExchangeMessage,
  { state, pending, data }: Pick<CounterpartRow, 'state' | 'pending' | 'data'>,
): boolean => {
  if (message.from !== 'order' || message.create) return false;
  if (message.onlyIf !== undefined && getPath(asJson(data), message.onlyIf) !== true) return false;
  if (message.states === undefined) return state === null || !closed.includes(state);
  return state !== null && message.states.includes(state) && pending !== message.key;
};

/** Ids in a field of one or many organizations, or in a column of rows. */
export const organizationsIn = (value: unknown): readonly string[] => [
  ...new Set(
    (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== ''),
  ),
];

const refuse = ({ title }: ExchangeMessage, code: string, path = '', params: Readonly<Record<string, unknown>> = {}) =>
  problem('action-not-available', { issues: [{ path, code, params: { message: title, ...params } }] });
