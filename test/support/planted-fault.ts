import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCatalog } from '#engine/definition/catalog.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { describeFinding } from '#engine/definition/check/describe.ts';
import { hasMessage } from '#engine/message/has-message.ts';
import { changed, hashesOf, smallPack } from './small-pack.ts';

export interface PlantedFault {
  /** Below `definitions/`. */
  readonly file: string;
  /** New values by JSON Pointer into the definition; undefined removes. */
  readonly set: Readonly<Record<string, unknown>>;
  readonly code: string;
  readonly path: string;
  /** What the finding must say would be right. */
  readonly right?: string;
  /** The file named, where it is another than the one changed. */
  readonly named?: string;
}

/** Plants one fault in the small pack and demands that it is found, named and answered in both languages. */
export const testPlanted = (fault: string, planted: PlantedFault): void => {
  test(`a planted fault is found, named and answered: ${fault}`, () => {
    const files = changed(smallPack(), `definitions/${planted.file}`, (definition) => {
      for (const [pointer, value] of Object.entries(planted.set)) put(definition, pointer, value);
    });
    const { catalog, issues } = buildCatalog(files, hashesOf(files));
    const findings = [...issues, ...checkCatalog(catalog)];
    const found = findings.find((finding) => finding.code === planted.code && finding.path === planted.path);
    assert.ok(found, JSON.stringify(findings, null, 1));
    assert.equal(found.file, `definitions/${planted.named ?? planted.file}`);
    if (planted.right !== undefined) assert.equal(String(found.params?.right), planted.right);
    for (const language of ['zh', 'en'] as const) {
      assert.ok(hasMessage(found.code, language), `${found.code} has no words in ${language}`);
      const text = describeFinding(found, language);
      assert.ok(text.includes(found.file) && text.includes(planted.right ?? ''), text);
      assert.doesNotMatch(text, /\{[A-Za-z]+\}|\[object|undefined/, text);
    }
  });
};

const put = (definition: object, pointer: string, value: unknown): void => {
  const names = pointer.split('/').slice(1);
  const last = names.pop() ?? '';
  let at = definition as Record<string, unknown>;
  for (const name of names) at = at[name] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
};
