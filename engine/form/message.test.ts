import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import en from '../message/form.en.json' with { type: 'json' };
import zh from '../message/form.zh.json' with { type: 'json' };

const sourceOf = (folder: string): string =>
  globSync('**/*.ts', { cwd: folder })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .join('\n');

test('every fault of a form has words in Chinese and English with the same parameters, and no words are idle', () => {
  const source = sourceOf(import.meta.dirname);
  // What only the records beside it tell of a form is found where it is written.
  const writing = sourceOf(resolve(import.meta.dirname, '../../server/command'));
  const codes = Object.keys(zh);
  assert.deepEqual(codes, Object.keys(en));
  for (const code of codes)
    assert.ok(source.includes(`'${code}'`) || writing.includes(`code: '${code}'`), `${code} is never given`);
  for (const [, code = ''] of source.matchAll(/(?:fail\(|report\(|code: )'([A-Za-z]+)'/g)) assert.ok(code in zh, code);
  const parameters = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const code of codes as (keyof typeof zh)[]) assert.deepEqual(parameters(zh[code]), parameters(en[code]), code);
});
