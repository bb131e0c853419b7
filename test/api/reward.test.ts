import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { all } from '#server/storage/db.ts';
import { Office, type Place, type Shown } from '../support/office.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

const custodian = 'yezhicheng';
const handler = 'wuzhicheng';
const head = 'hanzhenhua';
const legal = 'fengxiaofeng';
const finance = 'pengwenbo';
const leader = 'xujianping';
const statistician = 'caixiulan';
const day = '2026-06-30';

describe('a reporter and his reward', () => {
  let system: TestSystem;
  let office: Office;
  let tip: Place;

  before(async () => {
    system = await startSystem({ now: `${day}T01:00:00.000Z`, demoDir: 'demo' });
    office = new Office(system);
  });
  after(() => system.close());

  it('keeps who he is from everybody but the custodian', async () => {
    const told = { channel: 'hotline', receivedAt: '2026-06-29T02:00:00.000Z', isRealName: true };
    const about = { targetName: '江北某厂', targetRegion: '960102', content: '生产假冒产品' };
    tip = await office.create('chenmingyuan', 'tip', { ...told, ...about });
    const secret = { realName: '张三丰', mobile: '13800000000', bankAccount: '6222000011112222' };
    const known = { tipId: tip.id, relation: 'ordinary-reporter', notifyWay: 'by-phone' };
    const vault = await office.create(custodian, 'reporterVault', { ...known, ...secret });
    const { realName } = (await office.read(custodian, vault)).data;
    assert.equal(realName, secret.realName);
    for (const other of [handler, head, legal, finance, leader, 'chenmingyuan', 'chenglixin'])
      assert.equal(await office.mayRead(other, vault), 403, other);
    assert.equal(await office.act(custodian, vault, 'sealReporter'), 'sealedUp');

    const { rows } = await readAll(system, 'reporterVault');
    assert.ok(rows.length === 1 && !rows[0]?.includes(secret.realName) && !rows[0]?.includes(secret.bankAccount));
  });

  it('tells the clerk who takes down who he is that it lies there, and nothing of it', async () => {
    const clerk = await office.as('chenmingyuan');
    const menu = await clerk.get<{ key: string; operations: string[]; views: object[] }[]>('/modules');
    const found = menu.find(({ key }) => key === 'reporterVault');
    assert.deepEqual([found?.operations, found?.views], [['create'], []]);
    assert.ok(JSON.stringify(await clerk.get('/modules/reporterVault')).includes('realName'), 'the form to fill in');
    const data = { tipId: tip.id, relation: 'insider', notifyWay: 'by-code', realName: '李四光' };
    const made = await clerk.request<Shown & { metadata: object }>('POST', '/records/reporterVault', { data });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.deepEqual([made.body.data, 'readable' in made.body.metadata], [{}, true]);
    assert.equal((await clerk.request('GET', `/records/reporterVault/${made.body._id}`)).status, 403);
    const again = await (await office.as(custodian)).get<Shown>(`/records/reporterVault/${made.body._id}`);
    assert.equal(again.data.realName, data.realName);
  });

  it('follows his tip to the case', async () => {
    assert.equal(await office.act('chenmingyuan', tip, 'accept'), 'accepted');
    await office.act(head, tip, 'assignTip', { handlerId: handler, coHandlerId: 'shenlixin' });
    await office.act(handler, tip, 'beginVerification');
    assert.equal(await office.act(head, tip, 'extendVerification'), 'verifying');
    assert.equal((await office.send(head, tip, 'extendVerification')).status, 409, 'it is extended once');
    const filed = { decidedAt: day, result: 'proven', findings: '属实' };
    assert.equal(await office.act(handler, tip, 'fileCase', filed), 'filed');
    const reply = { repliedAt: day, replyWay: 'by-phone', replyText: '已立案' };
    assert.equal(await office.act(custodian, tip, 'replyReporter', reply), 'replied');
  });

  it('is rewarded by the formula, in shares, by two hands', async (t) => {
    const { available, reason } = await system.services.printer.warmUp();
    if (!available && process.env.CI !== 'true') return t.skip(`no browser can print here: ${reason}`);
    const [old] = await (await office.as(handler)).get<Shown[]>('/records/case?state=closed&limit=1');
    const case_ = { caseRef: old?._id, caseTitle: '某案', decidedAt: '2026-06-01', penaltyTypes: ['fine'] };
    const money = { fineAmount: 100_000_000, confiscatedIncome: 0, goodsValue: 5_000_000 };
    const grounds = { tipRef: tip.id, reporterCode: 'R1', ...case_, ...money };
    const reward = await office.create(handler, 'reward', grounds);
    const twin = await (await office.as(handler)).request('POST', '/records/reward', { data: grounds });
    assert.equal(twin.status, 409, 'one reward for a case and a tip');

    await office.act(custodian, reward, 'informReporter', { informAt: day, informWay: 'by-phone' });
    assert.match(await office.paper(custodian, custodian, reward, 'reward-notice'), /奖告〔2026〕1号$/);
    const asks = { appliedAt: day, identityChecked: true, jointCount: 2 };
    const agent = { ...asks, applicantKind: 'infringed-agent' };
    assert.equal(await office.refused(custodian, reward, 'applyReward', agent), 'unfit');
    await office.act(custodian, reward, 'applyReward', { ...asks, applicantKind: 'natural-person' });
    const merit = { meritLevel: '2', meritReason: '提供部分证据' };
    assert.equal(await office.refused(handler, reward, 'gradeReward', { ...merit, factor: '1.50' }), 'not-insider');
    await office.act(handler, reward, 'gradeReward', { ...merit, factor: '1.00' });
    const graded = (await office.read(handler, reward)).data;
    assert.deepEqual([graded.base, graded.calcAmount, graded.consultNeeded], [100_000_000, 3_000_000, false]);

    assert.equal(await office.act(handler, reward, 'submitReward', { proposedAmount: 3_000_000 }), 'approval');
    const { shareFirst, shareEach, overLimit } = (await office.read(handler, reward)).data;
    assert.deepEqual([shareFirst, shareEach, overLimit], [1_500_000, 1_500_000, false]);
    assert.equal(await office.agree([head, legal, finance, leader], reward, 'approveReward'), 'toPay');
    await office.paper(handler, handler, reward, 'reward-approval');
    await office.paper(finance, finance, reward, 'reward-voucher');
    const paid = { paidAt: day, payMethod: 'transfer', voucherNo: 'PZ-1' };
    assert.equal(await office.refused(finance, reward, 'payReward', { ...paid, handlers: [finance] }), 'two');
    await office.act(finance, reward, 'payReward', { ...paid, handlers: [finance, custodian] });
    assert.equal(await office.agree([custodian], reward, 'payReward'), 'paid');
    assert.equal((await office.read(finance, reward)).data.payment.voucherNo, 'PZ-1');
    assert.notEqual((await office.read(handler, reward)).data.payment.voucherNo, 'PZ-1');
  });

  it('is counted in the statistics of who may not open it, and of the tips what share was rewarded', async () => {
    interface Report {
      readonly opens: boolean;
      readonly totals: { readonly values: Readonly<Record<string, number>> };
    }
    const person = await office.as(statistician);
    const keys = (await person.get<{ key: string }[]>('/reports')).map(({ key }) => key);
    assert.ok(keys.includes('rewards-by-organization') && keys.includes('tips-rewarded'), String(keys));
    const report = await person.get<Report>('/reports/rewards-by-organization');
    assert.equal(report.opens, false);
    const own = await (await office.as(head)).get<Report>('/reports/rewards-by-organization');
    assert.deepEqual([own.opens, own.totals], [true, report.totals]);
    assert.ok((report.totals.values.count ?? 0) >= 1);
    assert.equal((await person.request('GET', '/records/reward')).status, 403);
    const { count = 0, rewarded = 0, share } = (await person.get<Report>('/reports/tips-rewarded')).totals.values;
    assert.ok(rewarded >= 1 && count >= rewarded, `${rewarded} of ${count}`);
    assert.equal(share, Math.round((rewarded / count) * 10_000) / 10_000);
  });
});

/** What lies in the database, as text. */
const readAll = async (system: TestSystem, module: string): Promise<{ rows: string[] }> => {
  const rows = await all<{ data: unknown }>(system.storage.read, `select data from \`m_${module}\``);
  return { rows: rows.map(({ data }) => JSON.stringify(data)) };
};
