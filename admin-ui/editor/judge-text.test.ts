import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogOf, smallPack } from '#test/support/small-pack.ts';
import { judgeText } from './judge-text.ts';

const files = smallPack();
const pack = { files, catalog: catalogOf() };
const file = 'definitions/loan/parameters/price-limit.json';
const text = files.get(file) ?? '';
const codes = (changedFile: string, next: string) =>
  judgeText(pack, changedFile, next).findings.map(
    ({ file: at, path, code }) => `${at.split('/').at(-1)} ${path} ${code}`,
  );

test('a sound text has no findings', () => {
  assert.deepEqual(codes(file, text), []);
  assert.deepEqual(codes('templates/loan/slip.hbs', '<p>{{'), []);
});

test('faults of the file itself name their place', () => {
  assert.deepEqual(codes(file, '{'), ['price-limit.json  definition-not-json']);
  assert.deepEqual(codes(file, text.replace('"money"', '"silver"')), ['price-limit.json /type schema-choice']);
  assert.deepEqual(codes(file, text.replace('"key": "price-limit"', '"key": "other"')), [
    'price-limit.json /key definition-misplaced',
  ]);
});

test('a change that breaks another definition is found at the other one', () => {
  const broken = codes(
    'definitions/loan/forms/loanForm.json',
    (files.get('definitions/loan/forms/loanForm.json') ?? '').replaceAll('"price"', '"cost"'),
  );
  assert.ok(
    broken.some((line) => line.startsWith('lending.json /facts/price')),
    broken.join('\n'),
  );
});
