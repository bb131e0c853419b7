import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { workdaysBetween } from '#engine/deadline/workday.ts';
import { addDays, weekday } from '#engine/time.ts';
import { calendarText, makeCalendar } from './make-calendar.ts';

const calendar = makeCalendar();
const span = (from: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => addDays(from, index));

test('the calendar in the pack is what the script writes', () => {
  assert.equal(
    readFileSync(new URL('../definitions/platform/calendars/cn.json', import.meta.url), 'utf8'),
    calendarText(),
  );
});

test('the years 2004 to 2026 are covered and no other', () => {
  assert.deepEqual(
    Object.keys(calendar.years),
    Array.from({ length: 23 }, (_, index) => String(2004 + index)),
  );
});

test('2026 has the holidays and made-up Saturdays and Sundays of the State Council notice', () => {
  const holidays = [
    ...span('2026-01-01', 3),
    ...span('2026-02-15', 9),
    ...span('2026-04-04', 3),
    ...span('2026-05-01', 5),
    ...span('2026-06-19', 3),
    ...span('2026-09-25', 3),
    ...span('2026-10-01', 7),
  ];
  assert.deepEqual(calendar.years['2026']?.holidays, holidays);
  assert.deepEqual(calendar.years['2026']?.workdays, [
    '2026-01-04',
    '2026-02-14',
    '2026-02-28',
    '2026-05-09',
    '2026-09-20',
    '2026-10-10',
  ]);
  assert.equal(workdaysBetween(calendar, '2025-12-31', '2026-12-31'), 248);
});

test('every made-up day is a weekend day and none is a holiday', () => {
  for (const { holidays, workdays } of Object.values(calendar.years)) {
    for (const day of workdays) {
      assert.ok([0, 6].includes(weekday(day)), day);
      assert.ok(!holidays.includes(day), day);
    }
  }
});
