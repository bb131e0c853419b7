import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addDays } from '#engine/time.ts';
import { all } from '#server/storage/db.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { randomOf } from '../fault/random.ts';
import { aroundOffice } from '../support/around-office.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { Office, type Place, type Shown } from '../support/office.ts';
import { settleExchange } from '../support/settle-exchange.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { unrulyTransport } from '../support/unruly-transport.ts';

const day = '2026-06-30';
const [handler, second, head, leader] = ['wuzhicheng', 'shenlixin', 'hanzhenhua', 'xujianping'];
const [clerk, custodian, finance] = ['chenmingyuan', 'yezhicheng', 'pengwenbo'];
/** Of the province: keeper of the rules, handler, head and leader. */
const [ruler, drafter, chief, director] = ['hanlihua', 'yuanzhicheng', 'yuzhenhua', 'yejianping'];
const county = '96010200';

/** MODULES §12.6 over the shipped pack, with a loopback that delays, doubles, loses and reorders. */
onEachDatabase('edge cases of the modules, with unruly messages', ({ where }) => {
  const transport = unrulyTransport(randomOf(1026));
  let system: TestSystem;
  let office: Office;
  before(async () => {
    system = await startSystem({ now: `${day}T01:00:00.000Z`, demoDir: 'demo', transport, ...where() });
    office = new Office(system);
    await settle();
  });
  after(() => system?.close());

  const around = aroundOffice(() => office, ruler, day);
  const { leapt, platform, stand, leap, found, at, dueOf, publish, hitsOf, decisionOf, replays } = around;
  const settle = () => settleExchange(system, platform, transport);

  test('§12.6-9: a case is opened again after the listing: the listing is withdrawn within three working days', async () => {
    await office.run(ruler, 'blacklist-list', day);
    const entry = at('blacklist', await found(head, 'blacklist?state=candidate'));
    const { countedCases } = (await office.read(head, entry)).data;
    await office.act(head, entry, 'dispatch', { handlerId: handler, coHandlerId: second });
    await leap(entry, 'published');
    await stand({ module: 'case', id: countedCases[0].caseId }, { penaltyEffective: 'revoked' });
    await office.eventually(async () => (await office.read(head, entry)).data.withdrawalAt === day, 'it is begun');
    assert.deepEqual(
      [await dueOf(head, entry, 'blacklist-withdraw')].map((clock) => [clock?.due, clock?.state]),
      [['2026-07-03', 'running']],
    );
    await office.act(handler, entry, 'revokeListing', { baseRevokedAt: day, reason: '处罚决定已撤销' });
    assert.equal(await office.agree([leader], entry, 'revokeListing'), 'revoked');
    assert.equal((await dueOf(head, entry, 'blacklist-withdraw'))?.state, 'met');
  });

  test('§12.6-10: who reported by name and asks to stay unnamed is a code to everybody from then on', async () => {
    const told = { channel: 'hotline', receivedAt: '2026-06-29T02:00:00.000Z', isRealName: true };
    const about = { targetName: '江北某厂', targetRegion: '960102', content: '生产假冒产品' };
    const tip = await office.create(clerk, 'tip', { ...told, ...about });
    const secret = { realName: '张三丰', mobile: '13800000000' };
    const known = { tipId: tip.id, relation: 'ordinary-reporter', notifyWay: 'by-phone' };
    const vault = await office.create(custodian, 'reporterVault', { ...known, ...secret });
    await office.act(custodian, vault, 'sealReporter');
    await office.act(clerk, tip, 'accept');
    assert.equal((await office.send(head, tip, 'keepUnnamed')).status, 403, 'the custodian alone takes it down');
    assert.equal(await office.act(custodian, tip, 'keepUnnamed'), 'accepted');
    assert.equal((await office.read(head, tip)).data.isRealName, false);
    await office.act(custodian, vault, 'reopenReporter');
    const { version } = await office.read(custodian, vault);
    const data = { ...known, anonymousIdCode: 'N-26-001', passphrase: '月亮' };
    await (await office.as(custodian)).put(`/records/reporterVault/${vault.id}`, { version, data });
    await office.act(custodian, vault, 'sealReporter');
    const after = (await office.read(custodian, vault)).data;
    assert.deepEqual([after.realName, after.mobile, after.anonymousIdCode], [undefined, undefined, 'N-26-001']);
    await office.act(head, tip, 'assignTip', { handlerId: handler, coHandlerId: second });
    await office.act(handler, tip, 'beginVerification');
    await office.act(handler, tip, 'fileCase', { decidedAt: day, result: 'proven', findings: '属实' });
    assert.equal(await dueOf(handler, tip, 'tip-reply'), undefined, 'nobody is to be told within five days');
  });

  test('§12.6-11: a reward is claimed on the last day at 23:59 local time, and not a minute later', async () => {
    const old = await found(handler, 'case?state=closed');
    const case_ = { caseRef: old._id, caseTitle: '某案', decidedAt: '2026-06-01', penaltyTypes: ['fine'] };
    const money = { fineAmount: 100_000_000, confiscatedIncome: 0, goodsValue: 5_000_000 };
    const told = async (tip: Shown): Promise<Place> => {
      const grounds = { tipRef: tip._id, reporterCode: 'R1', ...case_, ...money };
      const reward = await office.create(handler, 'reward', grounds);
      await office.act(custodian, reward, 'informReporter', { informAt: day, informWay: 'by-phone' });
      return reward;
    };
    const tips = await (await office.as(head)).get<Shown[]>('/records/tip?limit=5');
    const [first, other] = [await told(tips[0] ?? old), await told(tips[1] ?? old)];
    const due = (await dueOf(handler, first, 'reward-claim'))?.due ?? '';
    const claim = { appliedAt: due, identityChecked: true, jointCount: 1, applicantKind: 'natural-person' };
    office.setClock(`${due}T15:59:00.000Z`);
    assert.equal(await office.act(custodian, first, 'applyReward', claim), 'applied');
    office.setClock(`${due}T16:00:00.000Z`);
    const late = { ...claim, appliedAt: addDays(due, 1) };
    assert.equal(await office.refused(custodian, other, 'applyReward', late), 'late');
    await system.jobs.drain();
    assert.equal((await office.read(handler, other)).state, 'waivedByReporter');
    office.setClock(`${day}T02:00:00.000Z`);
  });

  test('§12.6-12: an indicator is edited while hits are open: they show the thresholds they were hit by', async () => {
    await office.run(ruler, 'warning-hits', day);
    const hits = await (await office.as(chief)).get<Shown[]>('/records/warningHit?state=hOpen&limit=50');
    const hit = hits.find(({ data }) => data.level === 'orange') ?? assert.fail('no orange hit');
    const indicator: Place = { module: 'warningIndicator', id: hit.data.indicatorId };
    const { data } = await office.read(ruler, indicator);
    await office.act(ruler, indicator, 'newVersion');
    const { version } = await office.read(ruler, indicator);
    const { indicatorNo: _no, activatedAt: _at, ...typed } = data;
    const changed = { ...typed, blue: 50, yellow: 60, orange: 70, red: 80 };
    await (await office.as(ruler)).put(`/records/warningIndicator/${indicator.id}`, { version, data: changed });
    await office.run(ruler, 'warning-hits', day);
    const still = await office.read(chief, at('warningHit', hit));
    assert.deepEqual(
      [still.state, still.data.level, still.data.blue, still.data.orange],
      ['hOpen', 'orange', data.blue, data.orange],
    );
    assert.ok(await replays(chief, await decisionOf(chief, at('warningHit', hit), 'warning-hits')));
  });

  test('§12.6-13: a product that moves to another class: what was decided stays, what is decided now follows', async () => {
    const hits = await (await office.as(chief)).get<Shown[]>('/records/warningHit?state=hOpen&limit=50');
    const toys = hits.find(({ data }) => data.productClass === '0601') ?? assert.fail('no hit of toys');
    const indicator: Place = { module: 'warningIndicator', id: toys.data.indicatorId };
    await stand(indicator, { productClass: '06' });
    assert.equal(await hitsOf('warning-hits'), 3);
    const place = at('warningHit', toys);
    const before = await decisionOf(chief, place, 'warning-hits');
    await publish('case/codes/product-category.json', ({ items }: { items: { code: string; parent?: string }[] }) => {
      for (const item of items) if (item.code === '0601') item.parent = '13';
    });
    assert.ok(await replays(chief, before));
    assert.equal(await hitsOf('warning-hits'), 2);
    assert.equal((await office.read(chief, place)).state, 'hOpen', 'it lapses only after the days of its indicator');
    const cases = await (await office.as(director)).get<Shown[]>('/records/case?productCategory=0601&limit=1');
    assert.equal(cases.length, 1, 'records keep the code');
  });

  test('§12.6-15: a certificate that ends between plan and visit holds the visit back', async () => {
    const list = await (await office.as(head)).get<Shown[]>('/records/case?state=investigating&limit=100');
    const known = list.find(({ data }) => data.handlerId && data.coHandlerId) ?? assert.fail('nobody investigates');
    const { handlerId: one, coHandlerId: two } = known.data;
    for (const [userId, validTo] of [
      [one, '2026-12-31'],
      [two, '2026-07-01'],
    ]) {
      const held = { userId, certNo: `ZJ-${userId}`, validFrom: '2026-01-01', validTo, scopeOrganization: county };
      const certificate = await office.create(head, 'certificate', held);
      await office.act(head, certificate, 'enrol');
    }
    const plan = {
      ...{ sampleNo: 'S-1', productName: '电线', sampledAt: `${day}T01:00:00.000Z`, place: '成品库', method: 'random' },
      ...{ base: '12', qty: '1', unit: 't', free: true, samplers: [one, two], partySign: 'signed' },
    };
    const sample = await office.create(one, 'sample', plan, at('case', known));
    office.setClock('2026-07-02T01:00:00.000Z');
    assert.equal(await office.refused(one, sample, 'confirm'), 'no-valid-certificate');
    office.setClock('2026-07-01T01:00:00.000Z');
    assert.equal(await office.act(one, sample, 'confirm'), 'sampled');
    office.setClock(`${day}T03:00:00.000Z`);
  });

  test('§12.6-16: the law is amended: what was decided cites the old text, what is decided later the new one', async () => {
    const entry = at('blacklist', await found(director, 'blacklist?state=candidate'));
    const cited = async (decision: Awaited<ReturnType<typeof decisionOf>>) =>
      decision.inputs.parameters.find(({ key }) => key === 'blacklist-threshold')?.basis ?? '';
    const old = await decisionOf(director, entry, 'blacklist-list');
    const before = await cited(old);
    await publish('blacklist/parameters/blacklist-threshold.json', ({ values }: { values: object[] }) => {
      for (const value of [...values])
        values.push({ ...value, from: '2026-07-01', value: 2, basis: '〔2026〕新办法第二条' });
    });
    assert.equal(await cited(await decisionOf(director, entry, 'blacklist-list')), before);
    assert.ok(await replays(director, old));
    office.setClock('2026-07-01T01:00:00.000Z');
    await office.run(ruler, 'blacklist-list', '2026-07-01');
    const list = await (await office.as(director)).get<Shown[]>('/records/blacklist?state=candidate&limit=50');
    const entered = list.find(({ data }) => data.count === 2 && data.points < 5) ?? assert.fail('nobody entered');
    const now = await decisionOf(director, at('blacklist', entered), 'blacklist-list');
    assert.match(await cited(now), /新办法第二条/);
    office.setClock(`${day}T04:00:00.000Z`);
  });

  test('§12.6-18: nothing sampled is no rate on either side of an order, and never 0 %', async () => {
    const data = {
      ...{ title: '电线电缆质量整治', targetMetric: 'pass-rate', targetValue: '0.9', targetDate: '2026-12-31' },
      ...{ measures: '检查全部获证企业。', dueAt: '2026-07-31', progressCycle: 'monthly', receivers: ['96010000'] },
    };
    const order = await office.create(drafter, 'regionOrder', data);
    await office.act(drafter, order, 'submit');
    await office.agree([chief, director], order, 'issue');
    await settle();
    const [cityClerk, cityHandler, cityHead, cityLeader] = ['lvjianping', 'dingyongkang', 'luwenbo', 'zhongjingyi'];
    const receipt = at('regionReceipt', await found(cityClerk, 'regionReceipt?state=toSign'));
    await office.act(cityClerk, receipt, 'sign');
    await office.act(cityHead, receipt, 'assignHandlers', { handlers: [cityHandler] });
    await office.act(cityHandler, receipt, 'fillResult');
    const counted = { inspected: 10, rectified: 0, closed: 0, casesFiled: 0, sampled: 0, passed: 0 };
    const { version } = await office.read(cityHandler, receipt);
    await (await office.as(cityHandler)).put(`/records/regionReceipt/${receipt.id}`, {
      ...{ form: 'regionReport', version },
      data: { ...counted, selfAssessment: '未抽样' },
    });
    await office.act(cityHandler, receipt, 'submitResult');
    await office.agree([cityHead, cityLeader], receipt, 'report');
    await settle();
    interface Receipts {
      readonly receipts: readonly { readonly state: string; readonly data: Readonly<Record<string, unknown>> }[];
    }
    const [shown] = await (await office.as(chief)).get<Receipts[]>(`/records/regionOrder/${order.id}/receipts`);
    assert.deepEqual(
      shown?.receipts.map(({ state, data: known }) => [state, known.passRate ?? null, known.casesFiled]),
      [['reported', null, 0]],
    );
    assert.equal((await office.read(cityHandler, receipt)).data.result.passRate ?? null, null);
  });

  test('§12.6-20: what is exported is starred as on the page', async () => {
    const reward = await found(handler, 'reward?state=applied');
    await stand(at('reward', reward), { payment: { ...reward.data.payment, voucherNo: 'PZ-20260630-7' } });
    const seen = (await office.read(handler, at('reward', reward))).data.payment.voucherNo;
    assert.notEqual(seen, 'PZ-20260630-7');
    for (const [who, shows] of [
      [head, false],
      ['xiaoguoqiang', false],
      [finance, true],
    ] as const) {
      const page = (await office.read(who, at('reward', reward))).data.payment?.voucherNo === 'PZ-20260630-7';
      assert.equal(page, shows, who);
      const file = await (await office.as(who)).request('GET', '/records/reward/export.xlsx');
      assert.ok(file.status === 403 || !JSON.stringify(file.body).includes('PZ-20260630-7') || shows, who);
    }
  });

  test('all this leaves a database in which the invariants hold, and messages were doubled and lost on the way', async () => {
    await settle();
    const left = await all(system.storage.read, "select msg_id from exchange_outbox where state <> 'applied'");
    assert.deepEqual(left, []);
    assert.ok(transport.told.doubled > 0 && transport.told.lost > 0, JSON.stringify(transport.told));
    const findings = await verify(await openWorld(system.storage, system.dataDir));
    assert.deepEqual(
      findings.flatMap(({ invariant, offences }) =>
        offences.filter(({ row }) => !leapt.has(row)).map((offence) => [invariant.id, offence]),
      ),
      [],
    );
  });
});
