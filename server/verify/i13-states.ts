import { all } from '../storage/db.ts';
import { type Invariant, needsCatalog, type Offence } from './world.ts';

interface Group {
  module: string;
  closure: string;
  state: string;
  state_class: string;
}

export const i13: Invariant = {
  id: 'I13',
  title: 'every record is in a state of the workflow it pins',
  needs: needsCatalog,
  find: async ({ db, pinned }) => {
    const broken: Offence[] = [];
    const groups = await all<Group>(db, 'select distinct `module`, `closure`, `state`, `state_class` from `record`');
    for (const group of groups) {
      const module = await pinned?.(group.module, group.closure);
      const state = module?.workflow.states[group.state];
      if (state && state.class === group.state_class) continue;
      const rows = await all<{ id: string }>(
        db,
        'select `id` from `record` where `module` = ? and `closure` = ? and `state` = ? and `state_class` = ?',
        [group.module, group.closure, group.state, group.state_class],
      );
      const reason = module
        ? `no state ${group.state} (${group.state_class}) in its workflow`
        : 'the definitions it pins cannot be read';
      broken.push(...rows.map(({ id }) => ({ table: 'record', row: id, reason })));
    }
    return broken;
  },
};
