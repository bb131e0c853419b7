import { computeDue, type DueResult } from '#engine/deadline/compute-due.ts';
import { checkDueInput, type DueInput, type DueUnit } from '#engine/deadline/due-input.ts';
import { type ClockRow, pausesOf } from '../storage/clocks.ts';
import { all, asJson } from '../storage/db.ts';
import { type Invariant, needsCatalog, type Offence, type World } from './world.ts';

/** The due date as the engine computes it today from what the clock was given; text says what is missing. */
const computed = async ({ db, catalog }: World, clock: ClockRow): Promise<DueResult | string> => {
  const definition = catalog?.definitions.deadline.get(clock.deadline);
  const calendar = catalog?.definitions.calendar.get(clock.calendar);
  if (definition === undefined) return `there is no deadline ${clock.deadline}`;
  if (calendar === undefined) return `there is no calendar ${clock.calendar}`;
  const pauses = (await pausesOf(db, clock.id)).map(({ from_date, to_date }) => ({ from: from_date, to: to_date }));
  const input: DueInput = {
    start: clock.start_at,
    length: Number(clock.length),
    unit: clock.unit as DueUnit,
    direction: definition.direction,
    roll: definition.roll,
    pauses,
    extensions: asJson(clock.extensions),
    calendar,
  };
  const [issue] = checkDueInput(input);
  return issue ? `${issue.path} ${issue.code}` : computeDue(input);
};

const faultOf = async (world: World, clock: ClockRow): Promise<string | undefined> => {
  const due = await computed(world, clock);
  if (typeof due === 'string') return due;
  if (due.due !== clock.due_at) return `due ${clock.due_at}, computed ${due.due}`;
  return due.provisional === (Number(clock.provisional) === 1) ? undefined : 'its provisional mark is wrong';
};

export const i22: Invariant = {
  id: 'I22',
  title: 'the due date of every clock that runs is the one the engine computes',
  needs: needsCatalog,
  find: async (world) => {
    const broken: Offence[] = [];
    const clocks = await all<ClockRow>(world.db, "select * from `clock` where `state` in ('running', 'paused')");
    for (const clock of clocks) {
      const reason = await faultOf(world, clock);
      if (reason !== undefined) broken.push({ table: 'clock', row: clock.id, reason });
    }
    return broken;
  },
};
