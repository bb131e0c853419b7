import type { Context } from '#server/command/context.ts';
import { createJobRunner, type JobRunner } from '#server/job/queue.ts';
import { grantPost, grantRole, insertAccount, insertDelegation } from '#server/storage/accounts.ts';
import { insertOrganization } from '#server/storage/organizations.ts';
import { openPackHouse, type PackHouse } from './pack-house.ts';
import type { TestStorage } from './storage.ts';
import { workshopPack } from './workshop-pack.ts';

/** Username → [organization, role, posts]. */
const people = {
  dora: ['town', 'librarian', ['desk']],
  dan: ['town', 'librarian', ['desk']],
  hana: ['town', 'keeper', ['head']],
  carl: ['central', 'librarian', ['curator']],
  hugo: ['town', 'librarian', []],
  gus: ['town', 'guest', ['desk']],
  wim: ['village', 'librarian', ['desk']],
} as const;
export type PersonName = keyof typeof people;

export interface Workshop extends PackHouse {
  as(name: PersonName): Promise<Context>;
  readonly jobs: JobRunner;
}

/** The workshop pack on a storage, with its people. Nothing prints. */
export const openWorkshop = async (
  context: Pick<TestStorage, 'storage' | 'dataDir'>,
  pack: ReadonlyMap<string, string> = workshopPack(),
): Promise<Workshop> => {
  const house = await openPackHouse(context, { pack, start: '2026-03-02T02:00:00.000Z', addPeople });
  const jobs = createJobRunner(house.machine, (error) => {
    throw error;
  });
  return { ...house, jobs };
};

const addPeople = async (db: Parameters<Parameters<TestStorage['storage']['transact']>[0]>[0]): Promise<void> => {
  for (const [id, level, parent] of [
    ['central', 'central', null],
    ['town', 'branch', 'central'],
    ['village', 'branch', 'central'],
  ] as const)
    await insertOrganization(db, { id, name: id, level, region: '999900', parent, active: 1, profile: '{}' });
  for (const [id, [organization, role, posts]] of Object.entries(people)) {
    await insertAccount(db, {
      id,
      username: id,
      name: id.toUpperCase(),
      password: null,
      organization,
      active: 1,
      demo: 1,
      profile: '{}',
      created_at: '2026-01-01T00:00:00.000Z',
    });
    await grantRole(db, { account: id, role, granted_by: null, granted_at: '2026-01-01T00:00:00.000Z' });
    for (const post of posts) await grantPost(db, { account: id, organization, post, from_date: null, to_date: null });
  }
  await insertDelegation(db, {
    id: 'd1',
    from_account: 'hana',
    to_account: 'dan',
    post: 'head',
    from_date: '2026-03-01',
    to_date: '2026-03-31',
  });
};
