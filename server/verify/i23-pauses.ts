import type { ClockRow, PauseRow } from '../storage/clocks.ts';
import { all } from '../storage/db.ts';
import type { Invariant, Offence } from './world.ts';

const faultsOf = (clock: Pick<ClockRow, 'id' | 'state'>, pauses: readonly PauseRow[]): Offence[] => {
  const broken: Offence[] = [];
  const open = pauses.filter(({ to_date }) => to_date === null);
  pauses.forEach((pause, index) => {
    const before = pauses[index - 1];
    const say = (reason: string) => broken.push({ table: 'clock_pause', row: pause.id, reason });
    if (pause.to_date !== null && pause.to_date < pause.from_date) say('it ends before it begins');
    if (before && (before.to_date === null || before.to_date > pause.from_date)) say('it overlaps the one before');
  });
  const wanted = clock.state === 'paused' ? 1 : 0;
  if ((clock.state === 'paused' || clock.state === 'running') && open.length !== wanted)
    broken.push({ table: 'clock', row: clock.id, reason: `${clock.state} with ${open.length} open pauses` });
  return broken;
};

export const i23: Invariant = {
  id: 'I23',
  title: 'pauses follow one another, and only a paused clock has one open',
  find: async ({ db }) => {
    const clocks = await all<ClockRow>(db, 'select * from `clock`');
    const pauses = await all<PauseRow>(db, 'select * from `clock_pause` order by `from_date`, `id`');
    const byClock = Map.groupBy(pauses, ({ clock_id }) => clock_id);
    return clocks.flatMap((clock) => faultsOf(clock, byClock.get(clock.id) ?? []));
  },
};
