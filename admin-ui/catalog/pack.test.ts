import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import { smallPack } from '#test/support/small-pack.ts';
import { definitionAddress, entriesOf, filterEntries } from './entries.ts';
import { readPack, withChanges } from './pack.ts';

const zipOf = (files: ReadonlyMap<string, string>) =>
  zipSync(Object.fromEntries([...files].map(([name, text]) => [name, new TextEncoder().encode(text)])));
const pack = () => readPack(zipOf(new Map([...smallPack(), ['manifest.txt', 'not a definition']])));

test('the zip of the server becomes a catalog, and other files in it are left alone', () => {
  const { files, catalog } = pack();
  assert.deepEqual([...files], [...smallPack()]);
  assert.equal(catalog.definitions.parameter.get('price-limit')?.values.length, 2);
});

test('the changes of a draft lie over the pack without touching it', () => {
  const inForce = pack();
  const file = 'definitions/loan/parameters/price-limit.json';
  const changed = withChanges(inForce, [
    { file, after: (inForce.files.get(file) ?? '').replace('20000', '15000') },
    { file: 'definitions/loan/cases/limit.json', after: null },
  ]);
  assert.equal(changed.catalog.definitions.parameter.get('price-limit')?.values[1]?.value, 15000);
  assert.equal(changed.catalog.definitions.golden.size, 0);
  assert.equal(inForce.catalog.definitions.parameter.get('price-limit')?.values[1]?.value, 20000);
  assert.equal(withChanges(inForce, []), inForce);
});

test('entries stand kind by kind, definitions with their title and templates with that of their document', () => {
  const entries = entriesOf(pack());
  assert.deepEqual([entries[0]?.kind, entries.at(-1)?.kind], ['module', 'style']);
  const slip = entries.find(({ kind }) => kind === 'template');
  assert.deepEqual([slip?.key, slip?.module, slip?.title.zh], ['loan/slip', 'loan', 'Slip']);
  assert.equal(definitionAddress('template', 'loan/slip'), '/admin/definitions/template/loan%2Fslip');
});

test('every word of a search must be found in title, key or module', () => {
  const entries = entriesOf(pack());
  const found = (words: string, kind?: string) => filterEntries(entries, { words, kind }).map(({ key }) => key);
  assert.deepEqual(found('PRICE agrees'), ['price-limit']);
  assert.deepEqual(found('loan days', 'parameter'), ['loan-days']);
  assert.deepEqual(found('loan days', 'form'), []);
});
