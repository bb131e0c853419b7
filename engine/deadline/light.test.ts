import assert from 'node:assert/strict';
import { test } from 'node:test';
import calendar from '../../definitions/platform/calendars/cn.json' with { type: 'json' };
import { isPastDue, type LightInput, light } from './light.ts';
import { warningsOf } from './warn.ts';
import type { CalendarDefinition } from './workday.ts';

const cn = calendar as CalendarDefinition;
const noon = (civil: string): string => `${civil}T04:00:00.000Z`;
const order: LightInput = { start: '2026-04-28', due: '2026-05-14', calendar: cn };
const warnedAt = (start: string, due: string, warn?: LightInput['warn']): string[] =>
  warningsOf({ start, due, warn, calendar: cn }).map(({ at }) => at);

test('an order of ten working days is green with four left, yellow with three, red the day after', () => {
  assert.equal(light(order, noon('2026-05-09')), 'green');
  assert.equal(light(order, noon('2026-05-11')), 'yellow');
  assert.equal(light(order, noon('2026-05-14')), 'yellow');
  assert.equal(light(order, noon('2026-05-15')), 'red');
});

test('the due day is in time to its last minute in Shanghai', () => {
  assert.equal(isPastDue('2026-05-14', '2026-05-14T15:59:59.999Z'), false);
  assert.equal(isPastDue('2026-05-14', '2026-05-14T16:00:00.000Z'), true);
  assert.equal(isPastDue('2026-05-14', '2026-05-14'), false);
  assert.equal(isPastDue('2026-05-14', '2026-05-15'), true);
  assert.equal(isPastDue('2026-05-14T01:00:00.000Z', '2026-05-14T01:00:00.000Z'), false);
  assert.equal(isPastDue('2026-05-14T01:00:00.000Z', '2026-05-14T01:00:00.001Z'), true);
  assert.equal(isPastDue('2026-05-14T01:00:00.000Z', '2026-05-14'), false);
});

test('a term over thirty days warns at a fifth, a term of thirty days at three working days', () => {
  // 06-01 + 31 = 07-02: a fifth is 6 days, 06-26; three working days are left on 06-29.
  assert.deepEqual(warnedAt('2026-06-01', '2026-07-02'), ['2026-06-25T16:00:00.000Z', '2026-06-28T16:00:00.000Z']);
  assert.deepEqual(warnedAt('2026-06-01', '2026-07-01'), ['2026-06-25T16:00:00.000Z']);
  const long = { start: '2026-06-01', due: '2026-07-02', calendar: cn };
  assert.equal(light(long, noon('2026-06-25')), 'green');
  assert.equal(light(long, noon('2026-06-26')), 'yellow');
});

test('no working day before a Sunday is left on the Friday', () => {
  assert.deepEqual(warnedAt('2026-05-08', '2026-06-07', [{ before: 0, unit: 'workDay' }]), [
    '2026-06-04T16:00:00.000Z',
  ]);
});

test('warning steps count back in natural days, working days and hours, or take a part of the term', () => {
  const due = '2026-05-14';
  assert.deepEqual(warnedAt('2026-04-28', due, [{ before: 10 }]), ['2026-05-03T16:00:00.000Z']);
  assert.deepEqual(warnedAt('2026-04-28', due, [{ before: 4, unit: 'workDay' }]), ['2026-05-08T16:00:00.000Z']);
  assert.deepEqual(warnedAt('2026-04-28', due, [{ before: 24, unit: 'hour' }]), ['2026-05-13T16:00:00.000Z']);
  // The term runs over the sixteen days 04-29 to 05-14, so half of it has gone when 05-06 ends.
  assert.deepEqual(warnedAt('2026-04-28', due, [{ elapsed: 0.5 }]), ['2026-05-06T16:00:00.000Z']);
  const hours = warnedAt('2026-05-14T00:00:00.000Z', '2026-05-15T00:00:00.000Z');
  assert.deepEqual(hours, ['2026-05-14T12:00:00.000Z']);
});

test('several steps come in order of time, and a red step turns red before the end', () => {
  const warn = [{ before: 1, light: 'red' as const }, { before: 10 }];
  assert.deepEqual(warnedAt('2026-04-28', '2026-05-14', warn), [
    '2026-05-03T16:00:00.000Z',
    '2026-05-12T16:00:00.000Z',
  ]);
  assert.equal(light({ ...order, warn }, noon('2026-05-12')), 'yellow');
  assert.equal(light({ ...order, warn }, noon('2026-05-13')), 'red');
});

test('a step that only tells somebody turns on no light', () => {
  const warn = [
    { elapsed: 0.5, to: [{ assigned: 'handler' }] },
    { before: 3, light: 'yellow' as const },
  ];
  assert.deepEqual(warnedAt('2026-04-28', '2026-05-14', warn).length, 2);
  assert.equal(light({ ...order, warn }, noon('2026-05-10')), 'green');
  assert.equal(light({ ...order, warn }, noon('2026-05-11')), 'yellow');
});

test('a deadline that declares no warning stays green to the end', () => {
  assert.equal(light({ ...order, warn: [] }, noon('2026-05-14')), 'green');
});

test('what is done shows whether it was late', () => {
  assert.equal(light({ ...order, doneAt: '2026-05-14T15:59:00.000Z' }, noon('2026-06-01')), 'none');
  assert.equal(light({ ...order, doneAt: '2026-05-15' }, noon('2026-06-01')), 'blue');
  assert.equal(light({ ...order, due: null, doneAt: '2026-05-15' }, noon('2026-06-01')), 'none');
});

test('a pause is grey, and so is a distant provisional date, but a warning or lapse is never hidden', () => {
  assert.equal(light({ ...order, due: null }, noon('2026-05-11')), 'grey');
  const provisional = { ...order, provisional: true };
  assert.equal(light(provisional, noon('2026-05-09')), 'grey');
  assert.equal(light(provisional, noon('2026-05-11')), 'yellow');
  assert.equal(light(provisional, noon('2026-05-15')), 'red');
});

test('an extension that is asked for shows until the old due day has passed', () => {
  const asked = { ...order, extensionPending: true };
  assert.equal(light(asked, noon('2026-05-13')), 'greenPending');
  assert.equal(light(asked, noon('2026-05-15')), 'red');
});

test('of one urgent order, what is reported, what is late and what is extended differ', () => {
  const urgent = { start: '2026-06-22', due: '2026-06-29', calendar: cn };
  assert.equal(light({ ...urgent, doneAt: '2026-06-26' }, noon('2026-06-30')), 'none');
  assert.equal(light(urgent, noon('2026-06-30')), 'red');
  assert.equal(light({ ...urgent, due: '2026-07-06' }, noon('2026-06-30')), 'green');
  const signing = { start: '2026-06-22', due: '2026-06-23', calendar: cn, warn: [{ elapsed: 0.5 }] };
  assert.equal(light(signing, noon('2026-06-23')), 'yellow');
  assert.equal(light(signing, noon('2026-06-24')), 'red');
  assert.equal(light({ ...signing, doneAt: '2026-06-24' }, noon('2026-06-30')), 'blue');
});
