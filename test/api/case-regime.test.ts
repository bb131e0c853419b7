import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { onEachDatabase } from '../support/each-database.ts';
import { register, toFilingReview } from '../support/jiangzhou/case-course.ts';
import { CaseHand } from '../support/jiangzhou/case-hand.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

onEachDatabase('a case under another procedure than that of its day', ({ where }) => {
  let system: TestSystem;
  let hand: CaseHand;

  before(async () => {
    system = await startSystem({ now: '2026-04-01T00:00:00.000Z', demoDir: 'test/support/jiangzhou', ...where() });
    hand = new CaseHand(system, { regime: 'scjg-2021', year: 2026 });
    await register(hand);
    await toFilingReview(hand);
    await hand.at('05-07').agree('zhangguodong', 'approveFiling', 'filingReview', { skip: ['legal'] });
  });
  after(() => system.close());

  it('is put there by whoever files it, with a reason, and goes that way', async () => {
    const forced = { forcedRegime: 'zj-2011' };
    const place = `/records/case/${hand.id}/actions/approveFiling`;
    const { version } = await hand.record('liumin');
    const silent = await hand.request<{ issues: readonly { path: string; code: string }[] }>('liumin', 'POST', place, {
      version,
      data: hand.filled('filed', forced),
    });
    assert.equal(silent.status, 422);
    assert.ok(silent.body.issues.some(({ path, code }) => path.endsWith('forcedRegimeReason') && code === 'required'));
    const data = hand.filled('filed', { ...forced, forcedRegimeReason: '与前案合并审理，沿用原程序。' });
    const filed = await hand.act('liumin', 'approveFiling', data, 'investigating');
    assert.equal(filed.metadata.regime, 'zj-2011');
    assert.deepEqual([filed.data.trialPosition, filed.data.trialRequired], ['before-notice', 'always']);
  });
});
