import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { openOrderDesk, orderPeople, type Shown, warningData } from '../support/order-desk.ts';

type Desk = Awaited<ReturnType<typeof openOrderDesk>>;

onEachDatabase('orders of the shipped pack', ({ where }) => {
  let desk: Desk;
  before(async () => {
    desk = await openOrderDesk(where());
  });
  after(() => desk?.close());
  const as: Desk['as'] = (name) => desk.as(name);
  const read: Desk['read'] = (...of) => desk.read(...of);
  const act: Desk['act'] = (...of) => desk.act(...of);
  const done: Desk['done'] = (...of) => desk.done(...of);
  const receipts: Desk['receipts'] = (...of) => desk.receipts(...of);
  const arrive: Desk['arrive'] = (...of) => desk.arrive(...of);
  const issue: Desk['issue'] = (...of) => desk.issue(...of);

  const regionData = {
    title: '电线电缆质量整治',
    targetMetric: 'pass-rate',
    targetValue: '0.9',
    targetDate: '2026-12-31',
    measures: '检查全部获证企业。',
    dueAt: '2026-07-31',
    progressCycle: 'monthly',
    receivers: ['96010000'],
  };
  const answer = async (prefix: 'city' | 'county', at: readonly [string, string], result: object) => {
    const [module] = at;
    await done(`${prefix}Handler`, at, 'fillResult');
    const { version } = await read(`${prefix}Handler`, ...at);
    await as(`${prefix}Handler`).put(`/records/${module}/${at[1]}`, {
      form: module === 'warningReceipt' ? 'warningReport' : 'regionReport',
      version,
      data: result,
    });
    await done(`${prefix}Handler`, at, 'submitResult');
    await done(`${prefix}Head`, at, 'report', { result: 'agree' });
    await done(`${prefix}Leader`, at, 'report', { result: 'agree' });
  };

  const progressClocks = async (receipt: string) => {
    const rows = await desk.system.storage.read
      .selectFrom('clock')
      .select(['state', 'due_at'])
      .where('record_id', '=', receipt)
      .where('deadline', '=', 'warning-progress')
      .orderBy('round')
      .execute();
    return rows.map(({ state, due_at }) => [state, due_at]);
  };

  test('a yellow warning order goes down, is signed within a working day, reported, accepted and finished', async () => {
    const made = await as('provinceHandler').post<Shown>('/records/warningOrder', { data: warningData });
    const order = ['warningOrder', made._id] as const;
    await issue('province', ...order);
    const [receipt] = await arrive('provinceHead', order, ['toSign']);
    assert.ok(receipt);
    assert.deepEqual(
      [receipt.organizationName, receipt.light, receipt.due],
      ['临江市市场监督管理局', 'green', '2026-06-29'],
    );
    assert.equal(receipt.signDue, '2026-06-23');
    const issued = await read('provinceHead', ...order);
    assert.match(String(issued.data.orderNo), /预警〔2026〕1号$/);

    const mine = ['warningReceipt', receipt.id] as const;
    await done('cityClerk', mine, 'sign');
    await done('cityHead', mine, 'assignHandlers', { leaderOpinion: '立即办理', handlers: [orderPeople.cityHandler] });
    const [handling] = await arrive('provinceHead', order, ['handling']);
    assert.equal(handling?.data.progressDue, '2026-06-29');
    await desk.moveTo('2026-06-25T02:00:00.000Z');
    await done('cityHandler', mine, 'reportProgress', { content: '已排查12家' });
    assert.deepEqual(await progressClocks(mine[1]), [
      ['met', '2026-06-29'],
      ['running', '2026-07-02'],
    ]);
    await desk.moveTo('2026-06-22T02:00:00.000Z');
    await answer('city', mine, { inspected: 30, found: 2, sampled: 20, failed: 1, casesFiled: 1 });
    const [reported] = await arrive('provinceHead', order, ['reported']);
    assert.deepEqual([reported?.data.inspected, reported?.data.progressDue], [30, '2026-07-02']);
    assert.deepEqual((await progressClocks(mine[1])).at(-1), ['met', '2026-07-02']);
    assert.deepEqual(reported?.actions.toSorted(), ['acceptReport', 'returnReport', 'urge', 'waive']);
    await done('provinceHead', order, 'acceptReport', { receivers: ['96010000'], score: 5 });
    await arrive('provinceHead', order, ['accepted']);
    const all = await read('provinceHead', ...order);
    assert.equal(all.state, 'oReported');
    const { inspected, casesFiled } = all.data.receiptCounts as Record<string, number>;
    assert.deepEqual([inspected, casesFiled], [30, 1], 'what the receivers report is added up');
    await done('provinceHead', order, 'finish', { summary: '处置完毕。' });
    assert.equal((await read('provinceHead', ...order)).state, 'oFinished');
  });

  test('a red warning is not issued by a city, and counties are asked only while the parameter says so', async () => {
    const red = { ...warningData, level: 'red', receivers: ['96010300'] };
    const made = await as('cityHandler').post<Shown>('/records/warningOrder', { data: red });
    await done('cityHandler', ['warningOrder', made._id], 'submit');
    const refused = await act('cityHead', ['warningOrder', made._id], 'issue', { result: 'agree' });
    assert.deepEqual([refused.status, refused.body.issues?.[0]?.message], [409, '红色、橙色预警要求由总局或省局签发']);
    const yellow = { ...warningData, receivers: ['96010300'] };
    const other = await as('cityHandler').post<Shown>('/records/warningOrder', { data: yellow });
    await done('cityHandler', ['warningOrder', other._id], 'submit');
    await done('cityHead', ['warningOrder', other._id], 'issue', { result: 'agree' });
    const county = await act('cityLeader', ['warningOrder', other._id], 'issue', { result: 'agree' });
    assert.deepEqual([county.status, county.body.issues?.[0]?.code], [409, 'exchange.receiverLevel']);
  });

  test('a region order is handed on to a county: due three working days earlier, and the city reports after the county', async () => {
    const made = await as('provinceHandler').post<Shown>('/records/regionOrder', { data: regionData });
    const order = ['regionOrder', made._id] as const;
    await issue('province', ...order);
    const [receipt] = await arrive('provinceHead', order, ['toSign']);
    assert.ok(receipt);
    const mine = ['regionReceipt', receipt.id] as const;
    await done('cityClerk', mine, 'sign');
    await done('cityHead', mine, 'assignHandlers', { handlers: [orderPeople.cityHandler] });
    await done('cityHandler', mine, 'handOn');
    const [lower] = await as('cityHandler').get<Shown[]>('/records/regionOrder');
    assert.deepEqual([lower?.state, lower?.data.dueAt, lower?.data.title], ['draft', '2026-07-28', regionData.title]);
    const below = ['regionOrder', lower?._id ?? ''] as const;
    await as('cityHandler').put(`/records/regionOrder/${below[1]}`, {
      form: 'regionOrder',
      version: lower?.version,
      data: { ...regionData, dueAt: '2026-07-28', receivers: ['96010200'] },
    });
    await issue('city', ...below);
    const [asked] = await arrive('cityHead', below, ['toSign']);
    const blocked = await act('cityHandler', mine, 'fillResult');
    assert.deepEqual([blocked.status, blocked.body.issues?.[0]?.code], [409, 'exchange.lowerOpen']);

    const theirs = ['regionReceipt', asked?.id ?? ''] as const;
    await done('countyClerk', theirs, 'sign');
    await done('countyHead', theirs, 'assignHandlers', { handlers: [orderPeople.countyHandler] });
    const result = {
      inspected: 10,
      rectified: 2,
      closed: 0,
      casesFiled: 1,
      sampled: 20,
      passed: 19,
      selfAssessment: '达标',
    };
    await answer('county', theirs, result);
    await arrive('cityHead', below, ['reported']);
    const shown = await receipts('cityHandler', ...mine);
    assert.deepEqual(
      [shown.order?.id, shown.receipts[0]?.state, shown.receipts[0]?.data.passRate],
      [below[1], 'reported', 95],
    );
    await done('cityHead', below, 'acceptReport', { receivers: ['96010200'], score: 4 });
    await arrive('cityHead', below, ['accepted']);
    const start = () => as('cityHandler').get(`/records/regionReceipt/${mine[1]}/start/regionReport`);
    const { selfAssessment, ...sums } = result;
    assert.deepEqual(await start(), { ...sums, goodsValue: 0, standardized: 0, meetings: 0 }, 'added up from below');
    await answer('city', mine, { ...result, selfAssessment });
    assert.deepEqual(await start(), {}, 'who has filled it in is proposed nothing');
    await arrive('provinceHead', order, ['reported']);
    await done('provinceHead', order, 'acceptReport', { receivers: ['96010000'] });
    await arrive('provinceHead', order, ['accepted']);
  });

  test('all this leaves a database in which the invariants hold', async () => {
    const findings = await verify(await openWorld(desk.system.storage, desk.system.dataDir));
    assert.deepEqual(
      findings.flatMap(({ invariant, offences }) => offences.map((offence) => [invariant.id, offence])),
      [],
    );
  });
});
