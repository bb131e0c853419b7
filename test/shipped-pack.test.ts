import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { buildCatalog } from '#engine/definition/catalog.ts';
import { closureOf } from '#engine/definition/closure.ts';
import { readPackFolder } from '#server/pack-folder.ts';
import { blobHash } from '#server/storage/definitions.ts';

const files = readPackFolder(resolve(import.meta.dirname, '..'));
const hashes = new Map([...files].map(([path, text]) => [path, blobHash(text)]));
const { catalog } = buildCatalog(files, hashes);

test('every shipped module compiles with all its forms and has a closure of known files', () => {
  assert.ok(catalog.definitions.module.size > 0);
  for (const key of catalog.definitions.module.keys()) {
    const module = catalog.module(key);
    for (const form of module.forms.values()) assert.equal(typeof form.compiled.validate, 'function');
    for (const [path, hash] of Object.entries(closureOf(catalog, key).manifest)) assert.equal(hash, hashes.get(path));
  }
});
