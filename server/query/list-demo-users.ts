import type { Context } from '../command/context.ts';

/** The people of the demonstration by organization, with role and post, for signing in with one click. */
export const listDemoUsers = async (context: Context) => {
  const { read } = context.storage;
  const accounts = await read
    .selectFrom('account')
    .innerJoin('organization', 'organization.id', 'account.organization')
    .select([
      'account.id',
      'account.username',
      'account.name',
      'account.organization',
      'organization.name as organizationName',
      'organization.level',
    ])
    .where('account.demo', '=', 1)
    .where('account.active', '=', 1)
    .orderBy('account.organization')
    .orderBy('account.id')
    .execute();
  const posts = await read.selectFrom('account_post').selectAll().execute();
  const roles = await read.selectFrom('account_role').selectAll().execute();
  const { definitions } = context.catalog;
  return accounts.map(({ organization, organizationName, level, ...account }) => ({
    ...account,
    organization: {
      id: organization,
      name: organizationName,
      level,
      levelTitle: definitions.level.get(level)?.title ?? { zh: level },
    },
    posts: posts
      .filter((held) => held.account === account.id)
      .map((held) => definitions.post.get(held.post)?.title ?? { zh: held.post }),
    roles: roles
      .filter((held) => held.account === account.id)
      .map((held) => definitions.role.get(held.role)?.title ?? { zh: held.role }),
  }));
};
