import assert from 'node:assert/strict';
import {
  committee,
  decide,
  decisionData,
  gather,
  hold,
  notify,
  openCase,
  review,
  submitReport,
  toFilingReview,
  toInvestigating,
  toVerifying,
  trialData,
} from './case-course.ts';
import type { CaseHand, Data } from './case-hand.ts';
import { ask, revoke, revokeInVain, sideMatters, suspendHere, terminate, terminateForGood } from './case-matters.ts';
import { close, isOld, returned, toNoticeServed } from './case-walks.ts';

/** A second party, so that its case is another one. */
const other = {
  suspectName: '江州瑞祥水泥制品厂',
  suspectCode: '91990105M400000486',
  caseTitle: '江州瑞祥水泥制品厂涉嫌产品标识不符合规定案',
};

/** Sources that are sent back, taken back, rejected, or laid to another case. */
export const sources = async (hand: CaseHand): Promise<void> => {
  await openCase(hand);
  await openCase(hand);
  await hand.act('linxiaoman', 'reviewSource.recall', {}, 'sourceReturned');
  await hand.act('linxiaoman', 'submitSource', {}, 'sourceReview');
  await hand.act('zhangguodong', 'reviewSource', hand.filled('sourceApproved', returned), 'sourceReturned');
  await hand.act('linxiaoman', 'submitSource', {}, 'sourceReview');
  const unexplained = hand.filled('sourceApproved', { duplicateReason: undefined });
  await hand.refuse('zhangguodong', 'reviewSource', unexplained, ['same-party']);
  const idle = hand.filled('sourceApproved', { handlerId: 'shishouku', coHandlerId: 'anjuanqing' });
  await hand.refuse('zhangguodong', 'reviewSource', idle, ['handler-unable']);
  await hand.act('zhangguodong', 'reviewSource', hand.filled('sourceApproved'), 'verifying');
  const target = hand.id;
  const merge = { reviewResult: 'merge', mergeTarget: target, mergeReason: '同一当事人的同一违法行为。' };
  await openCase(hand, other);
  const wrong = { ...hand.filled('sourceApproved'), ...merge };
  await hand.refuse('zhangguodong', 'reviewSource', wrong, ['other-party']);
  await openCase(hand);
  await hand.refuse('zhangguodong', 'reviewSource', { ...wrong, mergeTarget: hand.id }, ['not-found']);
  const merged = await hand.act('zhangguodong', 'reviewSource', wrong, 'sourceMerged');
  assert.equal(merged.data.statusGroup, 'notFiled');
  const into = await hand.record('lizhiyuan', 'case', target);
  assert.equal(into.data.mergedFrom, merged.data.regNo);
  await openCase(hand);
  const reject = { reviewResult: 'reject', rejectReason: 'not-ours' };
  await hand.act('zhangguodong', 'reviewSource', hand.filled('sourceApproved', reject), 'sourceReview');
  await hand.agree('liumin', 'reviewSource', 'sourceRejected');
  await openCase(hand, { flags: ['major'] });
  await hand.act('zhangguodong', 'reviewSource', hand.filled('sourceApproved'), 'sourceReview');
  await hand.act('liumin', 'reviewSource', { result: 'reject', opinion: '不属于本机关管辖。' }, 'sourceRejected');
};

/** Applications that are taken back, sent back, refused; verification that takes longer; a reply to the informant. */
export const filings = async (hand: CaseHand): Promise<void> => {
  await toVerifying(hand);
  await sideMatters(hand, 'verifying');
  if (!isOld(hand)) {
    await ask(hand, 'extendVerify', 'verifying');
    assert.equal((await hand.clock('clue-verify')).due, '2026-06-10');
  }
  hand.at('05-06 17:00');
  await hand.child('party', 'party');
  const filing = hand.filled('filingApplied');
  await hand.act('lizhiyuan', 'submitFiling', filing, 'filingReview');
  await hand.act('lizhiyuan', 'approveFiling.recall', {}, 'filingReturned');
  await hand.act('lizhiyuan', 'submitFiling', filing, 'filingReview');
  await hand.act('zhangguodong', 'approveFiling', returned, 'filingReturned');
  await sideMatters(hand, 'filingReturned');
  await hand.act('lizhiyuan', 'submitFiling', filing, 'filingReview');
  await hand.agree('zhangguodong', 'approveFiling', 'filingReview', { skip: ['legal'] });
  await hand.act('liumin', 'approveFiling', { result: 'reject', opinion: '证据不足，不予立案。' }, 'notFiled');

  const report = { caseSource: 'report-12365', informantKind: 'named-person', sourceRef: undefined };
  const notFile = { proposal: 'not-file', notFileReason: 'first-minor', notFileText: '初次违法，轻微并及时改正。' };
  await toFilingReview(hand, report, notFile);
  await hand.agree('zhangguodong', 'approveFiling', 'filingReview', { skip: ['legal'] });
  await hand.agree('liumin', 'approveFiling', 'notFiled');
  const clock = await hand.clock('informant-reply');
  if (isOld(hand)) assert.equal(clock.due, undefined);
  else assert.deepEqual(clock, { due: '2026-05-12', state: 'running' });
  const replied = { repliedAt: hand.system.clock(), replyMode: 'phone', replyText: '已答复不予立案。' };
  await hand.act('lizhiyuan', 'replyInformant', replied, 'notFiled');
};

/** The limitation is over: only with a reason of the head may it be filed. */
export const late = async (hand: CaseHand): Promise<void> => {
  await toFilingReview(hand, { actFrom: `${hand.law.year - 3}-03-18`, actTo: `${hand.law.year - 3}-03-25` });
  hand.at('05-07');
  await hand.agree('zhangguodong', 'approveFiling', 'filingReview', { skip: ['legal'] });
  await hand.refuse('liumin', 'approveFiling', hand.filled('filed'), ['time-barred']);
  const override = { limitationOverride: true, overrideReason: '违法行为有继续状态。' };
  await hand.act('gaojianhua', 'approveFiling', hand.filled('filed', override), 'investigating');
};

/** Everything that may be asked for during the investigation and the review; given up in the end. */
export const troubled = async (hand: CaseHand): Promise<void> => {
  await toInvestigating(hand);
  await sideMatters(hand, 'investigating');
  await ask(hand, 'extendDecide', 'investigating');
  if (!isOld(hand)) await ask(hand, 'extendDecideFurther', 'investigating', 'gaojianhua');
  assert.equal((await hand.clock('decide')).due, isOld(hand) ? '2015-09-07' : '2026-11-03');
  await suspendHere(hand, 'investigating');
  await revokeInVain(hand, 'investigating');
  await terminate(hand, 'investigating');
  await gather(hand);
  await hand.at('06-01 16:00').act('lizhiyuan', 'submitReport', hand.filled('reportSubmitted'), 'investigating');
  await hand.act('lizhiyuan', 'submitReport.recall', {}, 'investigating');
  await hand.act('lizhiyuan', 'submitReport', hand.filled('reportSubmitted'), 'investigating');
  await hand.act('zhangguodong', 'submitReport', returned, 'investigating');
  await submitReport(hand);
  await sideMatters(hand, 'prelimReview');
  await suspendHere(hand, 'prelimReview');
  await revokeInVain(hand, 'prelimReview');
  await hand
    .at('06-09')
    .act('hewenjing', 'reviewCase', { result: 'supplement', opinion: '补充进货单据。' }, 'supplementing');
  await sideMatters(hand, 'supplementing');
  await suspendHere(hand, 'supplementing');
  await revokeInVain(hand, 'supplementing');
  await terminate(hand, 'supplementing');
  await submitReport(hand);
  await hand.at('06-09').act('hewenjing', 'reviewCase', { result: 'return', opinion: '补正文书。' }, 'supplementing');
  await suspendAndEnd(hand);
};

/** Suspended, and while so: asked about, nearly revoked, and terminated. */
const suspendAndEnd = async (hand: CaseHand): Promise<void> => {
  const reason = { suspendReason: 'party-missing', suspendText: '当事人下落不明，无法送达。' };
  await hand.act('lizhiyuan', 'suspend', reason, 'supplementing');
  await hand.agree('liumin', 'suspend', 'suspended');
  assert.equal((await hand.clock('decide')).state, 'paused');
  await sideMatters(hand, 'suspended');
  await revokeInVain(hand, 'suspended');
  assert.equal((await hand.clock('decide')).state, 'paused');
  await terminate(hand, 'suspended');
  await terminateForGood(hand, 'suspended');
  await close(hand, ['06-20', '06-22'], { closeKind: 'terminated' });
  assert.equal((await hand.record()).data.statusGroup, 'withdrawn');
};

/** Filed twice: revoked. */
export const revoked = async (hand: CaseHand): Promise<void> => {
  await toInvestigating(hand);
  await revoke(hand);
  assert.equal((await hand.record()).data.statusGroup, 'withdrawn');
  assert.equal((await hand.clock('decide')).state, 'met');
};

const statement = async (hand: CaseHand, day: string): Promise<void> => {
  hand.at(`${day} 10:00`);
  const said = { statementAt: hand.instant(`${day} 09:00`) };
  await hand.act('lizhiyuan', 'registerStatement', hand.filled('statement', said), 'noticeServed');
};

const recheck = async (hand: CaseHand, day: string, penaltyChange: string): Promise<void> => {
  await hand.at(day).act('lizhiyuan', 'startRecheck', {}, 'rechecking');
  const data = { penaltyChange, recheckAt: hand.instant(`${day} 08:00`) };
  await hand.act('lizhiyuan', 'recordRecheck', hand.filled('rechecked', data), 'rechecking');
};

/** A second notice, further investigation from everywhere, and a licence that only the superior may take away. */
export const returnedOften = async (hand: CaseHand): Promise<void> => {
  await toInvestigating(hand);
  await gather(hand);
  await toNoticeServed(hand);
  await statement(hand, '06-17');
  await recheck(hand, '06-24', 'facts-changed');
  await sideMatters(hand, 'rechecking');
  await suspendHere(hand, 'rechecking');
  await hand.act('lizhiyuan', 'renotify', {}, 'noticeDrafting');
  await sideMatters(hand, 'noticeDrafting');
  await suspendHere(hand, 'noticeDrafting');
  await hand.act('hewenjing', 'supplement', {}, 'supplementing');
  await submitReport(hand.at('06-25'));
  await review(hand, isOld(hand) ? 'trial' : 'noticeDrafting');
  if (isOld(hand)) {
    await sideMatters(hand, 'trial');
    await suspendHere(hand, 'trial');
    const data = trialData(hand, 'penalty', 12474000, '1.80');
    await hand.act('hewenjing', 'recordTrial', data, 'trial');
    await hand.act('hewenjing', 'recordTrial.recall', {}, 'trial');
    await hand.act('hewenjing', 'recordTrial', data, 'trial');
    await hand.act('gaojianhua', 'recordTrial', returned, 'trial');
    await hold(hand, trialData(hand, 'supplement', 0, '0'), 'supplementing');
    await submitReport(hand);
    await review(hand, 'trial');
    await hold(hand, trialData(hand, 'penalty', 12474000, '1.80'), 'noticeDrafting');
  }
  await secondNotice(hand);
};

const secondNotice = async (hand: CaseHand): Promise<void> => {
  hand.at('06-26 09:00');
  const notice = hand.filled('noticeSubmitted', { noticeDate: hand.day('06-26') }) as Record<string, unknown>;
  await hand.act('lizhiyuan', 'submitNotice', notice, 'noticeDrafting');
  await hand.act('lizhiyuan', 'submitNotice.recall', {}, 'noticeDrafting');
  await hand.act('lizhiyuan', 'submitNotice', notice, 'noticeDrafting');
  await hand.act('zhangguodong', 'submitNotice', returned, 'noticeDrafting');
  await notify(hand, ['06-26', '06-29'], 12474000, '1.80');
  await statement(hand, '06-30');
  await recheck(hand, '07-08', 'same');
  await hand.act('hewenjing', 'supplement', {}, 'supplementing');
};

const licence = { kind: 'revoke-licence', licence: '生产许可证 XK05-001-99001', text: '吊销生产许可证' };

const withLicence = (data: Data, field: string): Data => ({
  ...data,
  [field]: [...(data[field] as readonly object[]), licence],
  ...(field === 'penalties' && { higherLicence: true }),
});

const askSuperior = async (hand: CaseHand): Promise<void> => {
  await decide(hand, withLicence(decisionData(hand, 12474000, '1.80'), 'penalties'));
  await hand.act('gaojianhua', 'approveDecision', { result: 'superior', opinion: '报上级批准。' }, 'provinceApproval');
};

/** A licence that only the superior may take away: asked, refused, asked again and allowed. */
export const bySuperior = async (hand: CaseHand): Promise<void> => {
  await toInvestigating(hand);
  await gather(hand);
  const report = withLicence(hand.filled('reportSubmitted'), 'proposedPenalties');
  await submitReport(hand, report);
  await review(hand, isOld(hand) ? 'trial' : 'noticeDrafting');
  const full = withLicence(trialData(hand, 'penalty', 12474000, '1.80'), 'finalPenalties');
  if (isOld(hand)) {
    await hand.refuse('hewenjing', 'recordTrial', { ...full, attendees: committee.slice(0, 3) }, ['full-session']);
    await hold(hand.at('06-10'), full, 'noticeDrafting');
  }
  await notify(hand, ['06-12', '06-15'], 12474000, '1.80', licence);
  hand.at('06-26');
  if (isOld(hand)) await hand.act('lizhiyuan', 'noOpinion', {}, 'decisionReview');
  else {
    await hand.act('lizhiyuan', 'noOpinion', {}, 'trial');
    await hold(hand, full, 'decisionReview');
  }
  await askSuperior(hand);
  await sideMatters(hand, 'provinceApproval');
  const refusal = { refusalNo: '东江市监批〔一〕1号', refusalAt: hand.day('06-26'), refusalText: '补充证据后再报。' };
  await hand.act('lizhiyuan', 'superiorRefuses', refusal, 'decisionReview');
  await askSuperior(hand);
  const consent = { superiorNo: '东江市监批〔一〕2号', superiorAt: hand.day('06-26'), decidedAt: hand.day('06-26') };
  await hand.act('lizhiyuan', 'superiorAgrees', consent, 'decisionIssued');
  assert.equal((await hand.clock('serve')).state, 'running');
};
