import assert from 'node:assert/strict';
import { test } from 'node:test';
import calendar from '../../definitions/platform/calendars/cn.json' with { type: 'json' };
import { computeDue } from './compute-due.ts';
import fixture from './deadlines.fixture.json' with { type: 'json' };
import type { DueInput } from './due-input.ts';
import type { CalendarDefinition } from './workday.ts';

const cn = calendar as CalendarDefinition;

interface Case extends Omit<DueInput, 'calendar'> {
  readonly name: string;
  readonly due: string | null;
  /** Absent: the due day did not roll. */
  readonly unrolled?: string;
  /** Absent: false. */
  readonly provisional?: boolean;
  readonly lastWorkingDay?: string;
  readonly remaining?: { readonly length: number; readonly unit: string };
}

const cases = fixture as unknown as readonly Case[];
const due = (input: Omit<DueInput, 'calendar'>) => computeDue({ ...input, calendar: cn });

for (const { name, due: expected, unrolled, provisional, lastWorkingDay, remaining, ...input } of cases) {
  test(`${name}: ${input.start} and ${input.length} ${input.unit} give ${expected ?? 'a pause'}`, () => {
    const result = due(input);
    assert.deepEqual(
      {
        due: result.due,
        unrolled: result.unrolled,
        paused: result.paused,
        provisional: result.provisional,
        lastWorkingDay: result.lastWorkingDay,
        remaining: result.remaining,
      },
      {
        due: expected,
        unrolled: unrolled ?? expected,
        paused: expected === null,
        provisional: provisional ?? false,
        lastWorkingDay,
        remaining,
      },
    );
  });
}

test('the table holds at least 120 deadlines, each under its own facts', () => {
  const keys = cases.map(({ name, due: _due, ...input }) => JSON.stringify(input));
  assert.ok(cases.length >= 120);
  assert.equal(new Set(keys).size, keys.length);
});

test('the steps tell how the due date came about', () => {
  const pauses = [{ from: '2026-07-10', to: '2026-07-12' }];
  const result = due({ start: '2026-06-30T02:00:00.000Z', length: 58, unit: 'naturalDay', pauses, extensions: [30] });
  assert.deepEqual(result.steps, [
    { kind: 'start', given: '2026-06-30T02:00:00.000Z', from: '2026-06-30' },
    { kind: 'pause', from: '2026-07-10', to: '2026-07-12' },
    { kind: 'count', unit: 'naturalDay', length: 58, from: '2026-06-30', to: '2026-08-29' },
    { kind: 'roll', roll: 'next', from: '2026-08-29', to: '2026-08-31' },
    { kind: 'extend', unit: 'naturalDay', length: 30, from: '2026-08-31', to: '2026-09-30' },
  ]);
});

test('a date that rests on an absent year says which', () => {
  const rolled = due({ start: '2026-08-31', length: 6, unit: 'month' });
  assert.deepEqual(rolled.steps.at(-1), { kind: 'assumed', years: [2027] });
  const certain = due({ start: '2026-08-31', length: 6, unit: 'month', roll: 'none' });
  assert.equal(certain.provisional, false);
  assert.deepEqual(certain.assumedYears, [2027]);
});

test('a running pause ends the steps', () => {
  const result = due({
    start: '2026-05-07',
    length: 90,
    unit: 'naturalDay',
    pauses: [{ from: '2026-06-01', to: null }],
  });
  assert.deepEqual(result.steps.at(-1), { kind: 'openPause', from: '2026-06-01' });
});

test('a new calendar year turns a provisional date into a certain one', () => {
  const years = { ...cn.years, '2027': { holidays: ['2027-01-01'], workdays: [] } };
  const result = computeDue({ start: '2026-12-31', length: 1, unit: 'workDay', calendar: { ...cn, years } });
  assert.equal(result.due, '2027-01-04');
  assert.equal(result.provisional, false);
});

const refused: readonly (readonly [string, Partial<DueInput>, string])[] = [
  ['a start that is no day', { start: '2026-02-30' }, 'deadline-no-time'],
  ['a length below zero', { length: -1 }, 'deadline-length'],
  ['a broken length', { length: 1.5 }, 'deadline-length'],
  ['a length beyond reason', { length: 100_001 }, 'deadline-length'],
  ['a backward term that rolls towards the event', { direction: 'backward', roll: 'next' }, 'deadline-backward-roll'],
  [
    'a backward term with a pause',
    { direction: 'backward', pauses: [{ from: '2026-06-01', to: null }] },
    'deadline-backward-pause',
  ],
  ['a backward term that is extended', { direction: 'backward', extensions: [1] }, 'deadline-backward-extension'],
  [
    'a pause that ends before it begins',
    { pauses: [{ from: '2026-06-02', to: '2026-06-01' }] },
    'deadline-pause-order',
  ],
  ['a pause without a day', { pauses: [{ from: '', to: null }] }, 'deadline-no-time'],
  ['an extension below zero', { extensions: [-1] }, 'deadline-length'],
  ['days extended by hours', { extensions: [{ length: 1, unit: 'hour' }] }, 'deadline-mixed-units'],
  ['hours extended by days', { unit: 'hour', extensions: [{ length: 1, unit: 'workDay' }] }, 'deadline-mixed-units'],
];

for (const [name, wrong, code] of refused) {
  test(`${name} is refused`, () => {
    assert.throws(() => due({ start: '2026-06-01', length: 5, unit: 'workDay', ...wrong }), new RegExp(code));
  });
}
