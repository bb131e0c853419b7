import { toCivilDate } from '#engine/time.ts';
import { all } from '../storage/db.ts';
import type { Invariant, Offence } from './world.ts';

interface Act {
  table: string;
  row: string | number;
  actor: string;
  behalf: string;
  at: string;
}
interface Lent {
  from_account: string;
  to_account: string;
  from_date: string;
  to_date: string;
}

export const i17: Invariant = {
  id: 'I17',
  title: 'whoever acted for another was delegated by him on that day',
  find: async ({ db }) => {
    const acts = await all<Act>(
      db,
      "select 'event' as `table`, `seq` as row, `actor`, `on_behalf_of` as behalf, `at` from `event` where `on_behalf_of` is not null union all select 'approval_step', `id`, `account`, `on_behalf_of`, `at` from `approval_step` where `on_behalf_of` is not null",
    );
    const delegations = await all<Lent>(db, 'select * from `delegation`');
    const broken: Offence[] = [];
    for (const { table, row, actor, behalf, at } of acts) {
      const day = toCivilDate(at);
      const valid = delegations.some(
        (lent) =>
          lent.from_account === behalf && lent.to_account === actor && lent.from_date <= day && lent.to_date >= day,
      );
      if (!valid) broken.push({ table, row: String(row), reason: `${behalf} had not delegated ${actor} on ${day}` });
    }
    return broken;
  },
};
