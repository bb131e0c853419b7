import assert from 'node:assert/strict';
import {
  decide,
  decisionData,
  gather,
  hold,
  notify,
  review,
  submitReport,
  toInvestigating,
  trialData,
} from './case-course.ts';
import type { CaseHand } from './case-hand.ts';
import { sideMatters, suspendHere } from './case-matters.ts';
import { isOld, issueDecision, serve } from './case-walks.ts';

const fine = 6_930_000;
const multiple = '1.00';

/** A fine below every threshold of a discussion or a hearing under the law in force, told to the party. */
const smallNotice = async (hand: CaseHand): Promise<void> => {
  await toInvestigating(hand);
  await gather(hand);
  const { proposedPenalties } = hand.filled('reportSubmitted') as { proposedPenalties: readonly { kind: string }[] };
  const rows = proposedPenalties.map((row) => (row.kind === 'fine' ? { ...row, amount: fine, multiple } : row));
  await submitReport(hand, { proposedPenalties: rows, discretionLevel: 'light' });
  await review(hand, isOld(hand) ? 'trial' : 'noticeDrafting');
  if (isOld(hand)) await hold(hand.at('06-10'), trialData(hand, 'penalty', fine, multiple), 'noticeDrafting');
  await notify(hand, ['06-12', '06-15'], fine, multiple);
};

/** Nobody says anything; the leader wants more evidence. */
export const small = async (hand: CaseHand): Promise<void> => {
  await smallNotice(hand);
  await hand.at('06-26').act('lizhiyuan', 'noOpinion', {}, 'decisionReview');
  await sideMatters(hand, 'decisionReview');
  await suspendHere(hand, 'decisionReview');
  const data = decisionData(hand, fine, multiple);
  await decide(hand, data);
  await hand.refuse('gaojianhua', 'approveDecision', { result: 'superior', opinion: '报批' }, ['not-needed']);
  await hand.act('gaojianhua', 'approveDecision', { result: 'supplement', opinion: '补充调查。' }, 'supplementing');
};

/** A small fine, decided and served. */
export const toPerforming = async (hand: CaseHand): Promise<void> => {
  await smallNotice(hand);
  hand.at('06-16');
  await hand.act('lizhiyuan', 'registerStatement', hand.filled('statement', { statementAt: hand.system.clock() }));
  await hand.at('06-24').act('lizhiyuan', 'startRecheck', {}, 'rechecking');
  const same = { penaltyChange: 'same', recheckAt: hand.system.clock() };
  await hand.act('lizhiyuan', 'recordRecheck', hand.filled('rechecked', same), 'rechecking');
  await hand.act('lizhiyuan', 'finishRecheck', {}, 'decisionReview');
  await decide(hand.at('06-26'), decisionData(hand, fine, multiple));
  await issueDecision(hand, '06-29');
  await hand.paper('penalty-decision', 'linxiaoman', hand.walk.thing('party').id);
  await serve(hand, '06-30', 'penalty-decision', 'performing');
};

/** The fine is paid in two parts. */
export const paidLater = async (hand: CaseHand): Promise<void> => {
  await toPerforming(hand);
  await sideMatters(hand, 'performing');
  await defer(hand);
  await sideMatters(hand, 'deferred');
  const partly = hand.filled('checked', { conclusion: 'partial', checkedAt: hand.day('07-10') });
  await hand.at('07-10').act('lizhiyuan', 'checkExecution', partly, 'executionCheck');
  await hand.act('lizhiyuan', 'notPerformed', {}, 'deferred');
  await settle(hand);
};

const defer = async (hand: CaseHand): Promise<void> => {
  hand.at('07-06');
  const plan = [
    { seq: 1, dueAt: hand.day('07-15'), amount: 3_000_000 },
    { seq: 2, dueAt: hand.day('09-15'), amount: 3_930_000 },
  ];
  const data = { deferralKind: 'instalment', applyAt: hand.day('07-06'), applyReason: '资金周转困难', plan };
  const id = await hand.create('lizhiyuan', 'deferral', data, 'deferral', hand.id);
  await hand.on('deferral', id, 'lizhiyuan', 'submit');
  await hand.on('deferral', id, 'zhangguodong', 'approve', { result: 'agree', opinion: '同意。' });
  await hand.on('deferral', id, 'gaojianhua', 'approve', { result: 'agree', opinion: '同意。' });
  assert.equal((await hand.record()).state, 'deferred');
};

const settle = async (hand: CaseHand): Promise<void> => {
  const { id } = hand.walk.thing('deferral');
  const parts = await hand.walk.get<{ _id: string; data: { seq: number; amount: number } }[]>(
    'lizhiyuan',
    `/records/deferral/${id}/children/instalment`,
  );
  hand.at('09-11');
  for (const { _id, data } of parts) {
    const paid = { amount: data.amount, instalmentId: _id, voucherNo: `DJ${data.seq}`, paidAt: hand.day('09-11') };
    await hand.child('payment', 'paymentFine', 'qianduoning', paid);
  }
  await hand.child('payment', 'paymentIncome', 'qianduoning', { paidAt: hand.day('09-11') });
  assert.equal((await hand.record()).state, 'performing');
  await hand.act('qianduoning', 'confirmPaid', {}, 'performing');
};
