import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { buildCatalog } from '#engine/definition/catalog.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { describeFinding } from '#engine/definition/check/describe.ts';
import { closureOf } from '#engine/definition/closure.ts';
import { runGolden } from '#engine/definition/golden.ts';
import { readPackFolder } from '#server/pack-folder.ts';
import { blobHash } from '#server/storage/definitions.ts';

const root = resolve(import.meta.dirname, '..');
const files = readPackFolder(root);
const { catalog, issues } = buildCatalog(files, new Map([...files].map(([path, text]) => [path, blobHash(text)])));

test('the shipped pack is read whole and its checks find nothing', () => {
  assert.ok(catalog.definitions.module.size > 0);
  const findings = [...issues, ...checkCatalog(catalog)];
  assert.deepEqual(
    findings.map((finding) => describeFinding(finding, 'en')),
    [],
  );
});

test('the files of the shipped pack lie on disk in canonical form', () => {
  const loose = [...files].filter(([path, text]) => readFileSync(resolve(root, path), 'utf8') !== text);
  assert.deepEqual(
    loose.map(([path]) => path),
    [],
  );
});

test('every module compiles with all its forms and has a closure', () => {
  for (const key of catalog.definitions.module.keys()) {
    const module = catalog.module(key);
    for (const form of module.forms.values()) assert.equal(typeof form.compiled.validate, 'function');
    assert.ok(Object.values(closureOf(catalog, key).manifest).every((hash) => /^[0-9a-f]{64}$/.test(hash)));
  }
});

for (const golden of catalog.definitions.golden.values()) {
  test(`golden cases hold: ${golden.key}`, async () => {
    const results = await runGolden(catalog, (one) => one.key === golden.key);
    assert.deepEqual(
      results.filter(({ ok }) => !ok),
      [],
    );
  });
}
