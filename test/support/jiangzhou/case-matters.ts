import type { CaseHand, Data } from './case-hand.ts';

const refused = { result: 'return', opinion: '请补充理由。' };

const forms = (hand: CaseHand): Readonly<Record<string, Data>> => ({
  requestRecusal: {
    recusalOf: 'helusheng',
    askedBy: 'party',
    relation: 'interest',
    recusalText: '与当事人有生意往来。',
  },
  reportToLeader: { reportTo: '分管副局长', reportMatter: '案件进展情况。' },
  suspend: { suspendReason: 'legal-question', suspendText: '法律适用问题已请示上级机关。' },
  resume: { causeGoneAt: hand.system.clock().slice(0, 10), resumeText: '上级机关已答复。' },
  terminate: { terminateReason: 'party-ended', terminateText: '当事人已经注销，没有权利义务承受人。' },
  applyRevoke: { revokeReason: 'filed-twice', revokeText: '本案与另案系重复立案，申请销案。' },
  extendVerify: { verifyReason: '样品正在检验，尚未取得结果。' },
  extendDecide: {},
  extendDecideFurther: { furtherDays: 60, discussedAt: hand.system.clock().slice(0, 10), furtherReason: '案情复杂。' },
});

/** Asked, taken back, asked and refused, and asked again; the record stands where it stood. */
export const askTwice = async (hand: CaseHand, action: string, state: string, leader: string): Promise<void> => {
  const data = forms(hand)[action] ?? {};
  await hand.act('lizhiyuan', action, data, state);
  await hand.act('lizhiyuan', `${action}.recall`, {}, state);
  await hand.act('lizhiyuan', action, data, state);
  await hand.act(leader, action, refused, state);
  await hand.act('lizhiyuan', action, data, state);
};

export const ask = async (hand: CaseHand, action: string, state: string, leader = 'liumin'): Promise<void> => {
  await askTwice(hand, action, state, leader);
  await hand.agree(leader, action, state);
};

/** What may be asked for in every state of an open case. */
export const sideMatters = async (hand: CaseHand, state: string): Promise<void> => {
  await ask(hand, 'requestRecusal', state);
  await ask(hand, 'reportToLeader', state);
  const change = { newHandlerId: 'wangxiaoqing', newCoHandlerId: 'lizhiyuan', changeReason: 'leave' };
  await hand.tick().act('zhangguodong', 'changeHandler', change, state);
  const back = { newHandlerId: 'lizhiyuan', newCoHandlerId: 'wangxiaoqing', changeReason: 'leave' };
  await hand.tick().act('zhangguodong', 'changeHandler', back, state);
};

/** Suspended and taken up again where it stood. */
export const suspendHere = async (hand: CaseHand, state: string): Promise<void> => {
  await askTwice(hand, 'suspend', state, 'liumin');
  await hand.agree('liumin', 'suspend', 'suspended');
  await askTwice(hand, 'resume', 'suspended', 'liumin');
  await hand.agree('liumin', 'resume', state);
};

/** A revocation asked for, taken back, asked for again and refused. */
export const revokeInVain = async (hand: CaseHand, state: string): Promise<void> => {
  const data = forms(hand).applyRevoke ?? {};
  await hand.act('lizhiyuan', 'applyRevoke', data, 'closingReview');
  await hand.act('lizhiyuan', 'approveClosing.recall', {}, state);
  await hand.act('lizhiyuan', 'applyRevoke', data, 'closingReview');
  await hand.act('zhangguodong', 'approveClosing', refused, state);
};

export const revoke = async (hand: CaseHand): Promise<void> => {
  await hand.act('lizhiyuan', 'applyRevoke', forms(hand).applyRevoke ?? {}, 'closingReview');
  await hand.agree('zhangguodong', 'approveClosing', 'closingReview');
  await hand.agree('liumin', 'approveClosing', 'revoked');
};

export const terminate = async (hand: CaseHand, state: string): Promise<void> => {
  const data = forms(hand).terminate ?? {};
  await hand.act('lizhiyuan', 'terminate', data, state);
  await hand.act('lizhiyuan', 'terminate.recall', {}, state);
  await hand.act('lizhiyuan', 'terminate', data, state);
  await hand.act('zhangguodong', 'terminate', refused, state);
};

export const terminateForGood = async (hand: CaseHand, state: string): Promise<void> => {
  await hand.act('lizhiyuan', 'terminate', forms(hand).terminate ?? {}, state);
  await hand.agree('zhangguodong', 'terminate', state);
  await hand.agree('liumin', 'terminate', 'terminated');
};
