import { type BuiltRow, faultAt } from '#engine/import/build-row.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import { grantPost, grantRole, insertAccount } from '../../storage/accounts.ts';
import { userName } from '../account/create-account.ts';
import { mayGrant } from '../account/may-grant.ts';
import { appendEvent } from '../event.ts';
import { idFor } from '../unit.ts';
import type { Target, Work } from './target.ts';

/**
 * Rows become accounts. Nobody gives what he does not hold: the roles must be within the rights of who imports, and the
 * organization below his own. An account has no password until an administrator gives it one.
 */
export const accountTarget = (work: Work, file: string): Target => {
  const { context, plan } = work;
  const seen = new Map<string, number>();
  const text = (row: BuiltRow, field: string): string => String(row.data[field] ?? '');
  const placeOf = (row: BuiltRow): string => text(row, 'organization') || context.actor.organization;
  const at = (row: BuiltRow, field: string, issue: Parameters<typeof faultAt>[3]): void => {
    const column = plan.columns.find((one) => one.column.field === field)?.column.column ?? field;
    row.faults.push(faultAt(row.line, column, row.text(column), issue));
  };
  const judge = (row: BuiltRow): BuiltRow => {
    const name = text(row, 'username');
    if (!userName.test(name)) at(row, 'username', { code: 'import.username' });
    const line = seen.get(name);
    seen.set(name, line ?? row.line);
    if (line !== undefined) at(row, 'username', { code: 'import.twice', params: { line, reason: name } });
    judgeKeys(work, row, at);
    if (work.asked && !work.world.places.path(placeOf(row)).includes(context.actor.organization))
      at(row, 'organization', { code: 'import.outside', params: { organization: placeOf(row) } });
    return row;
  };
  return {
    judge: async (rows) => {
      const judged = rows.map(judge);
      const names = judged.map((row) => text(row, 'username'));
      const known = await context.storage.read
        .selectFrom('account')
        .select('username')
        .where('username', 'in', names)
        .execute();
      const taken = new Set(known.map(({ username }) => username));
      return judged.map((row) => (taken.has(text(row, 'username')) ? { ...row, skip: true as const } : row));
    },
    write: async (unit, row) => {
      const { now, actor } = unit.context;
      const id = idFor(unit);
      const organization = placeOf(row);
      const [roles, posts] = [row.data.roles ?? [], row.data.posts ?? []] as [string[], string[]];
      const account = { id, username: text(row, 'username'), name: text(row, 'name'), organization };
      await insertAccount(unit.db, {
        ...account,
        password: null,
        active: 1,
        demo: 0,
        profile: '{}',
        created_at: now,
      });
      for (const role of roles) await grantRole(unit.db, { account: id, role, granted_by: actor.id, granted_at: now });
      for (const post of posts)
        await grantPost(unit.db, { account: id, organization, post, from_date: null, to_date: null });
      await appendEvent(unit, {
        type: 'account.imported',
        organization,
        data: { account: id, roles, posts, import: plan.definition.key, file, line: row.line },
      });
    },
  };
};

type Refuse = (row: BuiltRow, field: string, issue: Parameters<typeof faultAt>[3]) => void;

/** Roles and posts are named by key or title; what the row holds afterwards are keys. */
const judgeKeys = (work: Work, row: BuiltRow, refuse: Refuse): void => {
  const { catalog } = work.context;
  for (const [field, list, code] of [
    ['roles', catalog.definitions.role, 'import.noRole'],
    ['posts', catalog.definitions.post, 'import.noPost'],
  ] as const) {
    const words = (row.data[field] ?? []) as readonly string[];
    const keys = words.map((word) => keyOf(list, word));
    const unknown = keys.indexOf(undefined);
    const allowed = [...list.values()].map(({ title }) => title);
    if (unknown >= 0) refuse(row, field, { code, params: { value: words[unknown], allowed } });
    else row.data[field] = keys;
  }
  const roles = row.data.roles as readonly string[];
  const above = work.asked ? roles.filter((role) => !mayGrant(work.context, role)) : [];
  const titles = above.map((role) => catalog.definitions.role.get(role)?.title ?? role);
  if (above.length > 0) refuse(row, 'roles', { code: 'import.privilege', params: { roles: titles } });
};

const keyOf = (
  list: ReadonlyMap<string, { readonly key: string; readonly title: Title }>,
  word: string,
): string | undefined =>
  list.has(word) ? word : [...list.values()].find(({ title }) => title.zh === word || title.en === word)?.key;
