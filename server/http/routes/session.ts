import type { Context as KoaContext } from 'koa';
import { problem } from '#engine/problem.ts';
import { signIn } from '#server/command/sign-in.ts';
import { signOut } from '#server/command/sign-out.ts';
import { listDemoUsers } from '#server/query/list-demo-users.ts';
import { whoAmI } from '#server/query/who-am-i.ts';
import type { HttpHost } from '../host.ts';
import type { SignInBounds } from '../middleware/bound-sign-ins.ts';
import { secretOf, sessionCookie } from '../middleware/signed-in.ts';
import { anything, flag, input, list, nullable, object, type Route, text } from '../route.ts';

const me = object({
  account: anything,
  organization: anything,
  roles: list(text),
  posts: list(anything),
  system: list(text),
  imports: flag,
  demo: flag,
  clock: nullable(text),
  now: text,
});

const signedInMark = 'zhifa_signed_in';

/** The cookie of the session, and beside it one that says only that there is one: the page of a stranger need not ask. */
const keepSignedIn = (
  koa: KoaContext,
  { secret, hours }: { readonly secret: string; readonly hours: number },
): void => {
  const shared = {
    sameSite: 'lax' as const,
    secure: koa.secure,
    path: '/',
    maxAge: hours * 3_600_000,
    overwrite: true,
  };
  koa.cookies.set(sessionCookie, secret, { ...shared, httpOnly: true });
  koa.cookies.set(signedInMark, '1', { ...shared, httpOnly: false });
};

/** Sign in and out, and who I am. Failed tries are bounded by name and address together, so nobody can lock another out. */
export const sessionRoutes = (host: HttpHost, bound: SignInBounds): readonly Route[] => {
  const self = { demo: !host.production, clock: host.shiftedClock ?? null };
  return [
    {
      method: 'post',
      path: '/session',
      id: 'signIn',
      summary: 'Sign in',
      public: true,
      exempt: true,
      body: input({ username: text, password: text, newPassword: text }, ['username', 'password']),
      answers: { 200: me },
      handle: async ({ context, body, koa }) => {
        const username = String(body.username);
        await bound.allow(username, koa.ip);
        const signed = await signIn(context, {
          username,
          password: String(body.password),
          ...(typeof body.newPassword === 'string' && { newPassword: body.newPassword }),
        });
        if (signed === undefined) {
          await bound.failed(username, koa.ip);
          throw problem('sign-in-failed');
        }
        keepSignedIn(koa, signed);
        return { body: { ...(await whoAmI({ ...context, actor: signed.actor })), ...self } };
      },
    },
    {
      method: 'get',
      path: '/session',
      id: 'readSession',
      summary: 'Who am I, and what may I do',
      answers: { 200: me },
      handle: async ({ context }) => ({ body: { ...(await whoAmI(context)), ...self } }),
    },
    {
      method: 'delete',
      path: '/session',
      id: 'signOut',
      summary: 'Sign out',
      public: true,
      exempt: true,
      answers: { 204: null },
      handle: async ({ context, koa }) => {
        const secret = secretOf(koa);
        if (secret !== undefined) await signOut(context, { secret });
        koa.cookies.set(sessionCookie, null, { path: '/', overwrite: true });
        koa.cookies.set(signedInMark, null, { path: '/', httpOnly: false, overwrite: true });
        return {};
      },
    },
    {
      method: 'get',
      path: '/session/platform',
      id: 'readPlatform',
      summary: 'What the page of a stranger shows: whether this is a demonstration',
      public: true,
      answers: { 200: object({ demo: flag }) },
      handle: async () => ({ body: { demo: self.demo } }),
    },
    {
      method: 'get',
      path: '/session/demo-users',
      id: 'listDemoUsers',
      summary: 'The people of the demonstration',
      public: true,
      answers: { 200: object({ clock: nullable(text), users: list(anything) }) },
      handle: async ({ context }) => {
        if (host.production) throw problem('not-found');
        return { body: { clock: host.shiftedClock ?? null, users: await listDemoUsers(context) } };
      },
    },
  ];
};
