import assert from 'node:assert/strict';
import { trialData } from '../../support/jiangzhou/case-course.ts';
import type { Data } from '../../support/jiangzhou/case-hand.ts';
import type { DayDesk } from './day-desk.ts';
import type { DayHand } from './day-hand.ts';

/** The people of the office on a day under the law in force, one after another. */
export class NewDay {
  readonly day: DayDesk;
  readonly hands: ReadonlyMap<string, DayHand>;

  constructor(day: DayDesk, hands: ReadonlyMap<string, DayHand>) {
    this.day = day;
    this.hands = hands;
  }

  private filled(name: string, key: string, more: Data = {}): Data {
    const hand = this.hands.get(name);
    assert.ok(hand, `no case ${name}`);
    return hand.filled(key, more);
  }

  /** Who registers: a new source, sent once though the button is hit twice. */
  async clerk(): Promise<void> {
    const { day } = this;
    await day.sit('linxiaoman', '登记人员');
    await day.show('/m/case/new', '新增案件', 'new-case', true);
    const data = this.filled('source', 'registered', { caseTitle: '江州市新兴冶金有限公司涉嫌生产不合格槽钢案' });
    await day.create('registered', 'case', { ...data, clueReceivedAt: day.moment }, 'today.case');
    await day.begin('today.case', 'submitSource');
    await day.confirmTwice('today.case');
    await day.show('/v/case/caseRegister', '案件登记', 'view-register', true);
    await day.show('/m/case?caseTitle__contains=%E6%B0%B4%E6%B3%A5', '按名称查询', 'list-query');
    await day.show('/search?q=%E6%B1%9F%E5%B7%9E', '全局检索', 'search', true);
  }

  async head(): Promise<void> {
    const { day } = this;
    await day.sit('zhangguodong', '机构负责人');
    await day.tab('source.case', '', 'source', true);
    await day.begin('source.case', 'reviewSource', { result: 'return' });
    await day.confirmWrong('source.case', 'source-returned-silently');
    await day.act(
      'source-reviewed',
      'source.case',
      'reviewSource',
      this.filled('source', 'sourceApproved'),
      'verifying',
    );
    await day.agree('filing-head', 'filing.case', 'approveFiling', { skip: ['legal'] }, 'filingReview');
    await day.sit('liumin', '分管负责人');
    await day.begin('filing.case', 'approveFiling', this.filled('filing', 'filed', { filedAt: day.today }));
    await day.confirmCutOff('filing.case', 'filed');
  }

  async handler(): Promise<void> {
    const { day } = this;
    await day.sit('lizhiyuan', '办案人员');
    await day.show('/v/case/caseOpen', '在办案件', 'view-open', true);
    await day.create('party', 'party', this.filled('verifying', 'party'), 'verifying.party', 'verifying.case');
    await day.act('party-confirmed', 'verifying.party', 'confirm', {}, 'confirmed');
    const filing = this.filledFor('verifying', 'filingApplied');
    await day.act('filing-applied', 'verifying.case', 'submitFiling', filing, 'filingReview');
    const seal = this.filledFor('asking', 'seal', { plannedAt: day.today });
    await day.create('seal', 'measure', seal, 'asking.seal', 'asking.case');
    await day.act('seal-submitted', 'asking.seal', 'submit', {}, 'review');
    const asked = this.filled('asking', 'inquiry');
    await day.create('inquiry', 'inquiry', asked, 'asking.inquiry', 'asking.case');
    await day.tab('asking.case', 'child-measure', 'measures', true);
    await day.tab('gathered.case', 'files', 'files', true);
    await day.tab('gathered.case', 'timeline', 'timeline', true);
    await day.tab('noticed.case', 'clocks', 'clocks', true);
    const said = this.filled('noticed', 'statement', { statementAt: day.moment });
    await day.act('statement', 'noticed.case', 'registerStatement', said);
    await day.prepare('penalty-decision', 'decided.case', 'decided.decision', 'decided.party');
  }

  /** What a step of the example says about records of its own stands for those of the case. */
  private filledFor(name: string, key: string, more: Data = {}): Data {
    const hand = this.hands.get(name);
    const party = this.day.desk.walk.thing(`${name}.party`);
    hand?.walk.named.set('party', party);
    return this.filled(name, key, more);
  }

  async reviewers(): Promise<void> {
    const { day } = this;
    await day.sit('hewenjing', '审核');
    await day.show('/v/case/prelimReview', '审核列表', 'view-review');
    await day.act('reviewed', 'review.case', 'reviewCase', this.filled('review', 'reviewed'));
    const hand = this.hands.get('trial');
    assert.ok(hand);
    const heard = { ...trialData(hand, 'penalty', 10395000, '1.50'), meetingFrom: day.moment, meetingTo: day.moment };
    await day.act('heard', 'trial.case', 'recordTrial', heard);
    await day.sit('liumin', '分管负责人');
    await day.agree('review-agreed', 'review.case', 'reviewCase', {}, 'noticeDrafting');
    await day.sit('gaojianhua', '主要负责人');
    await day.agree('trial-signed', 'trial.case', 'recordTrial', {}, 'decisionReview');
    await day.agree('decision-signed', 'deciding.case', 'approveDecision', {}, 'decisionReview');
    await day.show('/reports', '统计列表', 'reports', true);
    await day.show('/reports/case-work', '办案统计', 'report', true);
  }

  async papers(): Promise<void> {
    const { day } = this;
    await day.sit('linxiaoman', '文书管理');
    const numbered = { result: 'agree', decidedAt: day.today };
    await day.act('decision-numbered', 'deciding.case', 'approveDecision', numbered, 'decisionIssued');
    await day.issue('decided.decision');
    await day.show('/printing', '打印队列', 'printing', true);
    await day.tab('decided.case', 'documents', 'documents', true);
  }

  async performing(): Promise<void> {
    const { day } = this;
    await day.sit('qianduoning', '财务');
    for (const key of ['paymentIncome', 'paymentFine']) {
      const data = this.filled('performing', key, { paidAt: day.today });
      await day.create(key, 'payment', data, `performing.${key}`, 'performing.case');
      await day.act(`${key}-confirmed`, `performing.${key}`, 'confirm', {}, 'confirmed');
    }
    await day.act('paid', 'performing.case', 'confirmPaid', {}, 'performing');
    await day.sit('shishouku', '仓库保管');
    await day.show('/v/goods/goodsInStore', '在库物品', 'store', true);
    for (const moveKind of ['test-out', 'test-in']) {
      const data = { moveKind, moveQty: '0.1', moveAt: day.today };
      await day.act(moveKind, 'gathered.goods', 'move', data, 'confirmed');
    }
    await day.tab('gathered.goods', 'child-goodsMove', 'moves', true);
  }

  async ending(): Promise<void> {
    const { day } = this;
    await day.sit('anjuanqing', '档案');
    await day.show('/v/case/archiving', '归档列表', 'view-archiving');
    await day.tab('paid.case', 'dossiers', 'dossier', true);
    await day.sit('tongjizhi', '查阅领导');
    await day.show('/m/case', '案件列表', 'list-viewer', true);
    await day.tab('performing.case', 'decisions', 'decisions', true);
  }
}
