import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codes, randomForm } from '#test/support/forms/random-form.ts';
import { randomSubmission } from '#test/support/forms/random-submission.ts';
import { SeededRandom } from '#test/support/forms/seeded-random.ts';
import { isObject } from '../json.ts';
import { compileForm } from './compile.ts';

const junk = (random: SeededRandom, depth = 0): unknown => {
  const plain = [null, '', 0, -1.5, true, 'x\u0000', Number.NaN, [], {}, undefined];
  if (depth > 3 || random.chance(0.7)) return random.pick(plain);
  const inner = (): unknown => junk(random, depth + 1);
  if (random.chance(0.5)) return [inner(), inner()];
  return { [random.pick(['f1', 'f2', 'f3', 'constructor', 'toString', '', ' '])]: inner() };
};

const disturbed = (value: unknown, random: SeededRandom): unknown => {
  if (random.chance(0.1)) return junk(random);
  if (Array.isArray(value)) return value.map((item) => disturbed(item, random));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, disturbed(inner, random)]));
};

test('whatever comes in is judged without a throw, and what was stored is stored again unchanged', () => {
  let stored = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const random = new SeededRandom(seed);
    const form = randomForm(random) as { components: Record<string, unknown>[] };
    const { validate } = compileForm(form, { codes });
    for (let round = 0; round < 10; round++) {
      const data = disturbed(randomSubmission(form, random), random);
      const first = validate(data, { complete: random.chance(0.5), today: '2026-06-30' });
      if (first.issues.length > 0) continue;
      stored++;
      assert.deepEqual(validate(first.data, { complete: false }), first, `form ${seed} round ${round}`);
    }
  }
  assert.ok(stored > 200, `${stored} were accepted`);
});
