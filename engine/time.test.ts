import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SeededRandom } from '#test/support/forms/seeded-random.ts';
import * as time from './time.ts';

test('only days that exist are civil dates', () => {
  for (const good of ['2026-01-01', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])
    assert.equal(time.isCivilDate(good), true, good);
  const bad = [
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-4-1',
    '0000-01-01',
    ' 2026-01-01',
  ];
  for (const value of [...bad, '2026-01-01T00:00:00.000Z', '', null, undefined, 20260101, {}])
    assert.equal(time.isCivilDate(value), false, String(value));
});

test('only existing moments in the one spelling are instants', () => {
  for (const good of ['2026-04-28T01:20:00.000Z', '2024-02-29T23:59:59.999Z'])
    assert.equal(time.isInstant(good), true, good);
  const bad = [
    '2026-02-30T00:00:00.000Z',
    '2026-04-28T24:00:00.000Z',
    '2026-04-28T01:60:00.000Z',
    '2026-04-28T01:20:00Z',
    '2026-04-28T01:20:00.000+08:00',
    '2026-12-31T23:59:60.000Z',
  ];
  for (const value of [...bad, '2026-04-28', 0, null]) assert.equal(time.isInstant(value), false, String(value));
});

test('an instant falls on the civil date of the platform zone', () => {
  assert.equal(time.toCivilDate('2026-04-28T15:59:59.999Z'), '2026-04-28');
  assert.equal(time.toCivilDate('2026-04-28T16:00:00.000Z'), '2026-04-29');
  assert.equal(time.toCivilDate('2025-12-31T16:00:00.000Z'), '2026-01-01');
});

test('a day starts and ends at midnight of the platform zone', () => {
  assert.equal(time.startOfDay('2026-04-28'), '2026-04-27T16:00:00.000Z');
  assert.equal(time.endOfDay('2026-04-28'), '2026-04-28T15:59:59.999Z');
  assert.equal(time.toCivilDate(time.startOfDay('2026-01-01')), '2026-01-01');
  assert.equal(time.toCivilDate(time.endOfDay('2026-12-31')), '2026-12-31');
});

test('days are added across months, leap days and years', () => {
  assert.equal(time.addDays('2026-02-28', 1), '2026-03-01');
  assert.equal(time.addDays('2024-02-28', 1), '2024-02-29');
  assert.equal(time.addDays('2026-12-31', 1), '2027-01-01');
  assert.equal(time.addDays('2026-01-01', -1), '2025-12-31');
  assert.equal(time.daysBetween('2026-01-01', '2027-01-01'), 365);
  assert.equal(time.daysBetween('2024-03-01', '2024-02-28'), -2);
});

test('a month later is the same day number or the last day of the month', () => {
  assert.equal(time.addMonths('2026-08-31', 6), '2027-02-28');
  assert.equal(time.addMonths('2026-01-31', 1), '2026-02-28');
  assert.equal(time.addMonths('2024-01-31', 1), '2024-02-29');
  assert.equal(time.addMonths('2026-03-31', -1), '2026-02-28');
  assert.equal(time.addMonths('2026-01-15', -1), '2025-12-15');
  assert.equal(time.addMonths('2026-01-15', -25), '2023-12-15');
  assert.equal(time.addMonths('2026-02-28', 1), '2026-03-28');
  assert.equal(time.addYears('2024-02-29', 1), '2025-02-28');
  assert.equal(time.addYears('2024-02-29', 4), '2028-02-29');
});

test('hours are added on the instant', () => {
  assert.equal(time.addHours('2026-04-28T01:20:00.000Z', 24), '2026-04-29T01:20:00.000Z');
  assert.equal(time.addHours('2026-12-31T23:00:00.000Z', 2), '2027-01-01T01:00:00.000Z');
});

test('weekday and parts are numbers of the civil calendar', () => {
  assert.deepEqual(time.civilParts('2026-06-07'), { year: 2026, month: 6, day: 7, weekday: 0 });
  assert.equal(time.weekday('1969-12-28'), 0);
  assert.deepEqual(time.instantParts('2026-04-27T17:05:09.000Z'), {
    year: 2026,
    month: 4,
    day: 28,
    weekday: 2,
    hour: 1,
    minute: 5,
    second: 9,
  });
});

test('times of one type compare, and a civil date never compares with an instant', () => {
  assert.equal(time.compare('2026-04-28', '2026-04-29'), -1);
  assert.equal(time.compare('2026-04-28T01:20:00.000Z', '2026-04-28T01:20:00.000Z'), 0);
  assert.equal(time.compare('2026-05-01', '2026-04-29'), 1);
  assert.throws(() => time.compare('2026-04-28', '2026-04-28T01:20:00.000Z'), RangeError);
});

test('text that is no time is refused instead of giving a wrong day', () => {
  assert.throws(() => time.addDays('2026-02-29', 1), RangeError);
  assert.throws(() => time.toCivilDate('2026-04-28'), RangeError);
  assert.throws(() => time.addDays('9999-12-31', 1), RangeError);
  assert.throws(() => time.addMonths('0001-01-01', -1), RangeError);
  assert.throws(() => time.fromMilliseconds(Number.NaN), RangeError);
});

test('a day or a moment exists where the platform’s own calendar gives the same text back', () => {
  const random = new SeededRandom(20261123);
  const two = (top: number) => String(random.int(0, top)).padStart(2, '0');
  const same = (text: string) => {
    const date = new Date(text);
    return !Number.isNaN(date.getTime()) && date.toISOString() === text;
  };
  for (let round = 0; round < 20_000; round += 1) {
    const year = String(random.pick([random.int(1, 9999), 1900, 2000, 2023, 2024])).padStart(4, '0');
    const day = `${year}-${two(13)}-${two(32)}`;
    const moment = `${day}T${two(25)}:${two(61)}:${two(61)}.${two(99)}0Z`;
    assert.equal(time.isCivilDate(day), same(`${day}T00:00:00.000Z`), day);
    assert.equal(time.isInstant(moment), same(moment), moment);
  }
});
