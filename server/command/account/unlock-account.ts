import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { runCommand } from '../run-command.ts';
import { reachAccount } from './reach-account.ts';

/** Says whose failed sign-ins are to be forgotten, and that somebody wished it. */
export const unlockAccount = (
  context: Context,
  { id, idempotencyKey }: { readonly id: string; readonly idempotencyKey: string },
): Promise<{ readonly username: string }> =>
  runCommand(context, { route: 'unlock-account', body: { id }, idempotencyKey }, async (unit) => {
    const { username, organization } = await reachAccount(unit, id);
    await appendEvent(unit, { type: 'account.unlocked', organization, data: { account: id } });
    return { username };
  });
