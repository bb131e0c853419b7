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
  title: 'a number series begins where it was started and has no gap',
  find: async ({ db }) => {
    const broken = await all<Series>(
      db,
      'select l.`numbering`, l.`organization`, l.`year`, min(l.`n`) as first, max(l.`n`) as last, count(*) as count from `ledger` l left join `counter` c on c.`numbering` = l.`numbering` and c.`organization` = l.`organization` and c.`year` = l.`year` group by l.`numbering`, l.`organization`, l.`year`, c.`start` having min(l.`n`) <> coalesce(c.`start`, 0) + 1 or max(l.`n`) - min(l.`n`) + 1 <> count(*)',
    );
    return broken.map(({ numbering, organization, year, first, last, count }) => ({
      table: 'ledger',
      row: `${numbering}/${organization}/${year}`,
      reason: `${count} numbers from ${first} to ${last}`,
    }));
  },
};
