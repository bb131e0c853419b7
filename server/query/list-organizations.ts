import type { Context } from '../command/context.ts';

/** Every active organization, parents before children: names are no secret, records are. */
export const listOrganizations = async (context: Context) => {
  const rows = await context.storage.read
    .selectFrom('organization')
    .select(['id', 'name', 'level', 'region', 'parent'])
    .where('active', '=', 1)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...row,
    levelTitle: context.catalog.definitions.level.get(row.level)?.title ?? { zh: row.level },
  }));
};

export interface AccountQuery {
  readonly organization: string | null;
  readonly post: string | null;
  readonly q: string | null;
  /** One person, wherever he works. */
  readonly id?: string | null;
  /** People of the organizations above as well. */
  readonly above?: boolean;
}

/** Active people to choose from, of the actor's own organization unless another or one person is named. At most 100. */
export const listAccounts = async (context: Context, query: AccountQuery) => {
  const { read } = context.storage;
  const organization = query.organization ?? context.actor.organization;
  let select = read.selectFrom('account').select(['id', 'name', 'organization']).where('active', '=', 1);
  const places = query.above
    ? read.selectFrom('organization_closure').select('ancestor').where('descendant', '=', organization)
    : [organization];
  select = query.id ? select.where('id', '=', query.id) : select.where('organization', 'in', places);
  if (query.post !== null) {
    const { post } = query;
    select = select.where(
      'id',
      'in',
      read.selectFrom('account_post').select('account').where('post', '=', post).where('organization', 'in', places),
    );
  }
  if (query.q !== null) select = select.where('name', 'like', `%${query.q.replaceAll(/[%_\\]/g, '')}%`);
  const rows = await select.orderBy('id').limit(100).execute();
  const ids = rows.map((row) => row.id);
  const posts =
    ids.length === 0 ? [] : await read.selectFrom('account_post').selectAll().where('account', 'in', ids).execute();
  return rows.map((row) => ({
    ...row,
    posts: posts
      .filter((held) => held.account === row.id)
      .map((held) => ({
        key: held.post,
        title: context.catalog.definitions.post.get(held.post)?.title ?? { zh: held.post },
      })),
  }));
};
