import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markWords } from './mark-words.ts';

const shown = (text: string, ...words: string[]) =>
  markWords(text, words)
    .map(({ text: piece, hit }) => (hit ? `<${piece}>` : piece))
    .join('');

test('each word is marked wherever it stands, in any case, the longer of two', () => {
  assert.equal(shown('江州Atlas地图', 'atlas', '江'), '<江>州<Atlas>地图');
  assert.equal(shown('地图地图集', '地图', '地图集'), '<地图><地图集>');
});

test('a text without the words, and one whose letters change their length, stay whole', () => {
  assert.equal(shown('江州', '海'), '江州');
  assert.equal(shown('\u0130stanbul', 'stan'), '\u0130stanbul');
  assert.equal(shown('', '海'), '');
});
