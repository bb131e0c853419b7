import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { fileCase, toVerifying } from '../support/jiangzhou/case-course.ts';
import { CaseHand } from '../support/jiangzhou/case-hand.ts';
import { begun, correction, officers, seal, steel, testedSample, unreached } from '../support/jiangzhou/matter-data.ts';
import { MatterHand } from '../support/jiangzhou/matter-hand.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

/** Worked example A beside its course, every figure as its authors computed it. */
onEachDatabase('the matters of a case', ({ where }) => {
  let system: TestSystem;
  let hand: CaseHand;
  let matters: MatterHand;
  let sealed = '';
  let preserved = '';
  let corrected = '';
  let tested = '';
  let deferred = '';
  let goods = '';
  let parts: readonly string[] = [];

  before(async () => {
    system = await startSystem({ now: '2026-04-28T00:00:00.000Z', demoDir: 'test/support/jiangzhou', ...where() });
    hand = new CaseHand(system, { regime: 'scjg-2021', year: 2026 });
    matters = new MatterHand(hand);
    await matters.count({
      'prereg-notice': 5,
      'measure-decision': 11,
      'measure-extend': 4,
      'goods-list': 11,
      'correction-order': 26,
      'deferral-decision': 2,
    });
    await toVerifying(hand);
  });
  after(() => system.close());

  it('evidence is preserved for seven working days', async () => {
    hand.at('05-06 11:00');
    await hand.child('party', 'party');
    const books = { name: '生产记录、销售台账', qty: '2', unit: 'volume' };
    const data = { ...seal, kind: 'preserve', plannedAt: '2026-05-06', items: [books] };
    const id = await matters.make('measure', data);
    assert.deepEqual(await matters.refused('measure', id, 'startUrgent', begun('2026-05-06')), ['workflow.condition']);
    await matters.on('measure', id, 'submit');
    await matters.agree('measure', id, 'approve', 'zhangguodong');
    await matters.agree('measure', id, 'approve', 'liumin');
    assert.deepEqual(await matters.refused('measure', id, 'start', begun('2026-05-06')), [
      'workflow.documentNotIssued',
    ]);
    assert.equal(await matters.paper('prereg-notice', id), '江州市监先登〔2026〕6号');
    assert.deepEqual(await matters.refused('measure', id, 'start', { startAt: '2026-05-06' }), [
      'no-witness',
      'not-told',
    ]);
    const started = await matters.on('measure', id, 'start', begun('2026-05-06'));
    assert.deepEqual([started.state, started.data.decisionNo], ['active', '江州市监先登〔2026〕6号']);
    assert.deepEqual(await matters.clock('measure', id, 'prereg'), ['2026-05-14', 'running']);
    preserved = id;
  });

  it('a seal runs thirty days and ends on a Sunday', async () => {
    hand.at('05-06 17:00');
    await hand.act('lizhiyuan', 'submitFiling', hand.filled('filingApplied'), 'filingReview');
    await fileCase(hand);
    hand.at('05-08 09:00');
    sealed = await matters.make('measure', seal);
    await matters.on('measure', sealed, 'submit');
    await matters.agree('measure', sealed, 'approve', 'zhangguodong');
    await matters.agree('measure', sealed, 'approve', 'liumin');
    assert.equal(await matters.paper('goods-list', sealed, 'lizhiyuan'), '江州市监清〔2026〕12号');
    assert.equal(await matters.paper('measure-decision', sealed), '江州市监强制〔2026〕12号');
    await matters.on('measure', sealed, 'start', begun('2026-05-08'));
    assert.deepEqual(await matters.clock('measure', sealed, 'seal'), ['2026-06-07', 'running']);
  });

  it('a correction is ordered until the day typed', async () => {
    hand.at('05-08 15:00');
    const id = await matters.make('correctionOrder', correction);
    await matters.on('correctionOrder', id, 'submit');
    await matters.agree('correctionOrder', id, 'approve', 'zhangguodong', { skip: ['leader'] });
    assert.equal(await matters.paper('correction-order', id), '江州市监责改〔2026〕27号');
    await matters.on('correctionOrder', id, 'serve', { orderedAt: '2026-05-08', receivedBy: '周建平' });
    assert.deepEqual(await matters.clock('correctionOrder', id, 'correction'), ['2026-05-23', 'running']);
    corrected = id;
  });

  it('what is preserved lapses by itself, and a correction falls due and is looked at again', async () => {
    await matters.pass('05-15 00:30');
    assert.equal((await hand.record('lizhiyuan', 'measure', preserved)).state, 'lapsed');
    await matters.pass('05-25 09:00');
    assert.equal((await hand.record('lizhiyuan', 'correctionOrder', corrected)).state, 'due');
    hand.at('06-03 10:00');
    const checked = { recheckedAt: '2026-06-03', recheckResult: 'pass', recheckText: '已停止。', rechecker: officers };
    assert.equal((await matters.on('correctionOrder', corrected, 'recheck', checked)).state, 'ok');
  });

  it('a seal is extended by thirty days', async () => {
    hand.at('06-05 10:00');
    await matters.on('measure', sealed, 'extendMeasure', { extendReason: '销售去向尚在核查' });
    assert.equal((await matters.agree('measure', sealed, 'extendMeasure', 'liumin')).state, 'extended');
    assert.deepEqual(await matters.clock('measure', sealed, 'seal'), ['2026-07-07', 'running']);
    assert.equal(await matters.paper('measure-extend', sealed), '江州市监延强〔2026〕5号');
  });

  it('the time of a test that was told in writing counts neither for the case nor for the seal', async () => {
    hand.at('06-10 10:00');
    const id = await matters.make('sample', testedSample);
    await matters.on('sample', id, 'confirm');
    const entrust = {
      agency: '东江省质检院',
      testKind: 'inspection',
      entrustedAt: '2026-06-10',
      expectedTo: '2026-06-30',
    };
    await matters.on('sample', id, 'entrust', { ...entrust, testItems: '下屈服强度', testStandard: 'GB 1499.2' });
    await matters.on('sample', id, 'tellPeriod', { periodToldAt: '2026-06-10', periodTo: '2026-06-30' });
    assert.deepEqual(await matters.clock('measure', sealed, 'seal'), [null, 'paused']);
    assert.deepEqual(await matters.clock('case', hand.id, 'decide'), [null, 'paused']);
    hand.at('06-22 10:00');
    const items = [{ item: '下屈服强度', required: '≥400 MPa', measured: '372 MPa', verdict: 'fail' }];
    const result = { resultAt: '2026-06-20', reportNo: 'DJJC-2026-03157', conclusion: 'fail' };
    assert.deepEqual(await matters.refused('sample', id, 'report', result), ['no-item']);
    await matters.on('sample', id, 'report', { ...result, failedItems: items });
    assert.deepEqual(await matters.clock('measure', sealed, 'seal'), ['2026-07-17', 'running']);
    assert.deepEqual(await matters.clock('case', hand.id, 'decide'), ['2026-08-17', 'running']);
    await matters.paper('test-result-notice', id);
    await matters.on('sample', id, 'tell', { resultToldAt: '2026-06-22' });
    assert.deepEqual(await matters.clock('sample', id, 'recheck-apply'), ['2026-07-07', 'running']);
    tested = id;
  });

  it('instalments add up to the fine', async () => {
    hand.at('07-06 10:00');
    const decision = { decisionNo: '江州市监处罚〔2026〕31号', decidedAt: '2026-06-29', total: 10_635_000 };
    await matters.stand('performing', { fineAmount: 10_395_000, confiscatedIncome: 240_000, decision });
    const plan = (second: number) => [
      { seq: 1, dueAt: '2026-07-15', amount: 5_000_000 },
      { seq: 2, dueAt: '2026-09-15', amount: second },
    ];
    const asked = { deferralKind: 'instalment', applyAt: '2026-07-06', applyReason: '资金周转困难' };
    const wrong = await matters.make('deferral', { ...asked, plan: plan(5_394_999) });
    assert.deepEqual(await matters.refused('deferral', wrong, 'submit'), ['not-the-fine-yet']);
    const id = await matters.make('deferral', { ...asked, plan: plan(5_395_000) });
    await matters.on('deferral', id, 'submit');
    await matters.agree('deferral', id, 'approve', 'zhangguodong');
    deferred = id;
  });

  it('a result nobody doubts in time is settled', async () => {
    await matters.pass('07-08 00:30');
    const settled = await hand.record('lizhiyuan', 'sample', tested);
    assert.deepEqual([settled.state, settled.data.finalConclusion], ['final', 'fail']);
  });

  it('no more goes out of the store than came in, and all of it is told', async () => {
    hand.at('07-08 09:00');
    goods = (await matters.children('goods')).find(({ data }) => data.name === steel.name)?._id ?? '';
    const stock = async () => (await hand.record('lizhiyuan', 'goods', goods)).data.stock;
    await matters.on('goods', goods, 'confirm', {}, 'shishouku');
    assert.equal(await stock(), '12');
    const move = (moveKind: string, moveQty: string) => ({ moveKind, moveQty, moveAt: '2026-07-08' });
    assert.deepEqual(await matters.refused('goods', goods, 'move', move('test-out', '12.001'), 'shishouku'), [
      'workflow.balance',
    ]);
    await matters.on('goods', goods, 'move', move('test-out', '0.1'), 'shishouku');
    assert.equal(await stock(), '11.9');
    await matters.on('goods', goods, 'move', move('test-in', '0.1'), 'shishouku');
    const confiscated = { confiscatedAt: '2026-07-02', confiscatedStore: '没收物品库' };
    await matters.on('goods', goods, 'confiscate', confiscated, 'shishouku');
  });

  it('each instalment has its own day', async () => {
    hand.at('07-08 10:00');
    assert.equal((await matters.agree('deferral', deferred, 'approve', 'gaojianhua')).state, 'granted');
    assert.equal(await matters.paper('deferral-decision', deferred), '江州市监延(分)〔2026〕3号');
    assert.equal((await hand.record()).state, 'deferred');
    const rows = [...(await matters.children('instalment', 'deferral', deferred))].sort(
      (a, b) => Number(a.data.seq) - Number(b.data.seq),
    );
    parts = rows.map(({ _id }) => _id);
    const [first = '', second = ''] = parts;
    assert.deepEqual(await matters.clock('instalment', first, 'instalment'), ['2026-07-15', 'running']);
    assert.deepEqual(await matters.clock('instalment', second, 'instalment'), ['2026-09-15', 'running']);
  });

  const pay = async (day: string, amount: number, voucherNo: string, more: object = { obligation: 'fine' }) => {
    const data = {
      amount,
      paidAt: `2026-${day}`,
      mode: 'bank',
      voucherKind: 'treasury',
      voucherNo,
      payerName: '明峰',
      ...more,
    };
    return await matters.make('payment', data, 'qianduoning');
  };

  it('payments settle instalments, and what is too much is refused', async () => {
    const [first = ''] = parts;
    hand.at('07-14 15:00');
    const income = await pay('07-14', 240_000, 'DJ20260714001', { obligation: 'confiscate-income' });
    await matters.on('payment', income, 'confirm', {}, 'qianduoning');
    const half = await pay('07-14', 5_000_000, 'DJ20260714002', { obligation: 'fine', instalmentId: first });
    await matters.on('payment', half, 'confirm', {}, 'qianduoning');
    const paid = await hand.record('lizhiyuan', 'instalment', first);
    assert.deepEqual([paid.state, paid.data.voucherNo, paid.data.paidAt], ['paid', 'DJ20260714002', '2026-07-14']);
    assert.equal((await hand.record('lizhiyuan', 'deferral', deferred)).data.unpaid, 5_395_000);
    const tooMuch = await pay('07-14', 5_395_001, 'DJ20260714003');
    assert.deepEqual(await matters.refused('payment', tooMuch, 'confirm', {}, 'qianduoning'), ['workflow.balance']);
  });

  it('a seal past its term has to be lifted, and nothing else is possible', async () => {
    await matters.pass('07-18 00:30');
    assert.equal((await hand.record('lizhiyuan', 'measure', sealed)).state, 'overdue');
    assert.deepEqual(await matters.refused('measure', sealed, 'extendMeasure', { extendReason: 'x' }), [
      'workflow.notInState',
    ]);
    const turned = { convertedTo: 'confiscated', convertedAt: '2026-07-02', convertBasis: '江州市监处罚〔2026〕31号' };
    hand.at('07-18 09:00');
    assert.equal((await matters.on('measure', sealed, 'convert', turned)).state, 'converted');
  });

  it('what is disposed of leaves nothing behind', async () => {
    hand.at('07-20 16:00');
    await matters.on('goods', goods, 'dispose', hand.filled('goodsDisposed'), 'shishouku');
    const done = await hand.record('lizhiyuan', 'goods', goods);
    assert.deepEqual(
      [done.state, done.data.stock, done.data.movedIn, done.data.movedOut],
      ['disposed', '0', '12.1', '12.1'],
    );
    assert.equal((await matters.children('goodsMove', 'goods', goods)).length, 4);
  });

  it('the last payment ends the deferral', async () => {
    const [, second = ''] = parts;
    hand.at('09-11 15:00');
    const rest = await pay('09-11', 5_395_000, 'DJ20260911004', { obligation: 'fine', instalmentId: second });
    await matters.on('payment', rest, 'confirm', {}, 'qianduoning');
    assert.equal((await hand.record('lizhiyuan', 'deferral', deferred)).state, 'completed');
    const { state, data } = await hand.record();
    assert.deepEqual([state, data.finePaid, data.incomePaid], ['performing', 10_395_000, 240_000]);
  });

  it('a surcharge of three in a hundred a day ends at the fine', async () => {
    const grown = async (until: string, at: string) => {
      hand.at(at);
      const id = await matters.make('surcharge', { principal: 10_000_000, overdueFrom: '2026-07-15', until });
      const { data } = await matters.on('surcharge', id, 'assess');
      return [data.overdueDays, data.surcharge, data.capped];
    };
    assert.deepEqual(await grown('2026-07-25', '09-11 16:00'), [10, 3_000_000, false]);
    assert.deepEqual(await grown('2026-08-17', '09-11 16:10'), [33, 9_900_000, false]);
    assert.deepEqual(await grown('2026-08-18', '09-11 16:20'), [34, 10_000_000, true]);
  });

  it('what was published is hidden by itself after three years', async () => {
    hand.at('09-12 09:00');
    const data = { publishedAt: '2026-07-08', publicityTerm: 'standard', publishSummary: '罚款103950元。' };
    const id = await matters.make('publicity', data);
    assert.equal((await matters.on('publicity', id, 'publish')).data.visible, true);
    assert.deepEqual(await matters.clock('publicity', id, 'publicity-end'), ['2029-07-08', 'running']);
  });

  it('a service of a paper that was never issued is not offered to be confirmed', async () => {
    hand.at('09-12 09:30');
    const kept = { ...unreached, documentKind: 'no-penalty-decision', servedAt: hand.system.clock(), mode: 'direct' };
    const id = await matters.make('serviceRecord', kept);
    await assert.rejects(matters.on('serviceRecord', id, 'confirm'), /not offered confirm.*documentNotIssued/);
  });

  it('who cannot be reached is served thirty days after the announcement', async () => {
    hand.at('09-12 10:00');
    const id = await matters.make('serviceRecord', unreached);
    assert.deepEqual(await matters.refused('serviceRecord', id, 'confirm'), ['by-announcement', 'not-served']);
    const attempt = { attemptAt: hand.instant('09-12 09:30'), attemptPlace: '工业二路18号', attemptNote: '厂门锁闭。' };
    assert.equal((await matters.on('serviceRecord', id, 'attempt', attempt)).state, 'attempted');
    const announced = {
      announceAt: '2026-09-12',
      announceMedia: '公告栏',
      announceReason: '无法联系',
      collectAt: '本局',
    };
    await matters.on('serviceRecord', id, 'announce', announced);
    assert.deepEqual(await matters.clock('serviceRecord', id, 'serve-public'), ['2026-10-12', 'running']);
    await matters.paper('service-public', id);
    await matters.pass('10-13 00:30');
    const served = await hand.record('lizhiyuan', 'serviceRecord', id);
    assert.deepEqual([served.state, served.data.deemedAt], ['deemed', '2026-10-12']);
  });

  it('leaves the balances whole', async () => {
    const [finding] = await verify(await openWorld(system.storage, system.dataDir), ['I29']);
    assert.deepEqual(finding?.offences, []);
  });
});
