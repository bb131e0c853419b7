import assert from 'node:assert/strict';
import { type Below, leaders, made, officers, today } from './below.ts';
import { toInvestigating } from './case-course.ts';
import type { CaseHand, Data } from './case-hand.ts';
import { testedSample, unreached } from './matter-data.ts';
import { MatterHand } from './matter-hand.ts';

const entrust = (hand: CaseHand): Data => ({
  agency: '东江省质检院',
  testKind: 'inspection',
  entrustedAt: today(hand),
  expectedTo: today(hand),
  testItems: '下屈服强度',
  testStandard: 'GB 1499.2',
});
const result = (hand: CaseHand): Data => ({
  resultAt: today(hand),
  reportNo: 'DJ-1',
  conclusion: 'fail',
  failedItems: [{ item: '下屈服强度', required: '≥400 MPa', measured: '372 MPa', verdict: 'fail' }],
});

const sampled = async (matters: MatterHand, n: number): Promise<Below> => {
  const { hand } = matters;
  const below = await made(matters, 'sample', { ...testedSample, sampleNo: `S-${n}`, sampledAt: hand.system.clock() });
  await below.do('confirm', {}, 'sampled');
  return below;
};

const told = async (matters: MatterHand, n: number): Promise<Below> => {
  const { hand } = matters;
  const below = await sampled(matters, n);
  await below.do('entrust', entrust(hand), 'entrusted');
  if (n === 1) await below.do('tellPeriod', { periodToldAt: today(hand), periodTo: today(hand) });
  if (n === 1)
    for (const kind of ['sampling-record', 'test-entrust'])
      await matters.paper(kind, below.id, n === 1 && kind === 'sampling-record' ? 'lizhiyuan' : 'linxiaoman');
  await below.do('report', result(hand), 'reported');
  await matters.paper('test-result-notice', below.id);
  await below.do('tell', { resultToldAt: today(hand) }, 'told');
  return below;
};

/** Samples that are tested, tested again, or not tested. */
export const samples = async (hand: CaseHand): Promise<void> => {
  const matters = new MatterHand(hand);
  await toInvestigating(hand);
  hand.at('05-08 09:00');
  await (await sampled(matters, 11)).do('waive', { waiveReason: '样品已经变质。' }, 'waived');
  const sent = await sampled(matters, 12);
  await sent.do('entrust', entrust(hand));
  await sent.do('waive', { waiveReason: '检验机构退回样品。' }, 'waived');
  await (await told(matters, 1)).do('accept', {}, 'final');
  const doubted = await told(matters, 2);
  await doubted.do('askRecheck', { recheckAskedAt: today(hand) }, 'recheckAsked');
  const again = {
    recheckAgency: '国家质检中心',
    recheckAt: today(hand),
    recheckReportNo: 'GJ-1',
    recheckConclusion: 'fail',
  };
  await doubted.do('recheckDone', again, 'final');
  const settled = await told(matters, 3);
  await matters.pass('06-15 09:00');
  assert.equal(await settled.state(), 'final');
};

const correction = (hand: CaseHand, dueAt: string): Data => ({
  correctionKind: 'until',
  dueAt: hand.day(dueAt),
  facts: '生产不符合国家标准的热轧带肋钢筋',
  violated: '《中华人民共和国产品质量法》第十三条第二款',
  orderBasis: '《中华人民共和国产品质量法》第四十九条',
  items: [{ text: '停止生产、销售该批产品' }],
  checkWay: 'report',
});

const checked = (hand: CaseHand, recheckResult: string): Data => ({
  recheckedAt: today(hand),
  recheckResult,
  recheckText: '现场查看。',
  rechecker: officers,
});

const ordered = async (matters: MatterHand, dueAt: string): Promise<Below> => {
  const below = await made(matters, 'correctionOrder', correction(matters.hand, dueAt));
  await below.submit(leaders, 'approved');
  await matters.paper('correction-order', below.id);
  await below.do('serve', { orderedAt: today(matters.hand), receivedBy: '周建平' }, 'ordered');
  return below;
};

/** Orders to correct that are followed, not followed, given again. */
export const corrections = async (hand: CaseHand): Promise<void> => {
  const matters = new MatterHand(hand);
  await toInvestigating(hand);
  hand.at('05-08 09:00');
  const dropped = await made(matters, 'correctionOrder', correction(hand, '05-23'));
  await dropped.signed(leaders, 'approved');
  await dropped.do('dropOrder', {}, 'notServed');
  const again = await ordered(matters, '05-23');
  await again.do('recheck', checked(hand, 'fail'), 'uncorrected');
  await again.do('recheck', checked(hand, 'fail'), 'uncorrected');
  await again.do('orderAgain', { dueAgain: hand.day('08-30') }, 'ordered');
  await again.do('recheck', checked(hand, 'pass'), 'ok');
  const punished = await ordered(matters, '08-30');
  await punished.do('recheck', checked(hand, 'fail'), 'uncorrected');
  await punished.do('close', {}, 'punished');
  const late = await ordered(matters, '08-30');
  await late.do('recheck', checked(hand, 'fail'), 'uncorrected');
  await late.do('recheck', checked(hand, 'pass'), 'ok');
  const [mended, unmended] = [await ordered(matters, '05-23'), await ordered(matters, '05-23')];
  await matters.pass('05-26 09:00');
  await mended.do('recheck', checked(hand, 'pass'), 'ok');
  await unmended.do('recheck', checked(hand, 'fail'), 'uncorrected');
};

const service = (hand: CaseHand): Data => ({ ...unreached, servers: officers, servedAt: hand.system.clock() });
const announced = (hand: CaseHand): Data => ({
  announceAt: today(hand),
  announceMedia: '公告栏',
  announceReason: '无法联系',
  collectAt: '本局',
});

/** Papers nobody takes, goods that go back, evidence that changes hands. */
export const deliveries = async (hand: CaseHand): Promise<void> => {
  const matters = new MatterHand(hand);
  await toInvestigating(hand);
  hand.at('05-08 09:00');
  const attempt = { attemptAt: hand.system.clock(), attemptPlace: '工业二路18号', attemptNote: '厂门锁闭。' };
  const collected = await made(matters, 'serviceRecord', service(hand));
  await collected.do('attempt', attempt, 'attempted');
  await collected.do('attempt', attempt, 'attempted');
  await collected.do('announce', announced(hand), 'announced');
  await matters.paper('service-public', collected.id);
  await collected.do('confirmEarly', { collectedAt: hand.system.clock(), collectedBy: '周建平' }, 'confirmed');
  const deemed = await made(matters, 'serviceRecord', service(hand));
  await deemed.do('announce', announced(hand), 'announced');
  const direct = { ...service(hand), mode: 'direct', receiver: '周建平', relation: 'self' };
  const tried = await made(matters, 'serviceRecord', direct);
  await tried.do('attempt', attempt, 'attempted');
  await tried.do('confirm', {}, 'confirmed');
  await (await made(matters, 'serviceRecord', direct)).do('confirm', {}, 'confirmed');

  const move = (moveKind: string, moveQty: string): Data => ({ moveKind, moveQty, moveAt: today(hand) });
  const goods = await made(matters, 'goods', hand.filled('goods'));
  await goods.do('confirm', {}, 'confirmed', 'shishouku');
  await goods.do('move', move('test-out', '0.1'), 'confirmed', 'shishouku');
  const store = { confiscatedAt: today(hand), confiscatedStore: '没收物品库' };
  await goods.do('confiscate', store, 'confirmed', 'shishouku');
  const back = { ...hand.filled('goodsDisposed'), way: 'return', disposedAt: today(hand) };
  await goods.do('dispose', back, 'returned', 'shishouku');

  const evidence = await made(matters, 'evidence', hand.filled('evidenceRecord', { obtainedAt: hand.system.clock() }));
  await evidence.do('confirm', {}, 'confirmed', 'wangxiaoqing');
  await matters.paper('evidence-sheet', evidence.id, 'lizhiyuan');
  const custody = {
    custodyAt: hand.system.clock(),
    custodyFrom: '李志远',
    custodyTo: '石守库',
    custodyPlace: '物证室',
    custodyReason: '保管',
  };
  await evidence.do('handOver', custody, 'confirmed');
  await evidence.do('giveBack', custody, 'returned');

  await matters.pass('07-30 09:00');
  assert.equal(await deemed.state(), 'deemed');
};
