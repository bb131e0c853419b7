import assert from 'node:assert/strict';
import {
  decide,
  decisionData,
  gather,
  hold,
  noPenaltyDecision,
  noPenaltyReport,
  notify,
  review,
  submitReport,
  toInvestigating,
  trialData,
} from './case-course.ts';
import type { CaseHand } from './case-hand.ts';
import { revokeInVain, sideMatters, suspendHere } from './case-matters.ts';
import { MatterHand } from './matter-hand.ts';

export const returned = { result: 'return', opinion: '请补充。' };
export const isOld = (hand: CaseHand) => hand.law.regime === 'zj-2011';

/** Up to the notice served, in the order of the law. */
export const toNoticeServed = async (hand: CaseHand): Promise<void> => {
  await submitReport(hand);
  await review(hand, isOld(hand) ? 'trial' : 'noticeDrafting');
  if (isOld(hand)) await hold(hand.at('06-10'), trialData(hand, 'penalty', 12474000, '1.80'), 'noticeDrafting');
  await notify(hand, ['06-12', '06-15'], 12474000, '1.80');
};

export const issueDecision = async (hand: CaseHand, day: string): Promise<void> => {
  await hand.at(`${day} 10:00`).agree('gaojianhua', 'approveDecision', 'decisionReview');
  await hand.agree('linxiaoman', 'approveDecision', 'decisionIssued', { decidedAt: hand.day(day) });
};

export const serve = async (hand: CaseHand, day: string, kind: string, state: string): Promise<void> => {
  await hand.paper('decision-approval');
  hand.at(`${day} 11:00`);
  const servedAt = hand.instant(`${day} 10:00`);
  await hand.act('lizhiyuan', 'serveDecision', hand.filled('decisionServed', { servedAt }), state);
  const service = await hand.find('serviceRecord', 'documentKind', kind);
  await hand.on('serviceRecord', service, 'lizhiyuan', 'confirm');
  await hand.paper('service-receipt', 'lizhiyuan', service);
};

export const close = async (hand: CaseHand, days: readonly [string, string], more: object): Promise<void> => {
  hand.at(days[0]);
  const data = hand.filled('closingApplied', { ...more });
  const lacking = await hand.lacking();
  if (lacking.length > 0) await hand.refuse('lizhiyuan', 'applyClosing', data, lacking);
  for (const kind of lacking) await hand.paper(kind);
  await hand.act('lizhiyuan', 'applyClosing', data, 'closingReview');
  await hand.act('lizhiyuan', 'approveClosing.recall', {}, 'closingReturned');
  await hand.act('lizhiyuan', 'applyClosing', data, 'closingReview');
  await hand.act('zhangguodong', 'approveClosing', returned, 'closingReturned');
  await hand.act('lizhiyuan', 'applyClosing', data, 'closingReview');
  hand.at(days[1]);
  await hand.agree('zhangguodong', 'approveClosing', 'closingReview');
  await hand.agree('liumin', 'approveClosing', 'closed');
};

const archive = async (hand: CaseHand, day: string): Promise<void> => {
  hand.at(day);
  const data = { volumes: 1, pages: 68, archivedAt: hand.day(day), keptFor: '30y' };
  await hand.refuse('anjuanqing', 'archive', data, ['closing-approval', 'closing-approval', 'main-volume']);
  await hand.paper('closing-approval');
  await hand.refuse('anjuanqing', 'archive', data, ['main-volume']);
  await hand.bind('anjuanqing', 'main');
  const { data: filed } = await hand.act('anjuanqing', 'archive', data, 'archived');
  assert.match(String((filed.closing as { archiveNo: string }).archiveNo), new RegExp(`^${hand.law.year}\\d{4}$`));
  for (const noteText of ['补入缴款凭证原件一份。', '补入送达照片一张。']) {
    const note = { notedAt: hand.day(day), noteText, noteReason: '归档时未到。', notePages: 1 };
    await hand.tick().act('anjuanqing', 'appendNote', note, 'archived');
  }
};

const pay = async (hand: CaseHand, day: string): Promise<void> => {
  hand.at(day);
  await hand.child('payment', 'paymentIncome', 'qianduoning');
  await hand.child('payment', 'paymentFine', 'qianduoning');
  await hand.act('qianduoning', 'confirmPaid', {}, 'performing');
};

/** A fine from the clue to the archive, with a statement that makes it lighter. */
export const fined = async (hand: CaseHand): Promise<void> => {
  await toInvestigating(hand);
  assert.equal((await hand.clock('decide')).due, isOld(hand) ? '2015-08-07' : '2026-08-05');
  await gather(hand);
  await hand.paper('on-site-record', 'lizhiyuan', hand.walk.thing('inspection').id);
  await hand.create('lizhiyuan', 'goods', hand.filled('goods'), 'goods', hand.id);
  await hand.on('goods', hand.walk.thing('goods').id, 'shishouku', 'confirm');
  await toNoticeServed(hand);
  hand.at('06-17 09:30');
  await hand.act('lizhiyuan', 'registerStatement', hand.filled('statement'), 'noticeServed');
  await hand.at('06-24').act('lizhiyuan', 'startRecheck', {}, 'rechecking');
  await hand.at('06-24 10:00').act('lizhiyuan', 'recordRecheck', hand.filled('rechecked'), 'rechecking');
  if (isOld(hand)) await hand.act('lizhiyuan', 'finishRecheck', {}, 'decisionReview');
  else {
    await hand.act('lizhiyuan', 'submitTrial', {}, 'trial');
    await hold(hand.at('06-25 15:45'), trialData(hand, 'penalty', 10395000, '1.50'), 'decisionReview');
  }
  hand.at('06-26');
  await hand.act('lizhiyuan', 'approveDecision', decisionData(hand, 10395000, '1.50'), 'decisionReview');
  await hand.act('lizhiyuan', 'approveDecision.recall', {}, 'decisionReview');
  await hand.act('lizhiyuan', 'approveDecision', decisionData(hand, 10395000, '1.50'), 'decisionReview');
  await hand.act('zhangguodong', 'approveDecision', returned, 'decisionReview');
  await decide(hand, decisionData(hand, 10395000, '1.50'));
  await issueDecision(hand, '06-29');
  await sideMatters(hand, 'decisionIssued');
  await hand.paper('penalty-decision', 'linxiaoman', hand.walk.thing('party').id);
  await serve(hand, '06-30', 'penalty-decision', 'performing');
  await hand.at('07-08').act('lizhiyuan', 'publish', hand.filled('published'), 'performing');
  await hand.paper('penalty-publication', 'linxiaoman', hand.walk.thing('party').id);
  await pay(hand, '07-14');
  await hand.at('07-20').on('goods', hand.walk.thing('goods').id, 'shishouku', 'dispose', hand.filled('goodsDisposed'));
  await hand.paper('goods-disposal-record', 'shishouku', hand.walk.thing('goods').id);
  for (const kind of ['case-source-register', 'investigation-report', 'prelim-opinion', 'trial-record'])
    await hand.paper(kind);
  const defence = { statementPlace: '本局', statementRequest: '请求从轻处罚。' };
  await new MatterHand(hand).paper('statement-record', undefined, 'lizhiyuan', defence);
  hand.at('09-14');
  await hand.act('lizhiyuan', 'checkExecution', hand.filled('checked'), 'executionCheck');
  await hand.act('lizhiyuan', 'notPerformed', {}, 'performing');
  await hand.act('lizhiyuan', 'checkExecution', hand.filled('checked'), 'executionCheck');
  await close(hand, ['09-16', '09-17'], { reportUpRequired: true });
  assert.equal((await hand.record()).data.statusGroup, 'closed');
  assert.equal((await hand.clock('archive')).due, isOld(hand) ? '2015-10-19' : '2026-10-19');
  const reported = { reportedAt: hand.day('09-20'), reportedTo: '东江省市场监督管理局' };
  await hand.at('09-20').act('lizhiyuan', 'reportClosed', reported, 'closed');
  await archive(hand, '10-12');
};

/** A first and minor violation, reported by a named person: no penalty, and the informant is told. */
export const spared = async (hand: CaseHand): Promise<void> => {
  const report = { caseSource: 'report-12365', informantKind: 'named-person', sourceRef: undefined };
  await toInvestigating(hand, report);
  await gather(hand);
  const replied = { repliedAt: hand.instant('05-08 08:00'), replyMode: 'phone', replyText: '已立案调查。' };
  await hand.act('lizhiyuan', 'replyInformant', replied, 'investigating');
  await hand.paper('reply-to-informant', 'linxiaoman');
  await submitReport(hand, noPenaltyReport);
  await review(hand, isOld(hand) ? 'trial' : 'decisionReview', isOld(hand) ? {} : { conclusion: 'no-penalty' });
  if (isOld(hand)) {
    hand.at('06-10');
    await hand.refuse('hewenjing', 'recordTrial', trialData(hand, 'transfer', 0, '0'), ['transfer']);
    await hold(hand, trialData(hand, 'no-penalty-minor', 0, '0'), 'decisionReview');
  }
  hand.at('06-12');
  await decide(hand, noPenaltyDecision(hand));
  await issueDecision(hand, '06-15');
  assert.equal((await hand.clock('decide')).state, 'met');
  await hand.paper('no-penalty-decision', 'linxiaoman', hand.walk.thing('party').id);
  await serve(hand, '06-16', 'no-penalty-decision', 'decisionIssued');
  const wrong = ['kind-no-penalty', ...(await hand.lacking())];
  await hand.refuse('lizhiyuan', 'applyClosing', hand.filled('closingApplied'), wrong);
  await close(hand, ['06-20', '06-22'], { closeKind: 'no-penalty' });
  assert.equal((await hand.record()).data.statusGroup, 'withdrawn');
  await archive(hand, '06-30');
};

/** No statement within the term. */
export const silent = async (hand: CaseHand): Promise<void> => {
  await toInvestigating(hand);
  await gather(hand);
  await toNoticeServed(hand);
  await sideMatters(hand, 'noticeServed');
  await suspendHere(hand, 'noticeServed');
  const waived = { waivedAt: hand.day('06-15'), waivers: ['statement', 'hearing'] };
  await hand.act('lizhiyuan', 'registerWaiver', waived, 'noticeServed');
  hand.at('06-26');
  if (isOld(hand)) await hand.act('lizhiyuan', 'noOpinion', {}, 'decisionReview');
  else {
    await hand.act('lizhiyuan', 'noOpinion', {}, 'trial');
    await sideMatters(hand, 'trial');
    await suspendHere(hand, 'trial');
    await hand.act('hewenjing', 'recordTrial', trialData(hand, 'supplement', 0, '0'), 'trial');
    await hand.act('hewenjing', 'recordTrial.recall', {}, 'trial');
    await hand.act('hewenjing', 'recordTrial', trialData(hand, 'supplement', 0, '0'), 'trial');
    await hand.act('gaojianhua', 'recordTrial', returned, 'trial');
    await hold(hand, trialData(hand, 'supplement', 0, '0'), 'supplementing');
    await revokeInVain(hand, 'supplementing');
  }
};
