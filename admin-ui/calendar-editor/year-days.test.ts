import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWorkday } from '#engine/deadline/workday.ts';
import type { CalendarDefinition } from '#engine/schema/types.gen.ts';
import { monthsOf, turned, workdaysIn } from './year-days.ts';

const calendar: CalendarDefinition = {
  kind: 'calendar',
  key: 'c',
  module: 'platform',
  title: { zh: '历' },
  weekend: [0, 6],
  years: { '2026': { holidays: ['2026-01-01'], workdays: ['2026-01-04'] } },
};

test('every day of a year stands once, in weeks from Monday, and works as the deadlines count it', () => {
  const days = monthsOf(calendar, '2026')
    .flat(2)
    .filter((day) => day !== undefined);
  assert.equal(days.length, 365);
  assert.deepEqual(
    days.map(({ works }) => works),
    days.map(({ day }) => isWorkday(calendar, day)),
  );
  assert.deepEqual(
    days.filter(({ exceptional }) => exceptional).map(({ day }) => day),
    ['2026-01-01', '2026-01-04'],
  );
  const [january] = monthsOf(calendar, '2026');
  assert.equal(january?.[0]?.[3]?.day, '2026-01-01');
  assert.equal(workdaysIn(january ?? []), 22);
});

test('a day turned twice is what it was, and only what differs from the week is written', () => {
  for (const day of ['2026-01-01', '2026-01-04', '2026-05-04', '2026-05-09']) {
    const once = turned(calendar, day);
    assert.equal(isWorkday(once, day), !isWorkday(calendar, day), day);
    assert.deepEqual(turned(once, day), calendar, day);
  }
  assert.deepEqual(turned(calendar, '2027-02-06').years['2027'], { holidays: [], workdays: ['2027-02-06'] });
});
