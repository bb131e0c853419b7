import { trialData } from '../../support/jiangzhou/case-course.ts';
import type { DayDesk } from './day-desk.ts';
import type { DayHand } from './day-hand.ts';

const handOf = (hands: ReadonlyMap<string, DayHand>, name: string): DayHand => {
  const hand = hands.get(name);
  if (hand === undefined) throw new Error(`no case ${name}`);
  return hand;
};

/** A day under the law of 2011: heard before the notice, the committee decides. */
export const oldDay = async (day: DayDesk, hands: ReadonlyMap<string, DayHand>): Promise<void> => {
  const hand = (name: string) => handOf(hands, name);
  await day.sit('lizhiyuan', '办案人员');
  await day.show('/m/case', '案件列表', 'old-list', true);
  await day.tab('old-investigating.case', '', 'old-record', true);
  const seen = hand('old-investigating').filled('inspection');
  await day.create('old-inspection', 'inspection', seen, 'old-inspection', 'old-investigating.case');
  const said = hand('old-noticed').filled('statement', { statementAt: day.moment });
  await day.act('old-statement', 'old-noticed.case', 'registerStatement', said, 'noticeServed');
  await day.tab('old-noticed.case', 'clocks', 'old-clocks');
  await day.tab('old-performing.case', 'documents', 'old-documents');

  await day.sit('hewenjing', '审核');
  const reviewed = hand('old-review').filled('reviewed', { reviewKind: 'trial-office' });
  await day.act('old-reviewed', 'old-review.case', 'reviewCase', reviewed);
  await day.sit('liumin', '分管负责人');
  await day.agree('old-review-agreed', 'old-review.case', 'reviewCase', {}, 'trial');

  await day.sit('hewenjing', '审理办公室');
  const meeting = { meetingFrom: day.moment, meetingTo: day.moment };
  const heard = { ...trialData(hand('old-review'), 'penalty', 12474000, '1.80'), ...meeting };
  await day.act('old-trial', 'old-review.case', 'recordTrial', heard);
  await day.sit('gaojianhua', '负责人');
  await day.agree('old-trial-signed', 'old-review.case', 'recordTrial', {}, 'noticeDrafting');
  await day.tab('old-review.case', 'approvals', 'old-approvals');

  await day.sit('qianduoning', '财务');
  for (const [key, amount] of [
    ['paymentIncome', 240_000],
    ['paymentFine', 6_930_000],
  ] as const) {
    const data = hand('old-performing').filled(key, { amount, paidAt: day.today });
    await day.create(`old-${key}`, 'payment', data, `old-${key}`, 'old-performing.case');
    await day.act(`old-${key}-confirmed`, `old-${key}`, 'confirm', {}, 'confirmed');
  }
  await day.act('old-paid', 'old-performing.case', 'confirmPaid', {}, 'performing');
};
