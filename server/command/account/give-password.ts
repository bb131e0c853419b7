import { createHmac } from 'node:crypto';
import { addHours } from '#engine/time.ts';
import { putOneTimePassword, updateAccount } from '../../storage/accounts.ts';
import { hashPassword } from '../../storage/password.ts';
import { endSessionsOf } from '../../storage/sessions.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { runCommand } from '../run-command.ts';
import { reachAccount } from './reach-account.ts';

const hours = 72;
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
const length = 14;

/**
 * Gives an account a password for one sign-in, at which its owner puts his own in its place. Shown once; a repeated
 * request with the same key gives the same, so that a lost answer is no lost password.
 */
export const givePassword = async (
  context: Context,
  { id, idempotencyKey }: { readonly id: string; readonly idempotencyKey: string },
): Promise<{ readonly password: string; readonly until: string }> => {
  const password = wordOf(context, `${id} ${context.actor.id} ${idempotencyKey}`);
  const hash = await hashPassword(password);
  const { until } = await runCommand(
    context,
    { route: 'give-password', body: { id }, idempotencyKey },
    async (unit) => {
      const account = await reachAccount(unit, id);
      const term = addHours(context.now, hours);
      await updateAccount(unit.db, id, { password: hash });
      await putOneTimePassword(unit.db, {
        account: id,
        until: term,
        given_by: context.actor.id,
        given_at: context.now,
      });
      await endSessionsOf(unit.db, id);
      await appendEvent(unit, {
        type: 'account.passwordGiven',
        organization: account.organization,
        data: { account: id, until: term },
      });
      return { until: term };
    },
  );
  return { password, until };
};

/** Letters nobody mistakes for others, from the key only this installation has. */
const wordOf = ({ services }: Context, seed: string): string => {
  const bytes = createHmac('sha256', services.secret).update(`one-time-password ${seed}`).digest();
  return [...bytes.subarray(0, length)].map((byte) => letters.charAt(byte % letters.length)).join('');
};
