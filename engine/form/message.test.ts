import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import en from '../message/form.en.json' with { type: 'json' };
import zh from '../message/form.zh.json' with { type: 'json' };

test('every fault of a form has words in Chinese and English with the same parameters, and no words are idle', () => {
  const files = globSync('**/*.ts', { cwd: import.meta.dirname }).filter((file) => !file.endsWith('.test.ts'));
  const source = files.map((file) => readFileSync(`${import.meta.dirname}/${file}`, 'utf8')).join('\n');
  const codes = Object.keys(zh);
  assert.deepEqual(codes, Object.keys(en));
  for (const code of codes) assert.ok(source.includes(`'${code}'`), `${code} is never given`);
  for (const [, code = ''] of source.matchAll(/(?:fail\(|report\(|code: )'([A-Za-z]+)'/g)) assert.ok(code in zh, code);
  const parameters = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const code of codes as (keyof typeof zh)[]) assert.deepEqual(parameters(zh[code]), parameters(en[code]), code);
});
