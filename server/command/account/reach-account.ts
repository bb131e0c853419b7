import { problem } from '#engine/problem.ts';
import { requireSystem } from '../../query/require-system.ts';
import { type AccountRow, findAccount } from '../../storage/accounts.ts';
import { ancestorsOf } from '../../storage/organizations.ts';
import type { Context } from '../context.ts';
import type { Unit } from '../unit.ts';

/** Refuses whoever does not manage the people of this organization: its own administrators and those above. */
export const requireManager = async (unit: Unit, organization: string): Promise<void> => {
  const { context, db } = unit;
  requireSystem(context, 'usersManage');
  const path = (await ancestorsOf(db, organization)).map(({ id }) => id);
  if (!path.includes(context.actor.organization)) throw problem('not-found');
};

/** An account the actor manages, not his own: what one may is decided by others. */
export const reachAccount = async (unit: Unit, id: string): Promise<AccountRow> => {
  requireSystem(unit.context, 'usersManage');
  const account = await findAccount(unit.db, id);
  if (account === undefined) throw problem('not-found');
  await requireManager(unit, account.organization);
  if (account.id === unit.context.actor.id)
    throw problem('not-permitted', { issues: [{ path: '', code: 'account.ownself' }] });
  return account;
};

export const organizationOf = ({ actor }: Context, organization: string | undefined): string =>
  organization === undefined || organization === '' ? actor.organization : organization;
