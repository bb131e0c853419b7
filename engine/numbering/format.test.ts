import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPattern, formatNumber, seriesKey } from './format.ts';

const codes = (pattern: string): string[] => checkPattern(pattern).map((issue) => issue.code);

test('a pattern becomes the number as printed', () => {
  const tokens = { docWord: '江州市监', abbr: '江', kind: '处罚', yyyy: 2026, n: 31, sub: '', organCode: '990100' };
  assert.equal(formatNumber('{docWord}{kind}〔{yyyy}〕{n}号', tokens), '江州市监处罚〔2026〕31号');
  assert.equal(formatNumber('（{abbr}）质监{kind}字〔{yyyy}〕{n}号', tokens), '（江）质监处罚字〔2026〕31号');
  assert.equal(formatNumber('{abbr}{sub}{kind}〔{yyyy}〕{n}号', tokens), '江处罚〔2026〕31号');
  assert.equal(formatNumber('DB{organCode}{yyyy}{n:5}', tokens), 'DB990100202600031');
  assert.equal(formatNumber('DB{yyyy}{n:1}', { yyyy: 2026, n: 123 }), 'DB2026123');
});

test('a value that itself looks like a token is printed as it is', () => {
  assert.equal(formatNumber('{kind}-{yyyy}-{n}', { kind: '{n}', yyyy: 2026, n: 7 }), '{n}-2026-7');
  assert.equal(formatNumber('{kind}-{yyyy}-{n}', { kind: '$&', yyyy: 2026, n: 7 }), '$&-2026-7');
});

test('a token without a value is refused, never printed as a gap', () => {
  assert.throws(() => formatNumber('{docWord}〔{yyyy}〕{n}号', { yyyy: 2026, n: 1 }), RangeError);
  assert.throws(() => formatNumber('{toString}{yyyy}{n}', { yyyy: 2026, n: 1 }), RangeError);
});

test('a good pattern has no issue', () => {
  for (const pattern of ['{docWord}{kind}〔{yyyy}〕{n}号', '第{yyyy}-{n:4}号'])
    assert.deepEqual(checkPattern(pattern), []);
});

test('each fault of a pattern is named', () => {
  assert.deepEqual(codes('{docword}〔{yyyy}〕{n}号'), ['numbering-unknown-token']);
  assert.deepEqual(checkPattern('{seq}{yyyy}{n}')[0]?.params, { token: 'seq' });
  assert.deepEqual(codes('{yyyy}{n:0}{n}'), ['numbering-unknown-token']);
  assert.deepEqual(codes('{yyyy}号'), ['numbering-one-running-number']);
  assert.deepEqual(codes('{yyyy}{n}{n:3}'), ['numbering-one-running-number']);
  assert.deepEqual(codes('{docWord}{n}号'), ['numbering-one-year']);
  assert.deepEqual(codes('{yyyy}{n}{'), ['numbering-stray-brace']);
  assert.deepEqual(codes('{yyyy}}{n}'), ['numbering-stray-brace']);
  assert.deepEqual(codes(''), ['numbering-one-running-number', 'numbering-one-year']);
});

test('two different series never share a key', () => {
  assert.equal(seriesKey('decision', '99010000', 2026), 'decision/99010000/2026');
  const keys = [
    seriesKey('a/b', 'c', 2026),
    seriesKey('a', 'b/c', 2026),
    seriesKey('a~1b', 'c', 2026),
    seriesKey('a', 'b/c', 2027),
  ];
  assert.equal(new Set(keys).size, keys.length);
});
