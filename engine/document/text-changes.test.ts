import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { textChanges } from './text-changes.ts';

const between = (before: string, after: string) =>
  textChanges([...before], [...after]).map((change) => [
    before.slice(change.before.from, change.before.to),
    after.slice(change.after.from, change.after.to),
  ]);

test('a sentence put in is the only change', () => {
  assert.deepEqual(between('甲。乙。', '甲。新的一句。乙。'), [['', '新的一句。']]);
});

test('equal texts have no changes, and every other pair becomes the second by its changes', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = textChanges(before, after);
      const made: string[] = [];
      let at = 0;
      for (const change of changes) {
        made.push(...before.slice(at, change.before.from), ...after.slice(change.after.from, change.after.to));
        at = change.before.to;
      }
      assert.deepEqual([...made, ...before.slice(at)], after);
      assert.equal(changes.length === 0, before.join() === after.join());
    }),
  );
});

/** Length of the longest common subsequence, by the plain table. */
const longestCommon = (a: readonly string[], b: readonly string[]): number => {
  let row = b.map(() => 0);
  for (const one of a) {
    const next: number[] = [];
    b.forEach((other, j) => {
      next.push(one === other ? (row[j - 1] ?? 0) + 1 : Math.max(row[j] ?? 0, next[j - 1] ?? 0));
    });
    row = next;
  }
  return row.at(-1) ?? 0;
};

test('no shorter way exists', () => {
  const text = fc.array(fc.constantFrom('a', 'b'), { maxLength: 14 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const kept = before.length - textChanges(before, after).reduce((sum, c) => sum + c.before.to - c.before.from, 0);
      assert.equal(kept, longestCommon(before, after));
    }),
  );
});
