import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText, textMarkup } from './plain-markup.ts';

test('typed lines become paragraphs and come back, marks of markup included', () => {
  const text = '一 < 二 & "三"\n\n<b>四</b>';
  assert.doesNotMatch(textMarkup(text), /<b>/);
  assert.equal(plainText(textMarkup(text)), text);
  assert.equal(textMarkup(''), '');
});
