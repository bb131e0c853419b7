import assert from 'node:assert/strict';
import { Below, leaders, made, returned, today } from './below.ts';
import type { CaseHand, Data } from './case-hand.ts';
import { toPerforming } from './case-small.ts';
import { MatterHand } from './matter-hand.ts';

const plan = (hand: CaseHand, days: readonly [string, string]): Data => ({
  deferralKind: 'instalment',
  applyAt: today(hand),
  applyReason: '资金周转困难',
  plan: [
    { seq: 1, dueAt: hand.day(days[0]), amount: 3_000_000 },
    { seq: 2, dueAt: hand.day(days[1]), amount: 3_930_000 },
  ],
});

const parts = async (matters: MatterHand, deferral: Below): Promise<readonly Below[]> => {
  const rows = [...(await matters.children('instalment', 'deferral', deferral.id))];
  rows.sort((a, b) => Number(a.data.seq) - Number(b.data.seq));
  return rows.map(({ _id }) => new Below(matters, 'instalment', _id));
};

const paid = (hand: CaseHand, n: number): Data => ({ paidAt: today(hand), voucherNo: `DJ-${n}` });

/** Instalments that are asked for, refused, broken off, and paid in time and late; a surcharge that is taken back. */
export const instalments = async (hand: CaseHand): Promise<void> => {
  const matters = new MatterHand(hand);
  const head = ['zhangguodong', 'gaojianhua'];
  await toPerforming(hand);
  hand.at('07-06');
  const refused = await made(matters, 'deferral', plan(hand, ['07-15', '09-15']));
  await refused.refuse(head, 'refused');
  const broken = await made(matters, 'deferral', plan(hand, ['07-15', '09-15']));
  await broken.submit(head, 'granted');
  await broken.do('breakOff', {}, 'brokenOff');

  const deferral = await made(matters, 'deferral', plan(hand, ['07-15', '09-15']));
  await deferral.signed(head, 'granted');
  await matters.paper('deferral-decision', deferral.id);
  const [first, second] = await parts(matters, deferral);
  assert.ok(first && second);
  await matters.pass('07-20');
  assert.equal(await first.state(), 'overdue');
  const surcharge = await made(matters, 'surcharge', {
    principal: 3_000_000,
    overdueFrom: hand.day('07-15'),
    until: today(hand),
  });
  await surcharge.do('assess');
  await surcharge.submit(leaders, 'assessed');
  await surcharge.do('withdraw', {}, 'withdrawn', 'liumin');
  await first.do('pay', paid(hand, 1), 'paid', 'qianduoning');
  await second.do('pay', paid(hand, 2), 'paid', 'qianduoning');
  assert.equal(await deferral.state(), 'completed');
  await settled(hand, matters, head);
};

/** What the cashier confirms settles instalments, be they due or overdue. */
const settled = async (hand: CaseHand, matters: MatterHand, head: readonly string[]): Promise<void> => {
  const deferral = await made(matters, 'deferral', plan(hand, ['08-15', '09-15']));
  await deferral.signed(head, 'granted');
  const [first, second] = await parts(matters, deferral);
  assert.ok(first && second);
  await matters.pass('08-20');
  assert.equal(await first.state(), 'overdue');
  for (const [index, one] of [first, second].entries()) {
    const amount = index === 0 ? 3_000_000 : 3_930_000;
    const data = { amount, instalmentId: one.id, voucherNo: `DJ-${index + 3}`, paidAt: today(hand) };
    await hand.child('payment', 'paymentFine', 'qianduoning', data);
    assert.equal(await one.state(), 'paid');
  }
  assert.equal(await deferral.state(), 'completed');
};

const published = (hand: CaseHand): Data => ({
  publishedAt: today(hand),
  publicityTerm: 'standard',
  publishSummary: '罚款69300元。',
});
const withdrawal = (hand: CaseHand): Data => ({ causeAt: today(hand), withdrawReason: 'repaired' });

/** What is published, corrected, taken back, and hidden by itself after three years. */
export const publicity = async (hand: CaseHand): Promise<void> => {
  const matters = new MatterHand(hand);
  await toPerforming(hand);
  hand.at('07-08');
  const make = () => made(matters, 'publicity', published(hand));
  await (await make()).do('exempt', {}, 'exempt');
  const [ended, withdrawn, forgotten] = [await make(), await make(), await make()];
  await withdrawn.do('publish', {}, 'published');
  assert.equal((await hand.record()).data.publishedAt, today(hand));
  assert.equal((await hand.clock('publicity')).state, 'met');
  assert.deepEqual(await matters.refused('publicity', ended.id, 'publish'), ['public-already']);
  await withdrawn.do('orderWithdraw', withdrawal(hand), 'withdrawing');
  await withdrawn.do('withdraw', { withdrawnAt: today(hand) }, 'withdrawn');
  await forgotten.do('publish', {}, 'published');
  await forgotten.do('orderWithdraw', withdrawal(hand), 'withdrawing');
  await ended.do('publish', {}, 'published');
  await ended.do('correct', { correctedAt: today(hand), correctReason: '文字有误', correctSummary: '罚款69300元整。' });
  hand.system.clock.set(hand.instant('07-20').replace(String(hand.law.year), String(hand.law.year + 3)));
  await hand.system.jobs.drain();
  assert.equal(await ended.state(), 'ended');
  assert.equal(await forgotten.state(), 'ended');
};

/** People leave: their certificates and seats end. */
export const leaving = async (hand: CaseHand): Promise<void> => {
  hand.begin('06-01');
  const certificate = {
    userId: 'helusheng',
    certNo: '990100A0099',
    validFrom: hand.day('01-01'),
    validTo: hand.day('12-31'),
    scopeOrganization: '99010000',
  };
  const seat = {
    memberId: 'qinsiyuan',
    committeePost: hand.law.regime === 'zj-2011' ? 'member' : 'leader',
    memberFrom: hand.day('01-01'),
    appointedBy: '江市监〔一〕9号',
  };
  for (const [module, data] of [
    ['certificate', certificate],
    ['committee', seat],
  ] as const) {
    const id = await hand.create('zhangguodong', module, data, `${module}-leaving`);
    await hand.on(module, id, 'zhangguodong', 'enrol');
    await hand.on(module, id, 'zhangguodong', 'end', { endedAt: hand.day('06-01'), endReason: returned.opinion });
  }
};
