import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCatalog, type Finding } from '#engine/definition/catalog.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { describeFinding } from '#engine/definition/check/describe.ts';
import { readPackFolder } from '#server/pack-folder.ts';
import { hashesOf } from '#server/take-shipped.ts';
import batches from './support/seeded-defects.json' with { type: 'json' };

/** One thing made wrong in the shipped pack: where, with what, and what the checks must say at which place. */
interface Defect {
  readonly file: string;
  readonly at: string;
  readonly put: unknown;
  readonly code: string;
  readonly path?: string;
}

const shipped = readPackFolder('.');

const put = (definition: object, pointer: string, value: unknown): void => {
  const names = pointer.split('/').slice(1);
  const last = names.pop() ?? '';
  let at = definition as Record<string, unknown>;
  for (const name of names) at = at[name] as Record<string, unknown>;
  at[last] = value;
};

/** Defects of one batch lie in different files, so that none hides another. */
const findingsOf = (defects: readonly Defect[]): readonly Finding[] => {
  const files = new Map(shipped);
  for (const { file, at, put: value } of defects) {
    const path = `definitions/${file}`;
    const definition = JSON.parse(files.get(path) ?? '{}') as object;
    put(definition, at, value);
    files.set(path, JSON.stringify(definition));
  }
  const { catalog, issues } = buildCatalog(files, hashesOf(files));
  return [...issues, ...checkCatalog(catalog)];
};

test('each of many defects planted in the shipped pack is found at its place and said in both languages', () => {
  const places = new Set<string>();
  for (const batch of batches as unknown as Defect[][]) {
    const findings = findingsOf(batch);
    for (const { file, at, code, path = at } of batch) {
      const found = findings.find(
        (one) => one.file === `definitions/${file}` && one.code === code && one.path === path,
      );
      assert.ok(found, `${file} ${at}: ${code} is not found`);
      for (const language of ['zh', 'en'] as const)
        assert.doesNotMatch(describeFinding(found, language), /\{[A-Za-z]+\}|\[object|undefined/, `${file} ${at}`);
      places.add(`${file}${at}`);
    }
  }
  assert.ok(places.size >= 60, `${places.size} defects`);
});
