import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lacking } from './lacking.ts';

const needs = [
  { path: 'children.reader', chosenBy: 'subject.reader' },
  { path: 'record.reason' },
  { path: 'doc.data.items' },
];
const whole = {
  children: { reader: [{ id: 'r1', name: 'One' }] },
  record: { reason: 'late' },
  doc: { data: { items: [{ text: 'a book' }] } },
  subject: {},
};

test('a view that holds what its document needs lacks nothing', () => {
  assert.deepEqual(lacking(needs, whole), []);
});

test('an empty text, an empty list and rows of nothing are blank; zero and no are not', () => {
  const blanks = { children: { reader: [] }, record: { reason: ' ' }, doc: { data: { items: [{ text: '' }, {}] } } };
  assert.deepEqual(
    lacking(needs, blanks).map(({ path, why }) => `${path} ${why}`),
    ['children.reader blank', 'record.reason blank', 'doc.data.items blank'],
  );
  assert.deepEqual(lacking([{ path: 'record.sum' }, { path: 'record.told' }], { record: { sum: 0, told: false } }), []);
});

test('of several rows one has to be named; a single one needs no name', () => {
  const several = { ...whole, children: { reader: [{ id: 'r1' }, { id: 'r2' }] } };
  assert.deepEqual(lacking(needs, several), [{ path: 'children.reader', why: 'unchosen' }]);
  assert.deepEqual(lacking(needs, { ...several, subject: { reader: { id: 'r2', title: 'Two' } } }), []);
  assert.deepEqual(lacking(needs, { ...several, subject: { reader: 'r3' } }), [
    { path: 'children.reader', why: 'unchosen' },
  ]);
});
