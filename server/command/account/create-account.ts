import type { Issue } from '#engine/issue.ts';
import { problem } from '#engine/problem.ts';
import { findAccountByName, insertAccount } from '../../storage/accounts.ts';
import { findOrganization } from '../../storage/organizations.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { runCommand } from '../run-command.ts';
import { idFor } from '../unit.ts';
import { organizationOf, requireManager } from './reach-account.ts';
import { type Granted, type Grants, setGrants } from './set-grants.ts';

export interface CreateAccount extends Grants {
  readonly username: string;
  readonly name: string;
  readonly organization?: string;
  readonly idempotencyKey: string;
}

export const userName = /^[A-Za-z0-9][A-Za-z0-9.-]{2,39}$/;
const longestName = 50;

export const nameIssues = (name: string): readonly Issue[] =>
  name.trim() === '' || name.length > longestName ? [{ path: '/name', code: 'account.name' }] : [];

/** Makes an account below the actor's organization. It has no password until one is given. */
export const createAccount = async (
  context: Context,
  { idempotencyKey, ...input }: CreateAccount,
): Promise<Granted & { readonly id: string }> =>
  await runCommand(context, { route: 'create-account', body: input, idempotencyKey }, async (unit) => {
    const organization = organizationOf(context, input.organization);
    await requireManager(unit, organization);
    const issues = [
      ...(userName.test(input.username) ? [] : [{ path: '/username', code: 'import.username' }]),
      ...nameIssues(input.name),
      ...((await findOrganization(unit.db, organization)) === undefined
        ? [{ path: '/organization', code: 'reference', params: { value: organization } }]
        : []),
    ];
    if (issues.length > 0) throw problem('invalid-input', { issues });
    if ((await findAccountByName(unit.db, input.username)) !== undefined)
      throw problem('already-exists', { issues: [{ path: '/username', code: 'account.taken' }] });
    const id = idFor(unit);
    await insertAccount(unit.db, {
      id,
      username: input.username,
      name: input.name.trim(),
      password: null,
      organization,
      active: 1,
      demo: 0,
      profile: '{}',
      created_at: context.now,
    });
    const granted = await setGrants(unit, { id, organization }, input);
    await appendEvent(unit, {
      type: 'account.created',
      organization,
      data: { account: id, username: input.username, ...granted },
    });
    return { id, ...granted };
  });
