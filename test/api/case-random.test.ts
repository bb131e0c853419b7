import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { walkShare } from '../fault/walk-share.ts';

/** A share of what `npm run soak -- walk` does 20,000 times over 300 cases. */
const seed = Number(process.env.WALK_SEED ?? 20261123);
const shares = [
  { law: 'scjg-2021', start: '2026-04-01T01:00:00.000Z', seed },
  { law: 'zj-2011', start: '2015-04-01T01:00:00.000Z', seed: seed + 1 },
] as const;

describe(`people of an office act by chance (WALK_SEED=${seed})`, () => {
  for (const { law, ...share } of shares)
    it(`200 permitted actions over three cases under ${law} break nothing and are refused for no reason that was known`, async () => {
      const done = await walkShare({ database: 'sqlite', actions: 200, cases: 3, ...share });
      assert.ok(done.done >= 200, `${done.done} actions`);
      assert.deepEqual(done.broken, []);
      assert.deepEqual(done.faults, []);
      assert.deepEqual(done.stuck, []);
    });
});
