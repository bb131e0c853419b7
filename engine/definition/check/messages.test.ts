import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import definitionEn from '../../message/definition.en.json' with { type: 'json' };
import definitionZh from '../../message/definition.zh.json' with { type: 'json' };
import { hasMessage } from '../../message/has-message.ts';
import { kinds } from '../kinds.ts';
import { kindTitle } from './describe.ts';

const sources = [import.meta.dirname, `${import.meta.dirname}/..`, `${import.meta.dirname}/aggregate`].flatMap(
  (folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
);
const areas =
  'aggregate|codes|date|deadline|definition|exchange|fact|field|flow|golden|import|module|overlay|parameter|people|pinned|reference|regime|report|rule|schema|template';
const codes = new Set(
  sources.flatMap((text) => [...text.matchAll(new RegExp(`'((?:${areas})-[a-z-]+)'`, 'g'))].map(([, code]) => code)),
);

test('every code a check gives has words in both languages', () => {
  assert.ok(codes.size > 60);
  for (const code of codes)
    for (const language of ['zh', 'en'] as const) assert.ok(hasMessage(code ?? '', language), code);
});

test('both languages say the same things with the same parameters', () => {
  const holes = (text: string) => [...new Set(text.match(/\{[A-Za-z]+\}/g))].sort();
  assert.deepEqual(Object.keys(definitionEn), Object.keys(definitionZh));
  for (const [code, text] of Object.entries(definitionEn)) {
    assert.deepEqual(holes(text), holes(definitionZh[code as keyof typeof definitionZh]), code);
  }
});

test('every kind has a name', () => {
  for (const kind of kinds) assert.ok(!kindTitle(kind).zh.startsWith('kind-'), kind);
});
