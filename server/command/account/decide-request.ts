import { problem } from '#engine/problem.ts';
import { endRoleRequest, findRoleRequest, grantRole, type RoleRequestRow } from '../../storage/accounts.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { runCommand } from '../run-command.ts';
import { mayGrant } from './may-grant.ts';
import { reachAccount } from './reach-account.ts';

export interface DecideRequest {
  readonly id: string;
  readonly agree: boolean;
  readonly idempotencyKey: string;
}

/** A second person grants a role that was asked for, or refuses it. */
export const decideRequest = async (context: Context, { idempotencyKey, ...input }: DecideRequest): Promise<void> => {
  await runCommand(context, { route: 'decide-role-request', body: input, idempotencyKey }, async (unit) => {
    const found = await findRoleRequest(unit.db, input.id);
    if (found === undefined) throw problem('not-found');
    const account = await reachAccount(unit, found.account);
    const { actor, now } = context;
    if (input.agree) requireSecond(context, found);
    const state = input.agree ? 'agreed' : 'refused';
    const ended = await endRoleRequest(unit.db, found.id, { state, decided_by: actor.id, decided_at: now });
    if (ended !== 1) throw problem('action-not-available', { issues: [{ path: '', code: 'account.requestEnded' }] });
    const grant = { account: account.id, role: found.role, granted_by: actor.id, granted_at: now };
    if (input.agree) await grantRole(unit.db, grant);
    await appendEvent(unit, {
      type: input.agree ? 'account.roleGranted' : 'account.roleRefused',
      organization: account.organization,
      data: { account: account.id, role: found.role, askedBy: found.asked_by },
    });
  });
};

const requireSecond = (context: Context, { asked_by, role }: RoleRequestRow): void => {
  if (asked_by === context.actor.id) throw refuse('account.secondPerson');
  if (!mayGrant(context, role))
    throw refuse('account.beyond', { role: context.catalog.definitions.role.get(role)?.title ?? role });
};

const refuse = (code: string, params: Readonly<Record<string, unknown>> = {}) =>
  problem('not-permitted', { issues: [{ path: '', code, params }] });
