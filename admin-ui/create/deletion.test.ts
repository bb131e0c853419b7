import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import { smallPack } from '#test/support/small-pack.ts';
import { entriesOf } from '../catalog/entries.ts';
import { readPack } from '../catalog/pack.ts';
import { deletionOf } from './deletion.ts';

const encoder = new TextEncoder();
const pack = readPack(
  zipSync(Object.fromEntries([...smallPack()].map(([name, text]) => [name, encoder.encode(text)]))),
);
const deletion = (kind: string, key: string) => {
  const entry = entriesOf(pack).find((one) => one.kind === kind && one.key === key);
  assert.ok(entry, `${kind} ${key}`);
  return deletionOf(pack, entry);
};
const keys = (entries: readonly { readonly kind: string; readonly key: string }[]) =>
  entries.map(({ kind, key }) => `${kind} ${key}`);

test('what others need is not deleted, and they are named', () => {
  const { users, findings } = deletion('workflow', 'loanFlow');
  assert.ok(keys(users).includes('module loan'));
  assert.ok(findings.length > 0);
});

test('a golden case is needed by nobody, and a file with the same word in it is only mentioned', () => {
  const { users, mentions } = deletion('golden', 'limit');
  assert.deepEqual(users, []);
  assert.deepEqual(keys(mentions), ['ruleset lending']);
});

test('a template is needed by its document', () => {
  assert.deepEqual(keys(deletion('template', 'loan/slip').users), ['document slip']);
});
