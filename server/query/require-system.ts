import { problem } from '#engine/problem.ts';
import type { RoleDefinition } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';

export type SystemRight = NonNullable<RoleDefinition['system']>[number];

export const holdsSystem = ({ actor, catalog }: Context, right: SystemRight): boolean =>
  actor.roles.some((role) => catalog.definitions.role.get(role)?.system?.includes(right));

/** Refuses an actor none of whose roles gives the platform right. */
export const requireSystem = (context: Context, right: SystemRight): void => {
  if (!holdsSystem(context, right))
    throw problem('not-permitted', { issues: [{ path: '', code: 'access.systemRight', params: { right } }] });
};
