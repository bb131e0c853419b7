import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffDefinitions } from '#engine/definition/diff.ts';
import { catalogOf, smallPack } from '#test/support/small-pack.ts';
import en from '../message/en.json' with { type: 'json' };
import { changeLines } from './change-words.ts';

const speech = { language: 'en' as const, messages: en };
const files = smallPack();
const pack = { files, catalog: catalogOf() };
const linesOf = (before: object | null, after: object | null) => {
  const text = (value: object | null) => (value === null ? null : JSON.stringify(value));
  const changes = diffDefinitions(before ?? undefined, after ?? undefined);
  return changeLines({ before: text(before), after: text(after), changes }, pack, speech).map(
    ({ place, before: old, after: next }) => `${place}: ${old} > ${next}`,
  );
};
const parameter = JSON.parse(files.get('definitions/loan/parameters/price-limit.json') ?? '');

test('a changed value of a parameter reads in yuan, with since when it holds', () => {
  const [first, second] = parameter.values;
  assert.deepEqual(linesOf(parameter, { ...parameter, values: [first, { ...second, value: 15000 }] }), [
    '2024-01-01 · Value: CNY 200.00 > CNY 150.00',
  ]);
});

test('an added value reads as a whole, a removed basis by its name', () => {
  const added = { from: '2026-07-01', value: 5000, basis: 'rule 9' };
  assert.deepEqual(linesOf(parameter, { ...parameter, values: [...parameter.values, added] }), [
    '2026-07-01:  > 2026-07-01 · CNY 50.00 · rule 9',
  ]);
  const withBasis = { ...parameter, values: [added] };
  assert.deepEqual(linesOf(withBasis, { ...parameter, values: [{ from: '2026-07-01', value: 5000 }] }), [
    '2026-07-01 · Legal basis: rule 9 > ',
  ]);
});

test('other definitions show where, what it was and what it becomes; titles in both languages', () => {
  const form = { kind: 'form', key: 'a', title: { zh: 'x', en: 'y' }, components: [1] };
  assert.deepEqual(linesOf(form, { ...form, title: { zh: 'z' }, components: [2] }), [
    'components › item 1: 1 > 2',
    'Title › English: y > ',
    'Title › Chinese: x > z',
  ]);
  assert.deepEqual(linesOf(null, { title: { zh: 'z' } }), [':  > {"title":{"zh":"z"}}']);
});

test('a text that differs as a whole is shortened', () => {
  const [line] = changeLines(
    { before: null, after: 'x', changes: [{ path: '', change: 'added', after: 'x'.repeat(1000) }] },
    undefined,
    speech,
  );
  assert.equal(line?.after.length, 201);
});
