import type { Context } from '#server/command/context.ts';
import { grantPost, grantRole, insertAccount } from '#server/storage/accounts.ts';
import type { Db } from '#server/storage/db.ts';
import { insertOrganization } from '#server/storage/organizations.ts';
import { openPackHouse, type PackHouse } from './pack-house.ts';
import { stockPack } from './stock-pack.ts';
import type { TestStorage } from './storage.ts';

/** Offices by id: level and the office above. */
const offices = {
  library: ['head', null],
  east: ['branch', 'library'],
  south: ['branch', 'library'],
  west: ['branch', 'library'],
  eastCorner: ['corner', 'east'],
} as const;
export type Office = keyof typeof offices;

export interface Stock extends Omit<PackHouse, 'as'> {
  /** Somebody at the desk (`desk`, and `desk2`) or the head (`boss`) of an office. */
  as(office: Office, person?: 'desk' | 'desk2' | 'boss'): Promise<Context>;
}

/** The stock pack on a storage, with its people. Nothing prints. */
export const openStock = async (context: TestStorage, start: string): Promise<Stock> => {
  const house = await openPackHouse(context, { pack: stockPack(), start, addPeople });
  return { ...house, as: (office, person = 'desk') => house.as(`${office}-${person}`) };
};

const addPeople = async (db: Db): Promise<void> => {
  const since = '2026-01-01T00:00:00.000Z';
  for (const [id, [level, parent]] of Object.entries(offices)) {
    await insertOrganization(db, { id, name: id, level, region: '999900', parent, active: 1, profile: '{}' });
    for (const [person, post] of [
      ['desk', 'desk'],
      ['desk2', 'desk'],
      ['boss', 'head'],
    ] as const) {
      const account = `${id}-${person}`;
      await insertAccount(db, {
        id: account,
        username: account,
        name: account,
        password: null,
        organization: id,
        active: 1,
        demo: 1,
        profile: '{}',
        created_at: since,
      });
      const role = person === 'boss' ? 'operator' : 'staff';
      await grantRole(db, { account, role, granted_by: null, granted_at: since });
      await grantPost(db, { account, organization: id, post, from_date: null, to_date: null });
    }
  }
};
