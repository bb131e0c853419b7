import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import { smallPack } from '#test/support/small-pack.ts';
import { readPack } from '../catalog/pack.ts';
import { readZip } from './read-zip.ts';

const encoder = new TextEncoder();
const zipOf = (files: ReadonlyMap<string, string>) =>
  zipSync(Object.fromEntries([...files].map(([name, text]) => [name, encoder.encode(text)])));
const inForce = readPack(zipOf(smallPack()));

test('a zip is shown as what it changes, adds and lacks, member by member', () => {
  const files = new Map(smallPack());
  const limit = 'definitions/loan/parameters/price-limit.json';
  files.set(limit, (files.get(limit) ?? '').replace('20000', '15000'));
  files.delete('definitions/loan/cases/limit.json');
  files.set('templates/styles/fresh.css', 'p {}\n');
  const read = readZip(zipOf(files), inForce);
  assert.ok(read.ok);
  assert.deepEqual(
    read.changes.map(({ file, change }) => [file, change]),
    [
      ['definitions/loan/cases/limit.json', 'removed'],
      [limit, 'changed'],
      ['templates/styles/fresh.css', 'added'],
    ],
  );
  assert.deepEqual(read.changes[1]?.changes, [
    { path: '/values/1/value', change: 'changed', before: 20000, after: 15000 },
  ]);
});

test('what is no zip and what holds no definition are told apart', () => {
  assert.deepEqual(readZip(encoder.encode('no zip at all'), inForce), { ok: false, fault: 'broken' });
  assert.deepEqual(readZip(zipOf(new Map([['readme.txt', 'x']])), inForce), { ok: false, fault: 'empty' });
});

test('the pack in force changes nothing', () => {
  const read = readZip(zipOf(smallPack()), inForce);
  assert.deepEqual(read.ok && read.changes, []);
});
