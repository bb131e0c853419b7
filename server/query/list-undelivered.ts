import type { Envelope } from '#engine/exchange/envelope.ts';
import type { Context } from '../command/context.ts';
import { asJson } from '../storage/db.ts';
import { requireSystem } from './require-system.ts';

interface Undelivered {
  readonly id: string;
  readonly exchange: string;
  readonly message: string;
  /** The record that speaks, and the organization spoken to. */
  readonly record: { readonly module: string; readonly id: string };
  readonly organization: string;
  readonly platform: string;
  /** dead: sent often and never answered · rejected: refused over there, with the code of the reason. */
  readonly state: string;
  readonly code: string | null;
  readonly attempts: number;
  readonly created: string;
  readonly ended: string | null;
}

const most = 500;

/** Messages between records that came to nothing, newest first; for operators. */
export const listUndelivered = async (context: Context): Promise<readonly Undelivered[]> => {
  requireSystem(context, 'operations');
  const rows = await context.storage.read
    .selectFrom('exchange_outbox')
    .selectAll()
    .where('state', 'in', ['dead', 'rejected'])
    .orderBy('created_at', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => {
    const { message, entity, toOrganizations } = asJson<Envelope>(row.payload);
    return {
      id: row.msg_id,
      exchange: row.exchange,
      message,
      record: { module: entity, id: row.record_id },
      organization: toOrganizations[0] ?? '',
      platform: row.to_platform,
      state: row.state,
      code: row.code,
      attempts: Number(row.attempts),
      created: row.created_at,
      ended: row.ended_at,
    };
  });
};
