import { problem } from '#engine/problem.ts';
import { updateAccount } from '../../storage/accounts.ts';
import { endSessionsOf } from '../../storage/sessions.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { runCommand } from '../run-command.ts';
import { nameIssues } from './create-account.ts';
import { reachAccount } from './reach-account.ts';
import { type Granted, type Grants, setGrants } from './set-grants.ts';

export interface ChangeAccount extends Grants {
  readonly id: string;
  readonly name: string;
  readonly idempotencyKey: string;
}

/** Gives an account another name, other roles and posts by date. */
export const changeAccount = async (context: Context, { idempotencyKey, ...input }: ChangeAccount): Promise<Granted> =>
  await runCommand(context, { route: 'change-account', body: input, idempotencyKey }, async (unit) => {
    const account = await reachAccount(unit, input.id);
    const issues = nameIssues(input.name);
    if (issues.length > 0) throw problem('invalid-input', { issues });
    const name = input.name.trim();
    if (name !== account.name) await updateAccount(unit.db, account.id, { name });
    const granted = await setGrants(unit, account, input);
    await appendEvent(unit, {
      type: 'account.changed',
      organization: account.organization,
      data: { account: account.id, ...granted, ...(name !== account.name && { renamed: true }) },
    });
    return granted;
  });

/** A suspended account opens no session and loses those it has; what it did stays. */
export const setAccountActive = async (
  context: Context,
  { id, active, idempotencyKey }: { readonly id: string; readonly active: boolean; readonly idempotencyKey: string },
): Promise<void> => {
  await runCommand(context, { route: 'set-account-active', body: { id, active }, idempotencyKey }, async (unit) => {
    const account = await reachAccount(unit, id);
    if ((account.active === 1) === active) return;
    await updateAccount(unit.db, id, { active: active ? 1 : 0 });
    if (!active) await endSessionsOf(unit.db, id);
    await appendEvent(unit, {
      type: active ? 'account.resumed' : 'account.suspended',
      organization: account.organization,
      data: { account: id },
    });
  });
};
