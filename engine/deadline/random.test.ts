import assert from 'node:assert/strict';
import { test } from 'node:test';
import calendar from '../../definitions/platform/calendars/cn.json' with { type: 'json' };
import { computeDue } from './compute-due.ts';
import type { DueInput } from './due-input.ts';
import type { CalendarDefinition } from './workday.ts';

const cn = calendar as CalendarDefinition;

interface Day {
  readonly text: string;
  readonly work: boolean;
  readonly known: boolean;
}

type Input = Omit<DueInput, 'calendar'>;
type Answer = { due: string | null; unrolled: string | null; provisional: boolean };

/**
 * A second reading of the rules for the tests, sharing no code with the engine: it lists every day of 2000 to 2049 in
 * turn, and looks at one day after another. Slow and plain on purpose.
 */
class Oracle {
  readonly #days: Day[] = [];
  readonly #places = new Map<string, number>();

  constructor(calendar: CalendarDefinition) {
    let weekday = 6; // 2000-01-01 was a Saturday
    for (let year = 2000; year < 2050; year += 1) {
      const notice = calendar.years[year];
      for (let month = 1; month <= 12; month += 1) {
        for (let day = 1; day <= monthLength(year, month); day += 1) {
          const text = civil(year, month, day);
          const weekend = weekday === 0 || weekday === 6;
          const work = notice?.workdays.includes(text) || (!weekend && !notice?.holidays.includes(text));
          this.#places.set(text, this.#days.length);
          this.#days.push({ text, work, known: notice !== undefined });
          weekday = (weekday + 1) % 7;
        }
      }
    }
  }

  get dayCount(): number {
    return this.#days.length;
  }

  text = (place: number): string => this.#days[place]!.text;
  hourText = (hours: number): string => new Date(hours * 3_600_000).toISOString();

  due(input: Input): Answer {
    if (input.unit === 'hour') return this.#hours(input);
    return input.direction === 'backward' ? this.#backward(input) : this.#forward(input);
  }

  #forward(input: Input): Answer {
    let place = this.#places.get(input.start)!;
    let last = place;
    let provisional = false;
    for (const stage of [input.length, ...(input.extensions ?? [])]) {
      const { length, unit = input.unit } = typeof stage === 'number' ? { length: stage } : stage;
      const end = this.#count(place, length, unit, input.pauses ?? []);
      if (end === null) return { due: null, unrolled: null, provisional: false };
      const seen =
        unit === 'workDay' ? this.#range(place + 1, end).filter((day) => !paused(day.text, input.pauses)) : [];
      place = this.#roll(end, input.roll ?? 'next');
      if (input.roll !== 'none') seen.push(...this.#range(Math.min(end, place), Math.max(end, place)));
      provisional ||= seen.some((day) => !day.known);
      last = end;
    }
    return { due: this.text(place), unrolled: this.text(last), provisional };
  }

  /** Tries one day after another: the latest from which the term still ends before the event. */
  #backward({ start, length, unit, roll }: Input): Answer {
    const event = this.#places.get(start)!;
    // No unit is shorter than this, so every later day is out; it only saves time.
    let place = event - 1 - length * { naturalDay: 1, workDay: 1, month: 28, year: 365, hour: 0 }[unit];
    while (this.#count(place, length, unit, [])! >= event) place -= 1;
    const rolled = this.#roll(place, roll ?? 'previous');
    const seen = unit === 'workDay' ? this.#range(place + 1, event - 1) : [];
    if (unit === 'workDay' && length === 0) seen.length = 0;
    if (roll !== 'none') seen.push(...this.#range(rolled, place));
    return { due: this.text(rolled), unrolled: this.text(place), provisional: seen.some((day) => !day.known) };
  }

  #count(start: number, length: number, unit: string, pauses: NonNullable<Input['pauses']>): number | null {
    let left =
      unit === 'workDay' || unit === 'naturalDay' ? length : this.#months(start, length * (unit === 'year' ? 12 : 1));
    let place = start;
    while (left > 0) {
      place += 1;
      const day = this.#days[place]!;
      if (pauses.some((pause) => pause.to === null && pause.from < day.text)) return null;
      if (!paused(day.text, pauses) && (unit !== 'workDay' || day.work)) left -= 1;
    }
    return place;
  }

  #months(start: number, months: number): number {
    let [year = 0, month = 0, day = 0] = this.text(start).split('-').map(Number);
    for (let step = 0; step < months; step += 1) [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    day = Math.min(day, monthLength(year, month));
    return this.#places.get(civil(year, month, day))! - start;
  }

  #roll(place: number, roll: string): number {
    let day = place;
    while (roll !== 'none' && !this.#days[day]!.work) day += roll === 'next' ? 1 : -1;
    return day;
  }

  #range = (from: number, to: number): Day[] => this.#days.slice(from, to + 1);

  /** Hour by hour; an hour does not count when it lies in a pause. */
  #hours({ start, length, pauses = [], extensions = [] }: Input): Answer {
    const place = (text: string | null) => (text === null ? Number.POSITIVE_INFINITY : Date.parse(text) / 3_600_000);
    let left =
      length + extensions.reduce<number>((sum, item) => sum + (typeof item === 'number' ? item : item.length), 0);
    let hour = place(start);
    for (; left > 0; hour += 1) {
      if (pauses.some(({ from, to }) => to === null && place(from) <= hour))
        return { due: null, unrolled: null, provisional: false };
      if (!pauses.some(({ from, to }) => place(from) <= hour && hour < place(to))) left -= 1;
    }
    return { due: this.hourText(hour), unrolled: this.hourText(hour), provisional: false };
  }
}

const paused = (day: string, pauses: Input['pauses'] = []): boolean =>
  pauses.some(({ from, to }) => from < day && (to === null || day <= to));
const civil = (year: number, month: number, day: number): string =>
  `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
const monthLength = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

const oracle = new Oracle(cn);

/** mulberry32: the same deadlines on every run; SEED and DEADLINES give others and more. */
const random = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

const seed = Number(process.env.SEED ?? 20260630);
const total = Number(process.env.DEADLINES ?? 100_000);
const next = random(seed);
const pick = <T>(items: readonly T[]): T => items[next(items.length)]!;

const longest = { naturalDay: 200, workDay: 60, month: 40, year: 5, hour: 100 };

const randomPauses = (start: number, unit: 'day' | 'hour'): { from: string; to: string | null }[] =>
  Array.from({ length: pick([0, 0, 0, 1, 1, 2, 3]) }, () => {
    const from = start - 5 + next(unit === 'day' ? 120 : 80);
    const to = next(12) === 0 ? null : from + next(30);
    const text = unit === 'day' ? oracle.text : oracle.hourText;
    return { from: text(from), to: to === null ? null : text(to) };
  });

const randomDays = (): Omit<DueInput, 'calendar'> => {
  const unit = pick(['naturalDay', 'naturalDay', 'workDay', 'workDay', 'workDay', 'month', 'month', 'year'] as const);
  const place = 1_900 + next(oracle.dayCount - 6_400);
  const common = { start: oracle.text(place), length: next(longest[unit] + 1), unit };
  if (next(6) === 0) return { ...common, direction: 'backward', roll: pick(['previous', 'none'] as const) };
  const extensions =
    next(4) === 0
      ? [next(unit === 'year' ? 3 : 20), { length: next(20), unit: pick(['naturalDay', 'workDay'] as const) }]
      : [];
  return {
    ...common,
    roll: pick(['next', 'next', 'previous', 'none'] as const),
    pauses: randomPauses(place, 'day'),
    extensions,
  };
};

const randomHours = (): Omit<DueInput, 'calendar'> => {
  const place = 480_000 + next(30_000);
  const common = { start: oracle.hourText(place), length: next(longest.hour), unit: 'hour' as const };
  return { ...common, pauses: randomPauses(place, 'hour'), extensions: next(3) === 0 ? [next(24)] : [] };
};

test(`${total} random deadlines agree with a day-by-day walk written apart (seed ${seed})`, () => {
  let open = 0;
  let rolled = 0;
  for (let index = 0; index < total; index += 1) {
    const input = index % 10 === 0 ? randomHours() : randomDays();
    const { due, unrolled, provisional } = computeDue({ ...input, calendar: cn });
    const expected = oracle.due(input);
    assert.deepEqual({ due, unrolled, provisional: due !== null && provisional }, expected, JSON.stringify(input));
    if (due === null) open += 1;
    else if (due !== unrolled) rolled += 1;
  }
  // Guards the generator: a run without pauses that still run, or without rolls, would prove little.
  assert.ok(open > total / 100 && rolled > total / 20, `${open} open, ${rolled} rolled`);
});
