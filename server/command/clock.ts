import { computeDue, type DueResult } from '#engine/deadline/compute-due.ts';
import { getPath } from '#engine/json.ts';
import { durationOf } from '#engine/parameter/duration.ts';
import { parameterIn } from '#engine/parameter/profile.ts';
import { problem } from '#engine/problem.ts';
import type { CalendarDefinition, DeadlineDefinition } from '#engine/schema/types.gen.ts';
import { daysBetween, isCivilDate, toCivilDate, toDay } from '#engine/time.ts';
import { type ClockRow, endPause, insertClock, pausesOf, updateClock } from '../storage/clocks.ts';
import { all, asJson, later, one } from '../storage/db.ts';
import { ancestorsOf } from '../storage/organizations.ts';
import type { RecordHeader } from '../storage/records.ts';
import { scheduleSteps } from './clock-steps.ts';
import { idFor, type Unit } from './unit.ts';

type DueUnit = NonNullable<ReturnType<typeof durationOf>>['unit'];

/** What a clock belongs to. */
export type ClockHolder = Pick<RecordHeader, 'id' | 'root_id' | 'organization' | 'regime'>;

export interface ClockStart {
  readonly start: string;
  /** The record's data, where a field of it says the due date or a dimension of the length. */
  readonly data?: unknown;
}

/** Starts a clock; one of the same deadline that still runs is superseded and stays in the list. */
export const startClock = async (
  unit: Unit,
  holder: ClockHolder,
  key: string,
  { start, data }: ClockStart,
): Promise<void> => {
  const { deadline, calendar } = definitionsOf(unit, key);
  const duration = writtenTerm(deadline, start, data) ?? (await usualTerm(unit, holder, deadline, { start, data }));
  if (duration === undefined && deadline.duration.optional !== true) throw refuse(deadline, 'workflow.noDuration');
  const former = await clocksOfDeadline(unit, holder.id, key);
  for (const { id } of former.filter(isOpen))
    await updateClock(unit.db, id, { state: 'cancelled', ended_at: unit.context.now });
  if (duration === undefined) return;
  const due = dueOf(deadline, calendar, { start, ...duration }, [], []);
  const id = idFor(unit);
  if (due.due !== null) await scheduleSteps(unit, { clock: id, start, due: due.due, deadline, calendar });
  unit.clocks = true;
  await insertClock(unit.db, {
    id,
    record_id: holder.id,
    root_id: holder.root_id,
    deadline: key,
    round: Math.max(0, ...former.map(({ round }) => Number(round))) + 1,
    start_at: start,
    due_at: due.due,
    provisional: due.provisional ? 1 : 0,
    state: 'running',
    length: duration.length,
    unit: duration.unit,
    extensions: '[]',
    computation: JSON.stringify(due.steps),
    calendar: deadline.calendar,
    created_at: unit.context.now,
    ended_at: null,
  });
};

/** What the clock waited for has happened. */
export const stopClock = async (unit: Unit, holder: ClockHolder, key: string): Promise<void> => {
  for (const clock of (await clocksOfDeadline(unit, holder.id, key)).filter(isOpen)) {
    if (clock.state === 'paused') await endPause(unit.db, clock.id, toCivilDate(unit.context.now));
    await updateClock(unit.db, clock.id, { state: 'met', ended_at: unit.context.now });
  }
};

/** `length` in the clock's own unit; absent, the parameter of the deadline's extension says it. */
export const extendClock = async (unit: Unit, holder: ClockHolder, key: string, length?: number): Promise<void> => {
  const { deadline } = definitionsOf(unit, key);
  const [clock] = (await clocksOfDeadline(unit, holder.id, key)).filter(isOpen);
  if (clock === undefined) throw refuse(deadline, 'workflow.noClock');
  const given = asJson<number[]>(clock.extensions);
  if (given.length >= (deadline.extension?.maxTimes ?? Number.POSITIVE_INFINITY))
    throw refuse(deadline, 'workflow.extendedOften');
  const parameter = deadline.extension?.parameter;
  const usual = parameter && (await durationAt(unit, holder, parameter, toDay(clock.start_at)))?.length;
  const more = length ?? (typeof usual === 'number' ? usual : undefined);
  if (more === undefined) throw refuse(deadline, 'workflow.noDuration');
  await recompute(unit, { ...clock, extensions: JSON.stringify([...given, more]) });
};

/** Computes a clock again with the calendar in force, and stores what changed. */
export const recompute = async (unit: Unit, clock: ClockRow): Promise<void> => {
  const { deadline, calendar } = definitionsOf(unit, clock.deadline);
  const pauses = (await pausesOf(unit.db, clock.id)).map(({ from_date: from, to_date: to }) => ({ from, to }));
  const term = { start: clock.start_at, length: Number(clock.length), unit: clock.unit as DueUnit };
  const due = dueOf(deadline, calendar, term, pauses, asJson<number[]>(clock.extensions));
  if (due.due !== null && due.due !== clock.due_at)
    await scheduleSteps(unit, { clock: clock.id, start: term.start, due: due.due, deadline, calendar });
  await updateClock(unit.db, clock.id, {
    state: clock.state,
    extensions: clock.extensions,
    due_at: due.due,
    provisional: due.provisional ? 1 : 0,
    computation: JSON.stringify(due.steps),
  });
};

/** A clock that was started from what has been corrected begins on another day, or has another length; it keeps its pauses. */
export const moveClock = async (
  unit: Unit,
  holder: ClockHolder,
  clock: ClockRow,
  { start, data }: ClockStart,
): Promise<void> => {
  const { deadline } = definitionsOf(unit, clock.deadline);
  const term = writtenTerm(deadline, start, data) ?? (await usualTerm(unit, holder, deadline, { start, data }));
  if (term === undefined) return;
  await updateClock(unit.db, clock.id, { start_at: start, length: term.length, unit: term.unit });
  await recompute(unit, { ...clock, start_at: start, length: term.length, unit: term.unit });
};

/** The nearest due time of the record's running clocks. */
export const nearestDue = async (unit: Unit, record: string): Promise<string | null> =>
  (
    await one<{ due: string | null }>(
      unit.db,
      "select min(due_at) as due from clock where record_id = ? and state = 'running'",
      [record],
    )
  )?.due ?? null;

/** The last clock of a deadline on a record, whatever became of it. */
export const lastClock = async (unit: Unit, record: string, key: string): Promise<ClockRow | undefined> =>
  (await clocksOfDeadline(unit, record, key)).at(-1);

/** Keeps the header's due time for a record that the command does not write itself. */
export const refreshDue = async (unit: Unit, record: string): Promise<void> => {
  await later(unit.db, 'update record set due_at = ? where id = ?', [await nearestDue(unit, record), record]);
};

export const clocksOfDeadline = (unit: Unit, record: string, deadline: string): Promise<ClockRow[]> =>
  all<ClockRow>(unit.db, 'select * from clock where record_id = ? and deadline = ? order by round, created_at', [
    record,
    deadline,
  ]);

export const isOpen = ({ state }: ClockRow): boolean => state === 'running' || state === 'paused';

interface Term {
  readonly start: string;
  readonly length: number;
  readonly unit: DueUnit;
}

const dueOf = (
  deadline: DeadlineDefinition,
  calendar: CalendarDefinition,
  term: Term,
  pauses: readonly { from: string; to: string | null }[],
  extensions: readonly number[],
): DueResult =>
  computeDue({
    ...term,
    direction: deadline.direction,
    roll: deadline.roll,
    calendar,
    ...(deadline.direction === 'forward' && { pauses, extensions }),
  });

const definitionsOf = (
  { context }: Unit,
  key: string,
): { readonly deadline: DeadlineDefinition; readonly calendar: CalendarDefinition } => {
  const deadline = context.catalog.definitions.deadline.get(key);
  const calendar = context.catalog.definitions.calendar.get(deadline?.calendar ?? '');
  if (deadline === undefined || calendar === undefined) throw problem('not-found', { params: { deadline: key } });
  return { deadline, calendar };
};

/** The term a typed due date makes: the days from the start to it. A date before the start leaves no time at all. */
const writtenTerm = ({ due }: DeadlineDefinition, start: string, data: unknown) => {
  const typed = due === undefined ? undefined : getPath(data, due.field);
  if (!isCivilDate(typed)) return undefined;
  return { length: Math.max(0, daysBetween(toDay(start), typed)), unit: 'naturalDay' as const };
};

const usualTerm = (
  unit: Unit,
  holder: ClockHolder,
  { duration }: DeadlineDefinition,
  { start, data }: ClockStart,
): ReturnType<typeof durationAt> => {
  const said = Object.entries(duration.by ?? {}).map(([name, field]) => [name, getPath(data, field)] as const);
  const dimensions = said.filter((one): one is readonly [string, string] => typeof one[1] === 'string');
  return durationAt(unit, holder, duration.parameter, toDay(start), Object.fromEntries(dimensions));
};

const durationAt = async (
  unit: Unit,
  { organization, regime }: ClockHolder,
  key: string,
  date: string,
  more: Readonly<Record<string, string>> = {},
) => {
  const parameters = unit.context.catalog.definitions.parameter;
  const parameter = parameters.get(key);
  if (parameter === undefined) return undefined;
  const organizationChain = await ancestorsOf(unit.db, organization);
  const answer = parameterIn(parameters, key, { date, dimensions: { regime, ...more }, organizationChain });
  return durationOf(parameter, answer?.value);
};

const refuse = ({ title }: DeadlineDefinition, code: string) =>
  problem('action-not-available', { issues: [{ path: '', code, params: { deadline: title } }] });
