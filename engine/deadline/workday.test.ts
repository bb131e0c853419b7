import assert from 'node:assert/strict';
import { test } from 'node:test';
import calendar from '../../definitions/platform/calendars/cn.json' with { type: 'json' };
import { addWorkdays, type CalendarDefinition, isWorkday, workdaysBetween } from './workday.ts';

const cn = calendar as CalendarDefinition;

test('holidays are off, made-up weekend days are worked', () => {
  for (const off of ['2026-01-01', '2026-02-23', '2026-04-06', '2026-06-19', '2026-10-07', '2026-07-11', '2026-07-12'])
    assert.equal(isWorkday(cn, off), false, off);
  for (const on of ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10', '2026-07-13'])
    assert.equal(isWorkday(cn, on), true, on);
});

test('working days are added and taken away, the first day not counted', () => {
  assert.equal(addWorkdays(cn, '2026-04-28', 10), '2026-05-14');
  assert.equal(addWorkdays(cn, '2026-05-14', -10), '2026-04-28');
  assert.equal(addWorkdays(cn, '2026-02-16', 0), '2026-02-16');
});

test('working days between count the last day and not the first', () => {
  assert.equal(workdaysBetween(cn, '2026-04-28', '2026-05-14'), 10);
  assert.equal(workdaysBetween(cn, '2026-05-09', '2026-05-14'), 4);
  assert.equal(workdaysBetween(cn, '2026-02-14', '2026-02-23'), 0);
  assert.equal(workdaysBetween(cn, '2026-05-14', '2026-05-14'), 0);
  assert.equal(workdaysBetween(cn, '2026-05-15', '2026-05-14'), 0);
});

test('a calendar with another weekend is followed', () => {
  const friday: CalendarDefinition = { ...cn, key: 'friday', weekend: [5], years: {} };
  assert.equal(isWorkday(friday, '2026-07-10'), false);
  assert.equal(isWorkday(friday, '2026-07-11'), true);
});
