import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CalendarDefinition, MovedFact, SpanFact } from '../schema/types.gen.ts';
import { movedFact, spanFact } from './date-fact.ts';

const calendar: CalendarDefinition = {
  kind: 'calendar',
  key: 'cn',
  module: 'platform',
  title: { zh: '日历' },
  weekend: [0, 6],
  years: { 2026: { holidays: ['2026-05-01', '2026-05-04', '2026-05-05'], workdays: ['2026-05-09'] } },
};
const calendars = new Map([['cn', calendar]]);
const of = (facts: Readonly<Record<string, unknown>>) => ({ factOf: (name: string) => facts[name], calendars });

const span = (from: unknown, to: unknown, unit: SpanFact['unit']) =>
  spanFact({ from: 'a', to: 'b', unit, ...(unit === 'workday' && { calendar: 'cn' }) }, of({ a: from, b: to }));
const moved = (from: unknown, by: unknown, unit: MovedFact['unit']) =>
  movedFact({ from: 'a', by: 'n', unit, ...(unit === 'workday' && { calendar: 'cn' }) }, of({ a: from, n: by }));

test('days, working days and whole months lie between two days, and below zero where the second is earlier', () => {
  for (const [from, to, days, workdays, months] of [
    ['2026-04-30', '2026-05-11', 11, 5, 0],
    ['2026-01-31', '2026-02-28', 28, 20, 1],
    ['2026-01-30', '2026-02-27', 28, 20, 0],
    ['2026-03-02', '2026-03-02', 0, 0, 0],
    ['2025-12-31', '2026-12-31', 365, 259, 12],
  ] as const) {
    assert.deepEqual(
      [span(from, to, 'day'), span(from, to, 'workday'), span(from, to, 'month')],
      [days, workdays, months],
      to,
    );
    assert.equal(span(to, from, 'day'), 0 - days);
    assert.equal(span(to, from, 'month'), 0 - months);
  }
});

test('an instant is the day it lies on here, and what is no date has no span', () => {
  assert.equal(span('2026-03-01T16:30:00.000Z', '2026-03-03', 'day'), 1);
  for (const wrong of [undefined, '', '2026-02-30', 5, '1800-01-01'])
    assert.equal(span(wrong, '2026-03-03', 'day'), undefined, String(wrong));
  assert.equal(spanFact({ from: 'a', to: 'a', unit: 'workday', calendar: 'us' }, of({ a: '2026-03-02' })), undefined);
});

test('a day is moved by days, working days or months either way', () => {
  assert.equal(moved('2026-04-30', 5, 'workday'), '2026-05-11');
  assert.equal(moved('2026-05-11', -5, 'workday'), '2026-04-30');
  assert.equal(moved('2026-08-31', 6, 'month'), '2027-02-28');
  assert.equal(moved('2026-03-01T16:30:00.000Z', -2, 'day'), '2026-02-28');
  assert.equal(movedFact({ from: 'a', by: 7, unit: 'day' }, of({ a: '2026-03-02' })), '2026-03-09');
});

test('what moves too far, by no number or from no date is unknown', () => {
  for (const [from, by, unit] of [
    ['2026-03-02', 36_526, 'day'],
    ['2026-03-02', 1201, 'month'],
    ['2026-03-02', 1.5, 'day'],
    ['2026-03-02', undefined, 'day'],
    ['9999-12-31', 1, 'day'],
    [undefined, 1, 'day'],
  ] as const)
    assert.equal(moved(from, by, unit), undefined);
});
