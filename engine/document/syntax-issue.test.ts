import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translate } from '../message/translate.ts';
import { lintTemplate } from './lint-template.ts';

const first = (source: string) => {
  const [found] = lintTemplate(source);
  return found && [found.path, translate(found, 'zh')];
};

test('a block without its end is told by the line it begins at', () => {
  assert.deepEqual(first('<p>甲</p>\n{{#if record.a}}\n<p>乙</p>\n'), [
    '/line/2',
    '模板第 2 行：{{#if}} 块没有结束，缺少 {{/if}}',
  ]);
});

test('ends that belong to nothing, or to another block, are told with their lines', () => {
  assert.deepEqual(first('<p>甲</p>\n{{/if}}'), ['/line/2', '模板第 2 行：多出 {{/if}}，前面没有与它对应的开始']);
  assert.deepEqual(first('{{#if a}}\n{{#each b}}\n{{/if}}\n{{/each}}'), [
    '/line/3',
    '模板第 3 行：{{/if}} 与前面第 2 行打开的 {{#each}} 不成对',
  ]);
});

test('braces that do not close, and nonsense in them, are told', () => {
  assert.deepEqual(first('<p>{{money record.total</p>\n<p>乙</p>'), [
    '/line/1',
    '模板第 1 行：花括号没有写完，应为 {{money record.total}}',
  ]);
  assert.deepEqual(first('<p>甲</p>\n<p>{{money record..a b=}}</p>'), [
    '/line/2',
    '模板第 2 行：花括号里的写法不正确：{{money record..a b=}}',
  ]);
});
