import { problem } from '#engine/problem.ts';
import { run } from '../storage/db.ts';
import type { Context } from './context.ts';
import { runCommand } from './run-command.ts';

/** Marks a message to this actor as read. */
export const readMessage = (
  context: Context,
  { id, idempotencyKey }: { readonly id: string; readonly idempotencyKey: string },
): Promise<void> =>
  runCommand(context, { route: 'read-message', idempotencyKey, body: { id } }, async (unit) => {
    const statement = 'update `message` set `read_at` = ? where `id` = ? and `account` = ?';
    if ((await run(unit.db, statement, [context.now, id, context.actor.id])) === 0) throw problem('not-found');
  });
