import { toCivilDate } from '#engine/time.ts';
import { recallActor, rememberActor } from '../command/actor-cache.ts';
import type { Actor } from '../command/context.ts';
import { delegationsTo, findAccount, postsOf, rolesOf } from '../storage/accounts.ts';
import type { Db } from '../storage/db.ts';
import { ancestorsOf } from '../storage/organizations.ts';
import { findSession } from '../storage/sessions.ts';

const held = async (db: Db, account: string, day: string) =>
  (await postsOf(db, account, day)).map(({ organization, post }) => ({ organization, post }));

/** An account with everything that decides what it may do on the day of `now`; undefined when it is not active. */
export const loadActor = async (db: Db, account: string, now: string): Promise<Actor | undefined> => {
  const row = await findAccount(db, account);
  if (row === undefined || row.active !== 1) return undefined;
  const day = toCivilDate(now);
  const places = await ancestorsOf(db, row.organization);
  const delegations = [];
  for (const { from_account, post } of await delegationsTo(db, account, day)) {
    const from = await findAccount(db, from_account);
    if (from?.active === 1)
      delegations.push({ from: { id: from.id, name: from.name, posts: await held(db, from.id, day) }, post });
  }
  return {
    id: row.id,
    name: row.name,
    organization: row.organization,
    level: places[0]?.level ?? '',
    organizationPath: places.map(({ id }) => id),
    roles: await rolesOf(db, account),
    posts: await held(db, account, day),
    delegations,
  };
};

/** Who carries this secret, as of at most a second ago; undefined for none. */
export const actorOfSecret = async (db: Db, secret: string, now: string): Promise<Actor | undefined> => {
  const known = recallActor(db, secret, now);
  if (known !== undefined) return known;
  const session = await findSession(db, secret, now);
  const actor = session && (await loadActor(db, session.account, now));
  if (session && actor) rememberActor(db, secret, { actor, now, expires: session.expires_at });
  return actor;
};
