import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { readPackFolder } from '#server/pack-folder.ts';

const files = readPackFolder(resolve(import.meta.dirname, '..'));

/** Names of administrative divisions are official in Chinese alone; an English form of one is nobody's to invent. */
const inChineseAlone = /^definitions\/[^/]+\/regions\//;

interface Text {
  readonly place: string;
  readonly zh: unknown;
  readonly en: unknown;
}

/** Whatever a definition says to people is an object of two languages. */
const textsOf = (value: unknown, place: string): Text[] => {
  if (Array.isArray(value)) return value.flatMap((one, index) => textsOf(one, `${place}/${index}`));
  if (typeof value !== 'object' || value === null) return [];
  const keys = Object.keys(value);
  const isText = keys.includes('zh') && keys.every((key) => key === 'zh' || key === 'en');
  if (isText) return [{ place, zh: (value as Text).zh, en: (value as Text).en }];
  return Object.entries(value).flatMap(([key, one]) => textsOf(one, `${place}/${key}`));
};

const texts = [...files].flatMap(([path, content]) =>
  path.endsWith('.json') && !inChineseAlone.test(path) ? textsOf(JSON.parse(content), path) : [],
);

test('everything the pack says is said in Chinese and in English, names of administrative divisions aside', () => {
  assert.ok(texts.length > 5000, `${texts.length} texts`);
  const silent = texts.filter(({ zh, en }) => [zh, en].some((one) => typeof one !== 'string' || one.trim() === ''));
  assert.deepEqual(
    silent.map(({ place, zh }) => `${place}: ${zh}`),
    [],
  );
});

test('what is said in English holds no Chinese', () => {
  const chinese = texts.filter(({ en }) => typeof en === 'string' && /\p{Script=Han}/u.test(en));
  assert.deepEqual(
    chinese.map(({ place, en }) => `${place}: ${en}`),
    [],
  );
});

test('codes of one list that differ in Chinese differ in English', () => {
  const alike = [...files].flatMap(([path, content]) => {
    if (!/^definitions\/[^/]+\/codes\//.test(path)) return [];
    const { items } = JSON.parse(content) as { items: { title: { zh: string; en?: string } }[] };
    return [...Map.groupBy(items, ({ title }) => title.en ?? '')].flatMap(([en, own]) => {
      const chinese = new Set(own.map(({ title }) => title.zh));
      return chinese.size > 1 ? [`${path}: ${en} is ${[...chinese].join(', ')}`] : [];
    });
  });
  assert.deepEqual(alike, []);
});
