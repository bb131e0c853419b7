import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Context } from '#server/command/context.ts';
import { createJobRunner, type JobRunner } from '#server/job/queue.ts';
import { readPackFolder } from '#server/pack-folder.ts';
import type { Printer } from '#server/print/printer.ts';
import { grantPost, grantRole, insertAccount } from '#server/storage/accounts.ts';
import { insertOrganization } from '#server/storage/organizations.ts';
import { openPackHouse, type PackHouse } from '../pack-house.ts';
import type { TestStorage } from '../storage.ts';

interface Person {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly organization: string;
  readonly posts: readonly string[];
  readonly roles: readonly string[];
  readonly profile: object;
}
interface Office {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly region: string;
  readonly parent?: string | null;
  readonly profile?: object;
}

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../jiangzhou/${name}.json`, import.meta.url), 'utf8')) as T;

export const people = read<readonly Person[]>('accounts');
export const offices = read<readonly Office[]>('organizations');

export interface WalkHouse extends PackHouse {
  readonly jobs: JobRunner;
}

const page = (text: string): Buffer =>
  Buffer.from(`%PDF-1.4\n1 0 obj <</Type /Page /Hash (${createHash('sha256').update(text).digest('hex')})>>\n%%EOF\n`);

/** Prints nothing that could be read: thousands of papers of a walk are judged by what leads to them and follows. */
const blankPrinter = (printer: Printer): Printer => ({
  ...printer,
  pdf: async (html) => {
    const bytes = page(html);
    return { bytes: new Uint8Array(bytes), sha256: createHash('sha256').update(bytes).digest('hex'), pages: 1 };
  },
});

/** The shipped pack with the people of the worked examples, without HTTP and without a browser. */
export const openWalkHouse = async (context: TestStorage, start: string): Promise<WalkHouse> => {
  const house = await openPackHouse(context, { pack: readPackFolder('.'), start, addPeople });
  const blank = (made: Context): Context => ({
    ...made,
    services: { ...made.services, printer: blankPrinter(made.services.printer) },
  });
  const machine = () => blank(house.machine());
  const jobs = createJobRunner(machine, (error) => {
    throw error;
  });
  return { ...house, machine, jobs, as: async (account) => blank(await house.as(account)) };
};

const addPeople: Parameters<typeof openPackHouse>[1]['addPeople'] = async (db) => {
  for (const { parent = null, profile = {}, ...office } of offices)
    await insertOrganization(db, { ...office, parent, active: 1, profile: JSON.stringify(profile) });
  for (const { posts, roles, profile, ...person } of people) {
    await insertAccount(db, {
      ...person,
      password: null,
      active: 1,
      demo: 1,
      profile: JSON.stringify(profile),
      created_at: '2010-01-01T00:00:00.000Z',
    });
    for (const role of roles)
      await grantRole(db, { account: person.id, role, granted_by: null, granted_at: '2010-01-01T00:00:00.000Z' });
    for (const post of posts)
      await grantPost(db, {
        account: person.id,
        organization: person.organization,
        post,
        from_date: null,
        to_date: null,
      });
  }
};
