import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import cn from '../../definitions/platform/calendars/cn.json' with { type: 'json' };
import type { Light } from '../deadline/light.ts';
import type { CalendarDefinition } from '../schema/types.gen.ts';
import { addDays, addHours } from '../time.ts';
import { countReceipts } from './count-receipts.ts';
import { checkEnvelope, type Envelope, sealEnvelope } from './envelope.ts';
import { lowerDue } from './lower-due.ts';
import { type Lighting, type LitReceipt, orderLight, receiptLights } from './receipt-lights.ts';
import { retryAt } from './retry-at.ts';
import { streamStep } from './stream-step.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const calendar = cn as unknown as CalendarDefinition;
const at = (day: string) => `${day}T02:00:00.000Z`;

const sealed = (more: Partial<Envelope> = {}): Envelope =>
  sealEnvelope(
    {
      msgId: 'm1',
      exchange: 'stock',
      message: 'ask',
      entity: 'stockOrder',
      id: 'a',
      remote: 'b',
      version: 3,
      fromPlatform: 'north',
      toPlatform: 'south',
      fromOrganization: 'o1',
      toOrganizations: ['o2'],
      occurredAt: at('2026-06-22'),
      sentAt: at('2026-06-22'),
      body: { data: { name: 'Count', rows: [1, null, { deep: true }] } },
      ...more,
    },
    hash,
  );
const codes = (value: unknown) => checkEnvelope(value, hash).map(({ path, code }) => `${path} ${code}`);

test('a sealed envelope is whole, and names the version before its own', () => {
  assert.deepEqual(codes(sealed()), []);
  assert.equal(sealed().prevVersion, 2);
  assert.deepEqual(codes(JSON.parse(JSON.stringify(sealed()))), []);
});

test('an envelope that lacks something, or says other than what was sealed, is found out', () => {
  for (const name of ['msgId', 'exchange', 'id', 'remote', 'occurredAt', 'bodyHash'] as const)
    assert.deepEqual(codes({ ...sealed(), [name]: '' }), [`/${name} exchange.shape`]);
  assert.deepEqual(codes({ ...sealed(), body: { data: { name: 'Burn' } } }), ['/bodyHash exchange.bodyHash']);
  assert.deepEqual(codes({ ...sealed(), schemaVersion: 2 }), ['/schemaVersion exchange.schemaVersion']);
  assert.deepEqual(codes({ ...sealed(), prevVersion: 1 }), ['/version exchange.shape']);
  assert.deepEqual(codes({ ...sealed(), toOrganizations: [] }), ['/toOrganizations exchange.shape']);
  assert.deepEqual(codes({ ...sealed(), body: [] }), ['/body exchange.shape']);
  for (const nothing of [null, 'text', 7, []]) assert.deepEqual(codes(nothing), [' exchange.shape']);
});

test('of a stream the next message is applied, an older one is nothing new, a later one waits', () => {
  assert.deepEqual(
    [1, 2, 3, 4].map((version) => streamStep(2, { version })),
    ['old', 'old', 'apply', 'gap'],
  );
});

test('a message is sent again after longer and longer pauses and then given up', () => {
  const now = at('2026-06-22');
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6].map((attempts) => retryAt(now, attempts)),
    [...[1 / 60, 5 / 60, 0.5, 2, 12].map((hours) => addHours(now, hours)), undefined],
  );
});

test('receipts are counted by state, copies never', () => {
  const counts = [
    { field: 'total' },
    { field: 'open', open: true as const },
    { field: 'done', states: ['done'] as [string] },
  ];
  const receipts = [
    { state: null, cc: false },
    { state: 'new', cc: false },
    { state: 'done', cc: false },
    { state: 'gone', cc: false },
    { state: 'done', cc: true },
  ];
  const counted = countReceipts({ counts, closed: ['done', 'gone'] }, receipts);
  assert.deepEqual(Object.fromEntries(counted), { total: 4, open: 2, done: 1 });
});

const lighting: Lighting = {
  lights: {
    main: { start: 'start', due: 'due', done: 'done', pending: 'pending', again: 'again' },
    sign: { start: 'start', due: 'signDue', done: 'signed', warn: [{ elapsed: 0.5 }] },
  },
  closed: ['accepted', 'waived'],
  calendar,
};
const receipt = (data: LitReceipt['data'], state: string | null = 'open', cc = false): LitReceipt => ({
  state,
  cc,
  data,
});
const mainAt = (data: LitReceipt['data'], day: string, state = 'open'): Light =>
  receiptLights(lighting, receipt(data, state), at(day)).main;

test('a term of thirty days or less is yellow for its last three working days, a longer one for a fifth as well', () => {
  // 2026-06-29 is a Monday; the three working days before it are 24, 25 and 26 June.
  const short = { start: '2026-06-15', due: '2026-06-29' };
  assert.deepEqual(
    ['2026-06-23', '2026-06-24', '2026-06-29', '2026-06-30'].map((day) => mainAt(short, day)),
    ['green', 'yellow', 'yellow', 'red'],
  );
  // Sixty days to Friday 31 July: a fifth is twelve days, more than three working days.
  const long = { start: '2026-06-01', due: '2026-07-31' };
  assert.deepEqual(
    ['2026-07-18', '2026-07-19', '2026-07-31', '2026-08-01'].map((day) => mainAt(long, day)),
    ['green', 'yellow', 'yellow', 'red'],
  );
  const month = { start: '2026-06-29', due: '2026-07-29' };
  assert.equal(mainAt(month, '2026-07-23'), 'green');
  assert.equal(mainAt(month, '2026-07-24'), 'yellow');
});

test('a light is grey before delivery, pending while more time is asked for, and gone when all is done', () => {
  assert.equal(mainAt({}, '2026-06-23'), 'grey');
  const open = { start: '2026-06-15', due: '2026-06-29' };
  assert.equal(mainAt({ ...open, pending: true }, '2026-06-26'), 'greenPending');
  assert.equal(mainAt({ ...open, pending: true }, '2026-06-30'), 'red');
  assert.equal(mainAt({ ...open, done: '2026-06-29' }, '2026-07-30'), 'none');
  assert.equal(mainAt({ ...open, done: at('2026-06-30') }, '2026-07-30'), 'blue');
  assert.equal(mainAt({ ...open, again: '2026-07-10' }, '2026-07-01'), 'green');
  assert.equal(mainAt(open, '2026-08-01', 'waived'), 'none');
});

test('an order is as bad as its worst open receipt', () => {
  const late = receipt({ start: '2026-06-01', due: '2026-06-22' });
  const near = receipt({ start: '2026-06-15', due: '2026-06-29' });
  const fine = receipt({ start: '2026-06-15', due: '2026-07-06' });
  const worst = (...receipts: LitReceipt[]) => orderLight(lighting, receipts, at('2026-06-26'));
  assert.equal(worst(fine, near, late), 'red');
  assert.equal(worst(near, fine), 'yellow');
  assert.equal(worst(fine, receipt(late.data, 'accepted'), receipt(late.data, 'open', true)), 'green');
  assert.equal(worst(), 'none');
});

test('a lower order keeps the working days that are asked for', () => {
  assert.equal(lowerDue('2026-06-29', 3, calendar), '2026-06-24');
  assert.equal(lowerDue('2026-06-28', 0, calendar), '2026-06-26');
  for (let day = '2026-01-05'; day < '2026-12-01'; day = addDays(day, 1))
    assert.ok(lowerDue(day, 1, calendar) < day, day);
});
