import { all } from '../storage/db.ts';
import type { Invariant } from './world.ts';

interface Series {
  numbering: string;
  organization: string;
  year: number;
  first: number;
  last: number;
  count: number;
}

export const i01: Invariant = {
  id: 'I1',
  title: 'a number series begins at 1 and has no gap',
  find: async ({ db }) => {
    const broken = await all<Series>(
      db,
      'select `numbering`, `organization`, `year`, min(`n`) as first, max(`n`) as last, count(*) as count from `ledger` group by `numbering`, `organization`, `year` having min(`n`) <> 1 or max(`n`) - min(`n`) + 1 <> count(*)',
    );
    return broken.map(({ numbering, organization, year, first, last, count }) => ({
      table: 'ledger',
      row: `${numbering}/${organization}/${year}`,
      reason: `${count} numbers from ${first} to ${last}`,
    }));
  },
};
