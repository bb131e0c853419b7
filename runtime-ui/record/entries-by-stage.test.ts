import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry } from '../answer/records.ts';
import { entriesByStage } from './entries-by-stage.ts';

const entry = (id: string, form: string): Entry => ({
  id,
  form,
  title: { zh: form },
  round: 1,
  subject: null,
  state: 'frozen',
  by: { id: 'u', name: 'U' },
  at: '2026-01-01T00:00:00.000Z',
  frozen: null,
  data: {},
});
const stages = [
  { key: 'one', title: { zh: 'One' } },
  { key: 'two', title: { zh: 'Two' } },
];

test('fillings stand under the stage of their form in the order of the workflow', () => {
  const groups = entriesByStage({ stages, formStages: { a: 'two', b: 'one' } }, [
    entry('1', 'a'),
    entry('2', 'b'),
    entry('3', 'a'),
  ]);
  assert.deepEqual(
    groups.map(({ title, entries }) => [title?.zh, entries.map(({ id }) => id)]),
    [
      ['One', ['2']],
      ['Two', ['1', '3']],
    ],
  );
});

test('nothing is lost when no stage is known', () => {
  const groups = entriesByStage({ stages }, [entry('1', 'a')]);
  assert.deepEqual(
    groups.map(({ title, entries }) => [title, entries.length]),
    [[undefined, 1]],
  );
});
