import assert from 'node:assert/strict';
import { type Below, leaders, made, officers, rejected, today } from './below.ts';
import { toFilingReview, toInvestigating } from './case-course.ts';
import type { CaseHand, Data } from './case-hand.ts';
import { revoke } from './case-matters.ts';
import { steel } from './matter-data.ts';
import { MatterHand } from './matter-hand.ts';

const measureData = (hand: CaseHand, kind: string): Data => ({
  kind,
  reason: '涉嫌生产不符合国家标准的钢筋',
  legalBasis: '《中华人民共和国产品质量法》第十八条',
  place: '成品库',
  storage: 'in-place',
  plannedAt: hand.system.clock().slice(0, 10),
  items: [steel],
  officers,
});
const begun = (hand: CaseHand): Data => ({
  startAt: hand.system.clock().slice(0, 10),
  partyPresent: true,
  rightsTold: true,
});

/** Taken at once, as the law lets officers in a hurry. */
const urgent = async (matters: MatterHand): Promise<Below> => {
  const below = await made(matters, 'measure', measureData(matters.hand, 'seize'));
  await below.do('startUrgent', begun(matters.hand), 'active');
  return below;
};

const ratified = async (matters: MatterHand): Promise<Below> => {
  const below = await urgent(matters);
  await below.ask('ratify', 'liumin', 'active');
  return below;
};

const extended = async (matters: MatterHand): Promise<Below> => {
  const below = await ratified(matters);
  await below.ask('extendMeasure', 'liumin', 'extended', { extendReason: '去向尚在核查。' });
  return below;
};

const overdue = async (matters: MatterHand): Promise<Below> => {
  const below = await urgent(matters);
  await below.do('ratify');
  await below.do('ratify', rejected, 'overdue', 'liumin');
  return below;
};

const release = (hand: CaseHand): Data => ({ releaseReason: 'no-violation', releasedAt: today(hand) });
const convert = (hand: CaseHand): Data => ({
  convertedTo: 'confiscated',
  convertedAt: today(hand),
  convertBasis: '处罚决定书',
});
const handOver = (hand: CaseHand): Data => ({ receiver: '公安局', transferredAt: today(hand) });

/** Measures of every kind of course, and what becomes of them when the case is revoked. */
export const measures = async (hand: CaseHand): Promise<void> => {
  const matters = new MatterHand(hand);
  await toInvestigating(hand);
  hand.at('05-08 09:00');
  const preserved = await made(matters, 'measure', measureData(hand, 'preserve'));
  await preserved.submit(leaders, 'approved');
  await matters.paper('prereg-notice', preserved.id);
  await preserved.do('start', begun(hand), 'active');
  const refused = await made(matters, 'measure', measureData(hand, 'seal-goods'));
  await refused.refuse(leaders, 'refused');
  const dropped = await made(matters, 'measure', measureData(hand, 'seal-goods'));
  await dropped.signed(leaders, 'approved');
  await dropped.do('dropMeasure', {}, 'notStarted');
  for (const state of [ratified, extended, overdue]) {
    await (await state(matters)).ask('releaseMeasure', 'liumin', 'released', release(hand));
    await (await state(matters)).do('convert', convert(hand), 'converted');
    await (await state(matters)).do('handOver', handOver(hand), 'transferred');
  }
  const [late, later] = [await ratified(matters), await extended(matters)];
  await matters.pass('05-19 09:00');
  assert.equal(await preserved.state(), 'lapsed');
  await matters.pass('06-10 09:00');
  assert.equal(await late.state(), 'overdue');
  await matters.pass('07-10 09:00');
  assert.equal(await later.state(), 'overdue');
  const open = [await ratified(matters), await extended(matters), await overdue(matters)];
  for (const below of open) assert.ok(['active', 'extended', 'overdue'].includes(await below.state()));
  await revoke(hand);
  for (const below of [...open, late, later]) assert.equal(await below.state(), 'released');
};

/** A case that the leader does not file: nothing of the party's stays seized. */
export const unfiled = async (hand: CaseHand): Promise<void> => {
  const matters = new MatterHand(hand);
  await toFilingReview(hand);
  const seized = await urgent(matters);
  await hand.agree('zhangguodong', 'approveFiling', 'filingReview', { skip: ['legal'] });
  await hand.act('liumin', 'approveFiling', { result: 'reject', opinion: '证据不足，不予立案。' }, 'notFiled');
  assert.equal(await seized.state(), 'released');
};

const sealed = async (matters: MatterHand, kind: string, paper: string): Promise<Below> => {
  const below = await made(matters, 'measure', measureData(matters.hand, kind));
  await below.signed(leaders, 'approved');
  await matters.paper(paper, below.id);
  await below.do('start', begun(matters.hand), 'active');
  return below;
};

/** The papers of an investigation that are not asked for on the way. */
export const papers = async (hand: CaseHand): Promise<void> => {
  const matters = new MatterHand(hand);
  await toInvestigating(hand);
  hand.at('05-12 16:00');
  for (const [module, paper] of [
    ['product', undefined],
    ['inspection', 'on-site-record'],
    ['inquiry', 'inquiry-record'],
  ] as const) {
    const id = await hand.child(module, module);
    if (paper !== undefined) await matters.paper(paper, id, 'lizhiyuan');
  }
  await matters.paper('service-address', hand.walk.thing('party').id, 'lizhiyuan');
  const asked = {
    toName: '周建平',
    inquiryAt: hand.system.clock(),
    inquiryPlace: '本局',
    aboutWhat: '生产、销售情况。',
  };
  await matters.paper('inquiry-notice', undefined, 'linxiaoman', asked);
  const matter = {
    matter: 'other',
    appliedAt: today(hand),
    matterReason: '案情需要。',
    matterBasis: '有关规定。',
    matterContent: '延长保管。',
  };
  await matters.paper('matters-approval', undefined, 'lizhiyuan', matter);
  const preserved = await sealed(matters, 'preserve', 'prereg-notice');
  const taken = await sealed(matters, 'seal-goods', 'measure-decision');
  await matters.paper('goods-list', taken.id, 'lizhiyuan');
  await taken.do('extendMeasure', { extendReason: '去向尚在核查。' });
  await taken.do('extendMeasure', { result: 'agree', opinion: '同意。' }, 'extended', 'liumin');
  await matters.paper('measure-extend', taken.id);
  for (const [below, paper] of [
    [preserved, 'prereg-release'],
    [taken, 'measure-release'],
  ] as const) {
    await below.do('releaseMeasure', release(hand));
    await below.do('releaseMeasure', { result: 'agree', opinion: '同意。' }, 'released', 'liumin');
    await matters.paper(paper, below.id);
  }
};
