import { problem } from '#engine/problem.ts';
import { asJson } from '../../storage/db.ts';
import { findAnswer } from '../../storage/idempotency.ts';
import type { Context } from '../context.ts';
import { hashJson } from '../hash.ts';
import type { CommandKey } from '../run-command.ts';

/**
 * What was answered under this key before, for commands that judge for long before their transaction begins.
 * @throws Problem idempotency-mismatch when the key was used for something else.
 */
export const recallAnswer = async <T>(context: Context, command: CommandKey): Promise<T | undefined> => {
  const { route, idempotencyKey: key, body } = command;
  if (key === undefined) return undefined;
  const row = await findAnswer(context.storage.read, { actor: context.actor.id, route, key });
  if (row === undefined) return undefined;
  if (row.body !== hashJson(body)) throw problem('idempotency-mismatch');
  return asJson<T>(row.reference);
};
