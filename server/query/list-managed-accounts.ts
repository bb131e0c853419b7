import { type Expression, type SqlBool, sql } from 'kysely';
import { mayGrant, needsSecond } from '../command/account/may-grant.ts';
import type { Context } from '../command/context.ts';
import { requireSystem } from './require-system.ts';

export interface AccountsAsked {
  readonly search?: string;
  readonly organization?: string;
  readonly role?: string;
  readonly post?: string;
  readonly skip?: number;
  readonly limit?: number;
}

const most = 100;

/** The accounts of the actor's organization and those below it, with roles, posts by date and what is asked for. */
export const listManagedAccounts = async (context: Context, asked: AccountsAsked) => {
  requireSystem(context, 'usersManage');
  const { read } = context.storage;
  const limit = Math.min(Math.max(asked.limit ?? 20, 1), most);
  const accounts = () => {
    const found = read
      .selectFrom('account as a')
      .innerJoin('organization_closure as c', 'c.descendant', 'a.organization')
      .innerJoin('organization as o', 'o.id', 'a.organization')
      .where('c.ancestor', '=', context.actor.organization);
    return conditionsOf(asked).reduce((all, condition) => all.where(condition), found);
  };
  const rows = await accounts()
    .select(['a.id', 'a.username', 'a.name', 'a.organization', 'a.active', 'a.password', 'o.name as organizationName'])
    .orderBy('a.organization')
    .orderBy('a.username')
    .limit(limit)
    .offset(Math.max(asked.skip ?? 0, 0))
    .execute();
  const { n } = await accounts()
    .select(({ fn }) => fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  const held = await heldBy(
    context,
    rows.map(({ id }) => id),
  );
  return {
    total: Number(n),
    items: rows.map(({ password, active, organizationName, organization, ...row }) => ({
      ...row,
      organization: { id: organization, name: organizationName },
      active: Number(active) === 1,
      own: row.id === context.actor.id,
      password: password === null ? 'none' : held.oneTime(row.id) ? 'oneTime' : 'own',
      ...held.of(row.id),
    })),
  };
};

const conditionsOf = ({ search, organization, role, post }: AccountsAsked): Expression<SqlBool>[] => {
  const word = `%${(search ?? '').replaceAll(/[%_\\]/g, '')}%`;
  return [
    ...(search ? [sql<SqlBool>`(a.username like ${word} or a.name like ${word})`] : []),
    ...(organization
      ? [
          sql<SqlBool>`exists (select 1 from organization_closure p where p.descendant = a.organization and p.ancestor = ${organization})`,
        ]
      : []),
    ...(role ? [sql<SqlBool>`exists (select 1 from account_role r where r.account = a.id and r.role = ${role})`] : []),
    ...(post ? [sql<SqlBool>`exists (select 1 from account_post p where p.account = a.id and p.post = ${post})`] : []),
  ];
};

const heldBy = async ({ storage: { read }, catalog }: Context, ids: readonly string[]) => {
  const none = ids.length === 0;
  const roles = none ? [] : await read.selectFrom('account_role').selectAll().where('account', 'in', ids).execute();
  const posts = none ? [] : await read.selectFrom('account_post').selectAll().where('account', 'in', ids).execute();
  const given = none
    ? []
    : await read.selectFrom('one_time_password').select('account').where('account', 'in', ids).execute();
  const requests = none
    ? []
    : await read
        .selectFrom('role_request')
        .selectAll()
        .where('account', 'in', ids)
        .where('state', '=', 'open')
        .execute();
  const { role: roleTitles, post: postTitles } = catalog.definitions;
  const titleOf = (role: string) => roleTitles.get(role)?.title ?? { zh: role };
  return {
    oneTime: (id: string) => given.some(({ account }) => account === id),
    of: (id: string) => ({
      roles: roles.filter(({ account }) => account === id).map(({ role }) => ({ key: role, title: titleOf(role) })),
      posts: posts
        .filter(({ account }) => account === id)
        .map(({ post, organization, from_date: from, to_date: to }) => ({
          post,
          organization,
          from,
          to,
          title: postTitles.get(post)?.title ?? { zh: post },
        })),
      requests: requests
        .filter(({ account }) => account === id)
        .map(({ id: request, role, asked_by: askedBy }) => ({ id: request, role, askedBy, title: titleOf(role) })),
    }),
  };
};

/** What the actor may give: roles with whether he may and whether a second person has to agree, and posts. */
export const listGrants = (context: Context) => {
  requireSystem(context, 'usersManage');
  const { role, post } = context.catalog.definitions;
  return {
    roles: [...role.values()].map(({ key, title }) => ({
      key,
      title,
      allowed: mayGrant(context, key),
      second: needsSecond(context, key),
    })),
    posts: [...post.values()].map(({ key, title }) => ({ key, title })),
  };
};
