import { problem } from '#engine/problem.ts';
import { loadActor } from '../query/load-actor.ts';
import { findAccountByName } from '../storage/accounts.ts';
import { checkPassword } from '../storage/password.ts';
import { openSession } from '../storage/sessions.ts';
import { replaceGivenPassword } from './account/replace-password.ts';
import type { Actor, Context } from './context.ts';
import { appendEvent } from './event.ts';
import { runCommand } from './run-command.ts';

export interface SignedIn {
  readonly secret: string;
  readonly actor: Actor;
  /** Hours until the session ends. */
  readonly hours: number;
}

const hours = 12;

/** Opens a session for the right password; undefined otherwise, in the same time whether or not the name exists. */
export const signIn = async (
  context: Context,
  input: { readonly username: string; readonly password: string; readonly newPassword?: string },
): Promise<SignedIn | undefined> => {
  if (input.password.length > 1024 || input.username.length > 200) return undefined;
  const { read } = context.storage;
  const account = await findAccountByName(read, input.username.normalize('NFC'));
  const right = await checkPassword(input.password, account?.password);
  if (!right || account === undefined) return undefined;
  const actor = await loadActor(read, account.id, context.now);
  if (actor === undefined) throw problem('sign-in-failed');
  const as = { ...context, actor };
  await replaceGivenPassword(as, account, input);
  const secret = await runCommand(as, { route: 'sign-in', body: null }, async (unit) => {
    const opened = await openSession(unit.db, { account: account.id, kind: 'session', now: context.now, hours });
    await appendEvent(unit, { type: 'session.opened', organization: account.organization, data: {} });
    return opened;
  });
  return { secret, actor, hours };
};
