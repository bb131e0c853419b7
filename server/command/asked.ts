import type { Who } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import { placesOf, type Subject } from '#engine/workflow/fits.ts';
import { all } from '../storage/db.ts';
import type { Unit } from './unit.ts';

/** Somebody a task is given to: one account, or whoever holds a post in an organization. */
export type Asked = { readonly account: string } | { readonly post: string; readonly organization: string };

/** Whom a definition asks about a record. A post above is asked where somebody holds it. */
export const askedOf = async (unit: Unit, who: readonly Who[], subject: Subject): Promise<readonly Asked[]> => {
  const found = new Map<string, Asked>();
  for (const one of who) {
    for (const asked of await expand(unit, one, subject)) found.set(JSON.stringify(asked), asked);
  }
  return [...found.values()];
};

/** The same as persons: those who hold the post today. */
export const askedAccounts = async (unit: Unit, who: readonly Who[], subject: Subject): Promise<readonly string[]> => {
  const accounts = new Set<string>();
  for (const asked of await askedOf(unit, who, subject)) {
    if ('account' in asked) accounts.add(asked.account);
    else for (const account of await holders(unit, asked.post, [asked.organization])) accounts.add(account.account);
  }
  return [...accounts];
};

const expand = async (unit: Unit, who: Who, subject: Subject): Promise<readonly Asked[]> => {
  const persons = personsOf(who, subject);
  if (who.post === undefined) return persons.map((account) => ({ account }));
  const places = placesOf(who, subject);
  if (persons.length > 0 || who.assigned !== undefined || who.author) {
    const held = await holders(unit, who.post, places);
    return persons.filter((account) => held.some((one) => one.account === account)).map((account) => ({ account }));
  }
  if (!who.above && !who.superior) return [{ post: who.post, organization: subject.organization }];
  const held = new Set((await holders(unit, who.post, places)).map(({ organization }) => organization));
  return [...held].map((organization) => ({ post: who.post ?? '', organization }));
};

const personsOf = ({ assigned, author }: Who, subject: Subject): readonly string[] => {
  const named =
    assigned === undefined
      ? undefined
      : subject.assignments.filter(({ reason }) => reason === assigned).map(({ account }) => account);
  if (!author) return named ?? [];
  return named === undefined || named.includes(subject.owner) ? [subject.owner] : [];
};

const holders = (
  unit: Unit,
  post: string,
  organizations: readonly string[],
): Promise<{ account: string; organization: string }[]> => {
  if (organizations.length === 0) return Promise.resolve([]);
  const today = toCivilDate(unit.context.now);
  return all(
    unit.db,
    `select p.account, p.organization from account_post p join account a on a.id = p.account where p.post = ? and p.organization in (${organizations.map(() => '?').join(', ')}) and a.active = 1 and (p.from_date is null or p.from_date <= ?) and (p.to_date is null or p.to_date >= ?) order by p.account`,
    [post, ...organizations, today, today],
  );
};
