import { problem } from '#engine/problem.ts';
import type { RoleDefinition } from '#engine/schema/types.gen.ts';
import type { Context } from '../command/context.ts';

export type SystemRight = NonNullable<RoleDefinition['system']>[number];

/** Refuses an actor none of whose roles gives the platform right. */
export const requireSystem = (context: Context, right: SystemRight): void => {
  const holds = context.actor.roles.some((role) => context.catalog.definitions.role.get(role)?.system?.includes(right));
  if (!holds) throw problem('not-permitted', { issues: [{ path: '', code: 'access.systemRight', params: { right } }] });
};
