import { changeAccount, setAccountActive } from '#server/command/account/change-account.ts';
import { createAccount } from '#server/command/account/create-account.ts';
import { decideRequest } from '#server/command/account/decide-request.ts';
import { givePassword } from '#server/command/account/give-password.ts';
import type { WantedPost } from '#server/command/account/set-grants.ts';
import { unlockAccount } from '#server/command/account/unlock-account.ts';
import { listGrants, listManagedAccounts } from '#server/query/list-managed-accounts.ts';
import type { SignInBounds } from '../middleware/bound-sign-ins.ts';
import { anything, flag, input, integer, list, map, nullable, object, type Route, text } from '../route.ts';

const grants = {
  roles: list(text),
  posts: list(input({ post: text, organization: text, from: nullable(text), to: nullable(text) }, ['post'])),
};
const granted = { given: list(text), asked: list(text), taken: list(text), posts: integer };
const whole = (value: string | null, otherwise: number): number => Math.trunc(Number(value ?? otherwise)) || 0;
const texts = (value: unknown): readonly string[] => (value as readonly string[] | undefined) ?? [];
const postsIn = (value: unknown): readonly WantedPost[] => (value as readonly WantedPost[] | undefined) ?? [];

const reading: readonly Route[] = [
  {
    method: 'get',
    path: '/accounts',
    id: 'listManagedAccounts',
    summary: 'Accounts this administrator manages, by search, organization (with those below), role and post',
    query: { search: text, organization: text, role: text, post: text, skip: integer, limit: integer },
    answers: { 200: object({ total: integer, items: list(map(anything)) }) },
    handle: async ({ context, query }) => {
      const words = ['search', 'organization', 'role', 'post'].map((name) => [name, query.get(name) ?? ''] as const);
      return {
        body: await listManagedAccounts(context, {
          ...Object.fromEntries(words),
          skip: whole(query.get('skip'), 0),
          limit: whole(query.get('limit'), 20),
        }),
      };
    },
  },
  {
    method: 'get',
    path: '/accounts/grants',
    id: 'listGrants',
    summary: 'Roles and posts there are, which of them this administrator may give, and which take two persons',
    answers: { 200: object({ roles: list(map(anything)), posts: list(map(anything)) }) },
    handle: async ({ context }) => ({ body: listGrants(context) }),
  },
];

const writing: readonly Route[] = [
  {
    method: 'post',
    path: '/accounts',
    id: 'createAccount',
    summary: 'A new account, without a password',
    body: input({ username: text, name: text, organization: text, ...grants }, ['username', 'name']),
    answers: { 201: object({ id: text, ...granted }) },
    handle: async ({ context, body, key }) => ({
      status: 201,
      body: await createAccount(context, {
        username: String(body.username),
        name: String(body.name),
        ...(typeof body.organization === 'string' && { organization: body.organization }),
        roles: texts(body.roles),
        posts: postsIn(body.posts),
        idempotencyKey: key,
      }),
    }),
  },
  {
    method: 'put',
    path: '/accounts/:id',
    id: 'changeAccount',
    summary: 'Name, roles and posts by date; weighty roles wait for a second person',
    body: input({ name: text, ...grants }, ['name', 'roles', 'posts']),
    answers: { 200: object(granted) },
    handle: async ({ context, params, body, key }) => ({
      body: await changeAccount(context, {
        id: params.id ?? '',
        name: String(body.name),
        roles: texts(body.roles),
        posts: postsIn(body.posts),
        idempotencyKey: key,
      }),
    }),
  },
  {
    method: 'post',
    path: '/accounts/:id/active',
    id: 'setAccountActive',
    summary: 'Suspend an account, or let it sign in again',
    body: input({ active: flag }, ['active']),
    answers: { 204: null },
    handle: async ({ context, params, body, key }) => {
      await setAccountActive(context, { id: params.id ?? '', active: body.active === true, idempotencyKey: key });
      return {};
    },
  },
  {
    method: 'post',
    path: '/accounts/:id/password',
    id: 'givePassword',
    summary: 'A password for one sign-in, at which it has to be replaced',
    answers: { 200: object({ password: text, until: text }) },
    handle: async ({ context, params, key }) => ({
      body: await givePassword(context, { id: params.id ?? '', idempotencyKey: key }),
    }),
  },
  {
    method: 'post',
    path: '/accounts/requests/:id',
    id: 'decideRoleRequest',
    summary: 'The second person grants a role that was asked for, or refuses it',
    body: input({ agree: flag }, ['agree']),
    answers: { 204: null },
    handle: async ({ context, params, body, key }) => {
      await decideRequest(context, { id: params.id ?? '', agree: body.agree === true, idempotencyKey: key });
      return {};
    },
  },
];

/** For administrators: the people of their organization and of those below it. */
export const accountRoutes = (bounds: SignInBounds): readonly Route[] => [
  ...reading,
  ...writing,
  {
    method: 'post',
    path: '/accounts/:id/unlock',
    id: 'unlockAccount',
    summary: 'Forget the failed sign-ins of an account',
    answers: { 204: null },
    handle: async ({ context, params, key }) => {
      const { username } = await unlockAccount(context, { id: params.id ?? '', idempotencyKey: key });
      await bounds.forgive(username);
      return {};
    },
  },
];
