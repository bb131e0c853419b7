import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileCase, toVerifying } from '../support/jiangzhou/case-course.ts';
import { CaseHand } from '../support/jiangzhou/case-hand.ts';
import { MatterHand } from '../support/jiangzhou/matter-hand.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

const steel = {
  name: '热轧带肋钢筋',
  spec: 'HRB335',
  qty: '12',
  unit: 't',
  maker: '明峰',
  batch: 'MF1',
  value: 4_620_000,
};
const measure = (kind: string, plannedAt: string) => ({
  kind,
  reason: '涉嫌生产不符合国家标准的钢筋',
  legalBasis: '《中华人民共和国产品质量法》第十八条',
  place: '成品库',
  storage: 'in-place',
  plannedAt,
  items: [steel],
  officers: ['lizhiyuan', 'wangxiaoqing'],
});
const begun = (startAt: string) => ({ startAt, partyPresent: true, rightsTold: true });

describe('the matters of a case under the procedure of 2011', () => {
  let system: TestSystem;
  let hand: CaseHand;
  let matters: MatterHand;

  before(async () => {
    system = await startSystem({ now: '2015-04-28T00:00:00.000Z', demoDir: 'test/support/jiangzhou' });
    hand = new CaseHand(system, { regime: 'zj-2011', year: 2015 });
    matters = new MatterHand(hand);
    await toVerifying(hand);
    hand.at('05-06 17:00');
    await hand.child('party', 'party');
    await hand.act('lizhiyuan', 'submitFiling', hand.filled('filingApplied'), 'filingReview');
    await fileCase(hand);
  });
  after(() => system.close());

  const take = async (kind: string, day: string, paper: string) => {
    const id = await matters.make('measure', measure(kind, hand.day(day)));
    await matters.on('measure', id, 'submit');
    await matters.agree('measure', id, 'approve', 'zhangguodong');
    await matters.agree('measure', id, 'approve', 'liumin');
    const number = await matters.paper(paper, id);
    await matters.on('measure', id, 'start', begun(hand.day(day)));
    return { id, number };
  };

  it('preserves evidence for seven days and seals for thirty, with the numbers of that time', async () => {
    hand.at('05-08 09:00');
    const preserved = await take('preserve', '05-08', 'prereg-notice');
    assert.equal(preserved.number, '（江）质监登字〔2015〕1号');
    assert.deepEqual(await matters.clock('measure', preserved.id, 'prereg'), ['2015-05-15', 'running']);
    const sealed = await take('seal-goods', '05-08', 'measure-decision');
    assert.equal(sealed.number, '（江）质监封(扣)字〔2015〕1号');
    assert.deepEqual(await matters.clock('measure', sealed.id, 'seal'), ['2015-06-07', 'running']);
    const released = { releaseReason: 'no-violation', releasedAt: hand.day('05-20') };
    hand.at('05-20 09:00');
    await matters.on('measure', sealed.id, 'releaseMeasure', released);
    assert.equal((await matters.agree('measure', sealed.id, 'releaseMeasure', 'liumin')).state, 'released');
    assert.equal(await matters.paper('measure-release', sealed.id), '（江）质监解封(扣)字〔2015〕1号');
    assert.deepEqual(await matters.clock('measure', sealed.id, 'seal'), ['2015-06-07', 'met']);
  });

  it('no longer stores under seal since the law of 2012', async () => {
    const id = await matters.make('measure', measure('store-seal', hand.day('05-20')));
    assert.deepEqual(await matters.refused('measure', id, 'submit'), ['store-seal-abolished']);
  });

  it('a measure taken at once falls after a day without approval', async () => {
    hand.at('05-21 10:00');
    const id = await matters.make('measure', measure('seize', hand.day('05-21')));
    const taken = await matters.on('measure', id, 'startUrgent', begun(hand.day('05-21')));
    assert.deepEqual([taken.state, taken.data.urgent], ['active', true]);
    await matters.pass('05-22 10:30');
    assert.equal((await hand.record('lizhiyuan', 'measure', id)).state, 'overdue');
  });

  it('announces for sixty days', async () => {
    hand.at('05-25 09:00');
    const id = await matters.make('serviceRecord', {
      documentKind: 'other',
      addressee: '江州市明峰轧钢有限公司',
      documents: [{ title: '通知书', copies: 1 }],
      place: '工业二路18号',
      mode: 'public',
      servers: ['lizhiyuan', 'wangxiaoqing'],
    });
    const announced = {
      announceAt: hand.day('05-25'),
      announceMedia: '报纸',
      announceReason: '下落不明',
      collectAt: '本局',
    };
    await matters.on('serviceRecord', id, 'announce', announced);
    assert.deepEqual(await matters.clock('serviceRecord', id, 'serve-public'), ['2015-07-24', 'running']);
  });
});
