import assert from 'node:assert/strict';
import type { CaseHand, Data } from './case-hand.ts';

const file = { opinion: '同意。', result: 'agree' };

/** The stretches of a case that several walks share. Days are those of worked example A. */
export const openCase = async (hand: CaseHand, more: Data = {}): Promise<void> => {
  hand.begin('04-28 09:20');
  hand.id = await hand.create('linxiaoman', 'case', hand.filled('registered', more), 'case');
  await hand.act('linxiaoman', 'submitSource', {}, 'sourceReview');
};

export const toVerifying = async (hand: CaseHand, more: Data = {}): Promise<void> => {
  await openCase(hand, more);
  await hand.at('04-29').act('zhangguodong', 'reviewSource', hand.filled('sourceApproved'), 'verifying');
};

export const toFilingReview = async (hand: CaseHand, more: Data = {}, filing: Data = {}): Promise<void> => {
  await toVerifying(hand, more);
  hand.at('05-06 17:00');
  await hand.child('party', 'party');
  await hand.act('lizhiyuan', 'submitFiling', hand.filled('filingApplied', filing), 'filingReview');
};

export const fileCase = async (hand: CaseHand): Promise<void> => {
  hand.at('05-07');
  await hand.act('zhangguodong', 'approveFiling', { ...file, skip: ['legal'] }, 'filingReview');
  const record = await hand.act('liumin', 'approveFiling', hand.filled('filed'), 'investigating');
  assert.equal(record.metadata.regime, hand.law.regime);
  assert.deepEqual(
    [record.data.trialPosition, record.data.trialRequired],
    hand.law.regime === 'zj-2011' ? ['before-notice', 'always'] : ['after-notice', 'major-only'],
  );
};

export const toInvestigating = async (hand: CaseHand, more: Data = {}): Promise<void> => {
  await toFilingReview(hand, more);
  await fileCase(hand);
};

/** What is gathered before the report. */
export const gather = async (hand: CaseHand): Promise<void> => {
  hand.at('05-08');
  await hand.paper('filing-approval');
  await hand.child('inspection', 'inspection');
  for (const one of ['evidenceReport', 'evidenceLedger', 'evidenceRecord']) await hand.child('evidence', one);
};

export const submitReport = async (hand: CaseHand, more: Data = {}): Promise<void> => {
  hand.at('06-01 16:00');
  await hand.act('lizhiyuan', 'submitReport', hand.filled('reportSubmitted', more));
  await hand.at('06-02').agree('zhangguodong', 'submitReport', 'prelimReview');
};

export const noPenaltyReport = {
  proposed: 'no-penalty-first',
  discretionLevel: 'none',
  circumstances: ['first-minor'],
  proposedPenalties: undefined,
};

export const reviewKind = (hand: CaseHand): string => (hand.law.regime === 'zj-2011' ? 'trial-office' : 'case-review');

export const review = async (hand: CaseHand, state: string, more: Data = {}): Promise<void> => {
  hand.at('06-09');
  const filled = hand.filled('reviewed', { reviewKind: reviewKind(hand), ...more });
  await hand.act('hewenjing', 'reviewCase', filled, 'prelimReview');
  await hand.agree('liumin', 'reviewCase', state);
};

const penalties = (fine: number, multiple: string) => [
  { amount: 4620000, goods: '热轧带肋钢筋12吨', kind: 'confiscate-goods', text: '没收违法生产的热轧带肋钢筋12吨' },
  { amount: 240000, kind: 'confiscate-income', text: '没收违法所得' },
  { amount: fine, base: 6930000, kind: 'fine', multiple, text: '罚款' },
];

export const trialData = (hand: CaseHand, conclusion: string, fine: number, multiple: string): Data => {
  const { finalPenalties: _, ...rest } = hand.filled('trialRecorded') as Record<string, unknown>;
  const now = hand.system.clock();
  return {
    ...rest,
    meetingFrom: now,
    meetingTo: now,
    trialConclusion: conclusion,
    ...(hand.law.regime === 'zj-2011' && { committeeSize: 5 }),
    ...(conclusion === 'penalty' && { finalPenalties: penalties(fine, multiple) }),
    ...(hand.law.regime === 'zj-2011' && { attendees: committee }),
  };
};

const member = (userId: string, post: string) => ({
  userId,
  post,
  present: true,
  recused: false,
  attendeeOpinion: '同意。',
  vote: 'for',
});
export const committee = [
  member('gaojianhua', '主任委员'),
  member('liumin', '副主任委员'),
  member('qinsiyuan', '委员'),
  member('zhangguodong', '委员'),
];

export const hold = async (hand: CaseHand, data: Data, state: string): Promise<void> => {
  await hand.act('hewenjing', 'recordTrial', data, 'trial');
  await hand.agree('gaojianhua', 'recordTrial', state);
};

/** From the draft of the notice to the moment it is served. */
export const notify = async (
  hand: CaseHand,
  days: readonly [string, string],
  fine: number,
  multiple: string,
  ...more: readonly object[]
) => {
  const [noticed, served] = days;
  hand.at(`${noticed} 09:00`);
  const data = { noticeDate: hand.day(noticed), noticePenalties: [...penalties(fine, multiple), ...more] };
  await hand.act('lizhiyuan', 'submitNotice', hand.filled('noticeSubmitted', data));
  await hand.agree('zhangguodong', 'submitNotice', 'noticeDrafting');
  await hand.agree('liumin', 'submitNotice', 'noticeDrafting');
  await hand.paper('penalty-notice', 'linxiaoman', hand.walk.thing('party').id);
  hand.at(`${served} 10:30`);
  await hand.act(
    'lizhiyuan',
    'serveNotice',
    hand.filled('noticeServed', { servedAt: hand.instant(`${served} 10:00`) }),
    'noticeServed',
  );
  const service = await hand.find('serviceRecord', 'documentKind', 'penalty-notice');
  await hand.on('serviceRecord', service, 'lizhiyuan', 'confirm');
  await hand.paper('service-receipt', 'lizhiyuan', service);
};

/** Signed by everybody up to the one who approves; the decision is drafted by the handler. */
export const decide = async (hand: CaseHand, data: Data): Promise<void> => {
  await hand.act('lizhiyuan', 'approveDecision', data, 'decisionReview');
  await hand.agree('zhangguodong', 'approveDecision', 'decisionReview');
  await hand.agree('hewenjing', 'approveDecision', 'decisionReview');
};

export const decisionData = (hand: CaseHand, fine: number, multiple: string, more: Data = {}): Data =>
  hand.filled('decisionDrafted', { penalties: penalties(fine, multiple), ...more });

export const noPenaltyDecision = (hand: CaseHand): Data => ({
  decisionKind: 'no-penalty',
  noPenaltyGround: 'first-minor',
  facts: hand.filled('decisionDrafted').facts,
  evidenceText: '检验报告、现场笔录等。',
  reasonsText: '当事人初次违法，危害后果轻微并及时改正。',
  remedyKind: 'normal',
  reconsiderTo: '江州市人民政府',
  court: '江州市城东区人民法院',
});

/** Registers certificates of the officers and the members of the committee, as an office does before it works. */
export const register = async (hand: CaseHand): Promise<void> => {
  hand.begin('04-01');
  for (const [userId, certNo] of [
    ['lizhiyuan', '990100A0012'],
    ['wangxiaoqing', '990100A0027'],
  ]) {
    const data = {
      userId,
      certNo,
      validFrom: hand.day('01-01'),
      validTo: hand.day('12-31'),
      scopeOrganization: '99010000',
    };
    const id = await hand.create('zhangguodong', 'certificate', data, certNo ?? '');
    await hand.on('certificate', id, 'zhangguodong', 'enrol');
  }
  const posts =
    hand.law.regime === 'zj-2011'
      ? ['chair', 'vice-chair', 'member', 'member', 'member']
      : ['leader', 'leader', 'leader'];
  const people = ['gaojianhua', 'liumin', 'qinsiyuan', 'zhangguodong', 'hewenjing'];
  for (const [index, committeePost] of posts.entries()) {
    const data = {
      memberId: people[index],
      committeePost,
      memberFrom: hand.day('01-01'),
      appointedBy: '江市监〔一〕1号',
    };
    const id = await hand.create('zhangguodong', 'committee', data, `member${index}`);
    await hand.on('committee', id, 'zhangguodong', 'enrol');
  }
};
