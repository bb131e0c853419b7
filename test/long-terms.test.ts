import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { buildCatalog } from '#engine/definition/catalog.ts';
import { durationOf } from '#engine/parameter/duration.ts';
import { readPackFolder } from '#server/pack-folder.ts';
import { blobHash } from '#server/storage/definitions.ts';

const files = readPackFolder(resolve(import.meta.dirname, '..'));
const { deadline, parameter } = buildCatalog(files, new Map([...files].map(([path, text]) => [path, blobHash(text)])))
  .catalog.definitions;

const daysOf = { hour: 1 / 24, naturalDay: 1, workDay: 7 / 5, month: 30.4, year: 365 };

/** Deadlines that turn yellow some working days before their end, with the shortest and the longest of their terms. */
const counted = [...deadline.values()].flatMap(({ key, warn = [], duration }) => {
  const declared = parameter.get(duration.parameter);
  if (declared === undefined || !warn.some(({ light, unit }) => light === 'yellow' && unit === 'workDay')) return [];
  if (warn.some(({ light }) => light === 'red')) return [];
  const terms = declared.values.flatMap(({ value }) => {
    const found = durationOf(declared, value);
    return found ? [found.length * daysOf[found.unit]] : [];
  });
  const fifth = warn.some(({ light, elapsed }) => light === 'yellow' && elapsed === 0.8);
  return [{ key, shortest: Math.min(...terms), longest: Math.max(...terms), fifth }];
});

test('a term over thirty days also turns yellow when a fifth of it is left, a shorter one does not', () => {
  const long = counted.filter(({ shortest }) => shortest > 30);
  assert.ok(long.length >= 5, 'the pack has terms of both kinds');
  assert.deepEqual(
    long.filter(({ fifth }) => !fifth).map(({ key }) => key),
    [],
  );
  assert.deepEqual(
    counted.filter(({ longest, fifth }) => longest <= 30 && fifth).map(({ key }) => key),
    [],
  );
});
