import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backtracks } from './backtracks.ts';

const endless = [
  '^(a+)+$',
  '(a*)*b',
  '^(a|aa)+$',
  '^(a|a)*$',
  '(.*)*x',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+$',
  '(?:\\d+)*-',
  '(\\w|\\d)+!',
  '(x{2,})+y',
  '\\d+\\d+$',
  '.*.*=',
  '([a-z]+|[a-c]x)*1',
];
const swift = [
  '^20[0-9]{2}(H[12])?$',
  '1[3-9]\\d{9}',
  '[0-9A-Z]{18}',
  '\\d{4}-\\d{2}-\\d{2}',
  '(?:ab|cd)+',
  '(\\d|[a-f])+',
  '\\d+-\\d+',
  '[\\u4e00-\\u9fa5]{2,20}',
  '(\\d{3},){0,4}\\d{3}',
  'A-\\d+(/\\d{1,3})?',
  '\\(\\d+\\)',
  '[()]+x*',
];

for (const pattern of endless)
  test(`refused, for it may need time without end: ${pattern}`, () => assert.equal(backtracks(pattern), true));

for (const pattern of swift)
  test(`allowed, and a browser is quick with it: ${pattern}`, () => {
    assert.equal(backtracks(pattern), false);
    const source = new RegExp(`^(?:${pattern})$`, 'u');
    for (const sample of ['1', 'a', 'ab', '-', '中', '123,', ')'].map((one) => one.repeat(20_000)))
      assert.ok([true, false].includes(source.test(`${sample}!`)));
  });
