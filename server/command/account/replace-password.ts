import { problem } from '#engine/problem.ts';
import { type AccountRow, dropOneTimePassword, findOneTimePassword, updateAccount } from '../../storage/accounts.ts';
import { hashPassword } from '../../storage/password.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { runCommand } from '../run-command.ts';

const shortest = 10;
const longest = 200;

/**
 * A password somebody else has given opens nothing: its owner puts his own in its place, in time.
 * @throws Problem password-change while he has not, sign-in-failed when it has run out
 */
export const replaceGivenPassword = async (
  context: Context,
  account: AccountRow,
  given: { readonly password: string; readonly newPassword?: string },
): Promise<void> => {
  const term = await findOneTimePassword(context.storage.read, account.id);
  if (term === undefined) return;
  if (context.now > term.until) throw problem('sign-in-failed');
  const { newPassword, password } = given;
  if (newPassword === undefined) throw problem('password-change');
  if (newPassword.length < shortest || newPassword.length > longest || newPassword === password)
    throw problem('password-change', {
      issues: [{ path: '/newPassword', code: 'account.password', params: { shortest } }],
    });
  const hash = await hashPassword(newPassword);
  await runCommand(context, { route: 'replace-password', body: null }, async (unit) => {
    await updateAccount(unit.db, account.id, { password: hash });
    await dropOneTimePassword(unit.db, account.id);
    await appendEvent(unit, {
      type: 'account.passwordChanged',
      organization: account.organization,
      data: { account: account.id },
    });
  });
};
