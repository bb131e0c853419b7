import { holdsSystem, type SystemRight } from '../../query/require-system.ts';
import type { Context } from '../context.ts';

/** Rights over the platform itself are given by those who hold them. */
const guarded: readonly SystemRight[] = [
  'usersManage',
  'definitionsEdit',
  'definitionsPublish',
  'auditRead',
  'operations',
];

const holds = (context: Context, role: string, right: SystemRight): boolean =>
  context.catalog.definitions.role.get(role)?.system?.includes(right) === true;

/** Nobody gives what he does not hold. */
export const mayGrant = (context: Context, role: string): boolean =>
  guarded.every((right) => !holds(context, role, right) || holdsSystem(context, right));

/** Roles that open the platform itself, or what is sensitive, are given by two persons. */
export const needsSecond = (context: Context, role: string): boolean =>
  guarded.some((right) => holds(context, role, right)) ||
  context.catalog.definitions.role.get(role)?.grants.some(({ sensitive }) => sensitive === true) === true;
