import { all } from '../storage/db.ts';
import type { Invariant } from './world.ts';

const key = '`numbering`, `organization`, `year`';

export const i03: Invariant = {
  id: 'I3',
  title: 'the counter of a series is its highest number',
  find: async ({ db }) => {
    const rows = await all<{ numbering: string; organization: string; year: number; counter: number; ledger: number }>(
      db,
      `select ${key}, max(c) as counter, max(l) as ledger from (select ${key}, \`last\` as c, coalesce(\`start\`, 0) as l from \`counter\` union all select ${key}, 0, max(\`n\`) from \`ledger\` group by ${key}) as both_sides group by ${key} having max(c) <> max(l)`,
    );
    return rows.map(({ numbering, organization, year, counter, ledger }) => ({
      table: 'counter',
      row: `${numbering}/${organization}/${year}`,
      reason: `the counter says ${counter}, the ledger ${ledger}`,
    }));
  },
};
