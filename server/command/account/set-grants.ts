import type { Issue } from '#engine/issue.ts';
import { problem } from '#engine/problem.ts';
import { isCivilDate } from '#engine/time.ts';
import {
  type AccountPostRow,
  allPostsOf,
  grantRole,
  insertRoleRequest,
  openRoleRequests,
  putPost,
  removePost,
  revokeRole,
  rolesOf,
} from '../../storage/accounts.ts';
import { findOrganization } from '../../storage/organizations.ts';
import { idFor, type Unit } from '../unit.ts';
import { mayGrant, needsSecond } from './may-grant.ts';

export interface WantedPost {
  readonly post: string;
  /** The account's own where it is left out. */
  readonly organization?: string;
  readonly from?: string | null;
  readonly to?: string | null;
}

export interface Grants {
  readonly roles: readonly string[];
  readonly posts: readonly WantedPost[];
}

/** What became of the grants: keys of roles given, asked for (a second person has to agree) and taken away. */
export interface Granted {
  readonly given: readonly string[];
  readonly asked: readonly string[];
  readonly taken: readonly string[];
  readonly posts: number;
}

/** Makes an account hold just these roles and posts. Nobody gives what he does not hold; the weighty takes two. */
export const setGrants = async (
  unit: Unit,
  { id, organization }: { readonly id: string; readonly organization: string },
  { roles, posts }: Grants,
): Promise<Granted> => {
  const { context, db } = unit;
  const rows = posts.map((one) => rowOf(id, organization, one));
  const held = await rolesOf(db, id);
  const added = roles.filter((role) => !held.includes(role));
  const taken = held.filter((role) => !roles.includes(role));
  const issues = [...roleIssues(unit, [...added, ...taken]), ...(await postIssues(unit, rows))];
  if (issues.length > 0) throw problem('invalid-input', { issues });
  const waiting = (await openRoleRequests(db, id)).map(({ role }) => role);
  const asked = added.filter((role) => needsSecond(context, role));
  const given = added.filter((role) => !asked.includes(role));
  const by = { granted_by: context.actor.id, granted_at: context.now };
  for (const role of given) await grantRole(db, { account: id, role, ...by });
  for (const role of taken) await revokeRole(db, id, role);
  for (const role of asked.filter((one) => !waiting.includes(one)))
    await insertRoleRequest(db, {
      id: idFor(unit),
      account: id,
      role,
      state: 'open',
      asked_by: context.actor.id,
      asked_at: context.now,
      decided_by: null,
      decided_at: null,
    });
  return { given, asked, taken, posts: await setPosts(unit, id, rows) };
};

const rowOf = (account: string, own: string, { post, organization, from, to }: WantedPost): AccountPostRow => ({
  account,
  organization: organization ?? own,
  post,
  from_date: from ?? null,
  to_date: to ?? null,
});

const keyOf = ({ organization, post }: AccountPostRow): string => `${organization} ${post}`;

const setPosts = async ({ db }: Unit, account: string, wanted: readonly AccountPostRow[]): Promise<number> => {
  const held = await allPostsOf(db, account);
  const keys = new Set(wanted.map(keyOf));
  let changed = 0;
  for (const { organization, post } of held.filter((row) => !keys.has(keyOf(row))))
    changed += await removePost(db, { account, organization, post });
  for (const row of wanted) {
    const known = held.find((one) => keyOf(one) === keyOf(row));
    if (known?.from_date === row.from_date && known.to_date === row.to_date) continue;
    await putPost(db, row);
    changed += 1;
  }
  return changed;
};

const roleIssues = ({ context }: Unit, roles: readonly string[]): Issue[] =>
  roles.flatMap((role): Issue[] => {
    const definition = context.catalog.definitions.role.get(role);
    if (definition === undefined) return [{ path: '/roles', code: 'account.noRole', params: { role } }];
    return mayGrant(context, role)
      ? []
      : [{ path: '/roles', code: 'account.beyond', params: { role: definition.title } }];
  });

const postIssues = async ({ context, db }: Unit, rows: readonly AccountPostRow[]): Promise<Issue[]> => {
  const issues: Issue[] = [];
  for (const [index, { post, organization, from_date: from, to_date: to }] of rows.entries()) {
    const path = `/posts/${index}`;
    if (!context.catalog.definitions.post.has(post)) issues.push({ path, code: 'account.noPost', params: { post } });
    if ((await findOrganization(db, organization)) === undefined)
      issues.push({ path, code: 'reference', params: { value: organization } });
    const dates = [from, to].filter((day) => day !== null);
    if (!dates.every(isCivilDate) || (from !== null && to !== null && to < from))
      issues.push({ path, code: 'account.dates' });
  }
  return issues;
};
