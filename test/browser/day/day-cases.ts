import {
  decide,
  decisionData,
  gather,
  hold,
  openCase,
  review,
  submitReport,
  toFilingReview,
  toInvestigating,
  toVerifying,
  trialData,
} from '../../support/jiangzhou/case-course.ts';
import type { Law } from '../../support/jiangzhou/case-hand.ts';
import { toPerforming } from '../../support/jiangzhou/case-small.ts';
import { issueDecision, serve, toNoticeServed } from '../../support/jiangzhou/case-walks.ts';
import type { Walk } from '../../support/jiangzhou/walk.ts';
import type { TestSystem } from '../../support/system.ts';
import { dayFirms } from './day-firms.ts';
import { DayHand } from './day-hand.ts';

export const oldLaw: Law = { regime: 'zj-2011', year: 2015 };
export const newLaw: Law = { regime: 'scjg-2021', year: 2026 };

type Course = (hand: DayHand) => Promise<void>;

const prelimReview: Course = async (hand) => {
  await toInvestigating(hand);
  await gather(hand);
  await submitReport(hand);
};
const noticeServed: Course = async (hand) => {
  await toInvestigating(hand);
  await gather(hand);
  await toNoticeServed(hand);
};
const trial: Course = async (hand) => {
  await noticeServed(hand);
  hand.at('06-17 09:30');
  await hand.act('lizhiyuan', 'registerStatement', hand.filled('statement'), 'noticeServed');
  await hand.at('06-24').act('lizhiyuan', 'startRecheck', {}, 'rechecking');
  await hand.at('06-24 10:00').act('lizhiyuan', 'recordRecheck', hand.filled('rechecked'), 'rechecking');
  await hand.act('lizhiyuan', 'submitTrial', {}, 'trial');
};
const decisionReview: Course = async (hand) => {
  await trial(hand);
  await hold(hand.at('06-25 15:45'), trialData(hand, 'penalty', 10395000, '1.50'), 'decisionReview');
  await decide(hand.at('06-26'), decisionData(hand, 10395000, '1.50'));
};
const decisionIssued: Course = async (hand) => {
  await decisionReview(hand);
  await issueDecision(hand, '06-29');
};
const performing: Course = async (hand) => {
  await decisionIssued(hand);
  await hand.paper('penalty-decision', 'linxiaoman', hand.walk.thing('party').id);
  await serve(hand, '06-30', 'penalty-decision', 'performing');
};
const withGoods: Course = async (hand) => {
  await toInvestigating(hand);
  await gather(hand);
  await hand.create('lizhiyuan', 'goods', hand.filled('goods'), 'goods', hand.id);
  await hand.on('goods', hand.walk.thing('goods').id, 'shishouku', 'confirm');
};
const paid: Course = async (hand) => {
  await performing(hand);
  await hand.create('lizhiyuan', 'goods', hand.filled('goods'), 'goods', hand.id);
  const goods = hand.walk.thing('goods').id;
  await hand.on('goods', goods, 'shishouku', 'confirm');
  hand.at('07-02');
  await hand.act('lizhiyuan', 'publish', hand.filled('published', { publishedAt: hand.day('07-02') }), 'performing');
  await hand.child('payment', 'paymentIncome', 'qianduoning', { paidAt: hand.day('07-02') });
  await hand.child('payment', 'paymentFine', 'qianduoning', { paidAt: hand.day('07-02') });
  await hand.act('qianduoning', 'confirmPaid', {}, 'performing');
  hand.at('07-03');
  await hand.on(
    'goods',
    goods,
    'shishouku',
    'dispose',
    hand.filled('goodsDisposed', { disposedAt: hand.day('07-03') }),
  );
  await hand.paper('goods-disposal-record', 'shishouku', goods);
  const checked = { checkedAt: hand.day('07-03') };
  await hand.act('lizhiyuan', 'checkExecution', hand.filled('checked', checked), 'executionCheck');
};

interface Planned {
  readonly as: string;
  readonly law: Law;
  /** Days behind worked example A, so that what waits is fresh on the day. */
  readonly later: number;
  readonly course: Course;
}

/** Where each case stands when the day begins; one more is registered on the day itself. */
const planned: readonly Planned[] = [
  { as: 'old-investigating', law: oldLaw, later: 20, course: toInvestigating },
  { as: 'old-review', law: oldLaw, later: 10, course: prelimReview },
  { as: 'old-noticed', law: oldLaw, later: 0, course: noticeServed },
  { as: 'old-performing', law: oldLaw, later: 0, course: toPerforming },
  { as: 'source', law: newLaw, later: 72, course: openCase },
  { as: 'source2', law: newLaw, later: 71, course: openCase },
  { as: 'verifying', law: newLaw, later: 65, course: toVerifying },
  { as: 'verifying2', law: newLaw, later: 66, course: toVerifying },
  { as: 'filing', law: newLaw, later: 63, course: toFilingReview },
  { as: 'investigating', law: newLaw, later: 55, course: toInvestigating },
  { as: 'asking', law: newLaw, later: 50, course: toInvestigating },
  { as: 'gathered', law: newLaw, later: 33, course: withGoods },
  { as: 'review', law: newLaw, later: 35, course: prelimReview },
  {
    as: 'noticing',
    law: newLaw,
    later: 29,
    course: async (hand) => {
      await prelimReview(hand);
      await review(hand, 'noticeDrafting');
    },
  },
  { as: 'noticed', law: newLaw, later: 14, course: noticeServed },
  { as: 'trial', law: newLaw, later: 14, course: trial },
  { as: 'deciding', law: newLaw, later: 13, course: decisionReview },
  { as: 'decided', law: newLaw, later: 9, course: decisionIssued },
  { as: 'performing', law: newLaw, later: 8, course: performing },
  { as: 'paid', law: newLaw, later: 6, course: paid },
];

/** Brings the cases of a law to where they stand that morning, over the wire, and names them for the day. */
export const prepareCases = async (system: TestSystem, law: Law, walk: Walk): Promise<ReadonlyMap<string, DayHand>> => {
  const hands = new Map<string, DayHand>();
  for (const [index, plan] of planned.entries()) {
    const firm = dayFirms[index];
    if (plan.law !== law || firm === undefined) continue;
    const hand = new DayHand(system, law, index + 1, firm, plan.later);
    await plan.course(hand);
    hands.set(plan.as, hand);
    for (const [name, thing] of hand.walk.named) walk.named.set(`${plan.as}.${name}`, thing);
    console.error(`${plan.as}: ${(await hand.record()).state}`);
  }
  return hands;
};
