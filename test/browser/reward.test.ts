import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Place, Shown } from '../support/office.ts';
import { act } from './act.ts';
import { officeSuite } from './office-desk.ts';

const head = 'hanzhenhua';
const handler = 'wuzhicheng';
const second = 'shenlixin';
const legal = 'fengxiaofeng';
const leader = 'xujianping';
const clerk = 'chenmingyuan';
const custodian = 'yezhicheng';
const finance = 'pengwenbo';
const day = '2026-06-30';

describe('a reporter comes to his reward by the people who would do it, in a browser', () => {
  const test = officeSuite(`${day}T01:00:00.000Z`);
  let tip: Place;
  let reward: Place;

  test('the custodian seals who reported', async (desk) => {
    const { office, hands, become } = desk;
    const told = { channel: 'hotline', receivedAt: '2026-06-29T02:00:00.000Z', isRealName: true };
    const about = { targetName: '江北某厂', targetRegion: '960102', content: '生产假冒产品' };
    tip = await office.create(clerk, 'tip', { ...told, ...about });
    const secret = { realName: '张三丰', mobile: '13800000000', bankAccount: '6222000011112222' };
    const known = { tipId: tip.id, relation: 'ordinary-reporter', notifyWay: 'by-phone' };
    const vault = await office.create(custodian, 'reporterVault', { ...known, ...secret });
    await become(custodian);
    await hands.open(`/m/reporterVault/${vault.id}`);
    await desk.fits('vault');
    assert.equal(await hands.valueOf('姓名'), '张三丰');
    await act(desk, '封存', '已封存');
    await hands.sees('张三丰');
    await office.act(clerk, tip, 'accept');
    await office.act(head, tip, 'assignTip', { handlerId: handler, coHandlerId: second });
    await office.act(handler, tip, 'beginVerification');
    await office.act(handler, tip, 'fileCase', { decidedAt: day, result: 'proven', findings: '属实' });
  });

  test('the handler grades the merit and money comes by the formula; two hands pay', async (desk) => {
    const { office, hands, become } = desk;
    const [old] = await (await office.as(handler)).get<Shown[]>('/records/case?state=closed&limit=1');
    const case_ = { caseRef: old?._id, caseTitle: '某案', decidedAt: '2026-06-01', penaltyTypes: ['fine'] };
    const money = { fineAmount: 100_000_000, confiscatedIncome: 0, goodsValue: 5_000_000 };
    reward = await office.create(handler, 'reward', { tipRef: tip.id, reporterCode: 'R1', ...case_, ...money });
    await office.act(custodian, reward, 'informReporter', { informAt: day, informWay: 'by-phone' });
    const asks = { appliedAt: day, identityChecked: true, jointCount: 2, applicantKind: 'natural-person' };
    await office.act(custodian, reward, 'applyReward', asks);
    await office.act(handler, reward, 'gradeReward', { meritLevel: '2', meritReason: '提供部分证据', factor: '1.00' });
    await office.act(handler, reward, 'submitReward', { proposedAmount: 3_000_000 });
    await become(leader);
    await office.agree([head, legal, finance], reward, 'approveReward');
    await hands.open(`/m/reward/${reward.id}`);
    await desk.fits('reward-approval');
    await hands.open(`/m/reward/${reward.id}?tab=decisions`);
    await desk.fits('reward-decisions');
    await office.agree([leader], reward, 'approveReward');
    await office.paper(handler, handler, reward, 'reward-approval');
    await office.paper(finance, finance, reward, 'reward-voucher');
    const paid = { paidAt: day, payMethod: 'transfer', voucherNo: 'PZ-1', handlers: [finance, custodian] };
    await office.act(finance, reward, 'payReward', paid);
    await become(custodian);
    await hands.open(`/m/reward/${reward.id}`);
    await act(desk, '发放', '已发放');
    await desk.fits('reward-paid');
  });

  test('the pages made no noise', ({ browser }) => {
    assert.deepEqual(browser.noise, []);
    return Promise.resolve();
  });
});
