import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { ShownReceipts } from '#server/query/read-receipts.ts';
import { act } from './act.ts';
import { type OfficeDesk, officeSuite } from './office-desk.ts';

const national = { handler: 'gongsunce', head: 'situjun', leader: 'duanmurong' };
const province = { clerk: 'panmingyuan', handler: 'yuanzhicheng', head: 'yuzhenhua', leader: 'yejianping' };
const city = { clerk: 'lvjianping', handler: 'dingyongkang', head: 'luwenbo', leader: 'zhongjingyi' };
const county = { clerk: 'chenmingyuan', handler: 'wuzhicheng', head: 'hanzhenhua', leader: 'xujianping' };

type Office = Readonly<Record<'handler' | 'head' | 'leader', string>>;

const textOfDialog = '//*[contains(@class,"action-dialog")]';

describe('a region order runs down four levels and its reports come back, in a browser', () => {
  const test = officeSuite('2026-06-30T01:00:00.000Z');
  const places: Record<string, string> = {};
  const place = (name: string): string => places[name] ?? assert.fail(`no place ${name}`);

  const receipts = async ({ office }: OfficeDesk, who: string, order: string) => {
    const [, , module, id] = place(order).split('/');
    const [found] = await (await office.as(who)).get<ShownReceipts[]>(`/records/${module}/${id}/receipts`);
    return found?.receipts ?? [];
  };
  /** Messages travel behind the answers. */
  const arrive = async (desk: OfficeDesk, who: string, order: string, states: readonly string[]) => {
    for (let turn = 0; turn < 100; turn += 1) {
      const found = await receipts(desk, who, order);
      const quiet = found.every(({ pending }) => pending === null);
      if (quiet && String(found.map(({ stateTitle }) => stateTitle?.zh)) === String(states)) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return assert.fail(JSON.stringify(await receipts(desk, who, order)));
  };
  const agree = (desk: OfficeDesk) => async () => {
    const label = await desk.browser.page.waitForSelector(
      `::-p-xpath(${textOfDialog}//label[normalize-space()="同意"])`,
    );
    await label?.click();
  };
  /** Opens the record as the person and takes the action. */
  const takes = async (
    desk: OfficeDesk,
    who: string,
    on: string,
    step: readonly [action: string, state: string],
    fill?: () => Promise<void>,
  ) => {
    await desk.become(who);
    await desk.hands.open(place(on));
    await act(desk, step[0], step[1], fill);
  };
  const issues = async (desk: OfficeDesk, { handler, head, leader }: Office, order: string) => {
    await takes(desk, handler, order, ['提交', '审核中']);
    await takes(desk, head, order, ['签发下发', '审核中'], agree(desk));
    await takes(desk, leader, order, ['签发下发', '已下发'], agree(desk));
  };
  /** From the list of receipts: chooses the rows and takes the order's action for them. */
  const forReceipts = async (
    desk: OfficeDesk,
    { who, order, rows, action }: { who: string; order: string; rows: readonly number[]; action: string },
    fill: () => Promise<void>,
  ) => {
    const { page } = desk.browser;
    await desk.become(who);
    await desk.hands.open(`${place(order)}?tab=receipts`);
    await page.waitForSelector('#panel-receipts tbody tr.ant-table-row');
    const boxes = await page.$$('#panel-receipts tbody tr.ant-table-row input[type=checkbox]');
    for (const row of rows) await boxes[row]?.click();
    await page.locator(`[data-receipt-action="${action}"]:not([disabled])`).click();
    await page.waitForSelector('.action-dialog');
    await desk.hands.quiet();
    await fill();
    await desk.hands.press('确定');
    await page.waitForFunction("document.querySelector('.action-dialog') === null");
    await desk.hands.quiet();
  };
  const placeOf = (desk: OfficeDesk) => new URL(desk.browser.page.url()).pathname;

  const receives = async (desk: OfficeDesk, name: string, { clerk, head, names }: Receiver) => {
    await takes(desk, clerk, name, ['签收', '已签收']);
    await takes(desk, head, name, ['批办', '办理中'], async () => {
      await desk.hands.type('批示意见', '按要求限期办理');
      await desk.hands.pick('承办人', names);
    });
  };
  const reports = async (desk: OfficeDesk, name: string, { handler, head, leader }: Office, passed: string) => {
    const { hands } = desk;
    for (const [label, value] of [
      ['检查企业数', '10'],
      ['责令整改数', '2'],
      ['取缔数', '0'],
      ['立案数', '1'],
      ['抽样批次', '20'],
      ['合格批次', passed],
      ['对照目标自评', '基本达标'],
    ] as const)
      await hands.type(label, value);
    await hands.press('保存');
    await hands.sees('已保存');
    await hands.quiet();
    await takes(desk, handler, name, ['提交', '审核签发中']);
    await takes(desk, head, name, ['签发上报', '审核签发中'], agree(desk));
    await takes(desk, leader, name, ['签发上报', '已上报'], agree(desk));
  };

  test('level 1 drafts, reviews and issues to a province', async (desk) => {
    const { hands } = desk;
    await desk.become(national.handler);
    await hands.open('/m/regionOrder/new');
    await hands.type('标题', '电线电缆质量整治');
    await hands.pick('目标指标', '合格率');
    await hands.type('目标值', '0.9');
    await hands.date('达标日期', '2026-12-31');
    await hands.type('整治要求', '检查全部获证企业。');
    await hands.date('办理期限', '2026-08-31');
    await hands.pick('上报周期', '每月');
    await hands.pick('接收单位', '江东省市场监督管理局');
    await desk.browser.page.keyboard.press('Escape');
    await desk.fits('order-new');
    await hands.press('保存');
    await desk.browser.page.waitForSelector('.record-title');
    await hands.quiet();
    places.nation = placeOf(desk);
    await issues(desk, national, 'nation');
    await desk.fits('order-issued');
    const [receipt] = await arrive(desk, national.head, 'nation', ['待签收']);
    assert.deepEqual([receipt?.due, receipt?.signDue, receipt?.light], ['2026-08-31', '2026-07-03', 'green']);
    places.provinceReceipt = `/m/regionReceipt/${receipt?.id}`;
  });

  test('level 2 signs, is told off to a handler, reports progress and hands the order on to two cities', async (desk) => {
    const { hands, browser } = desk;
    await desk.become(province.clerk);
    await hands.open('/');
    await hands.sees('签收整治要求');
    await desk.fits('order-worklist');
    await receives(desk, 'provinceReceipt', { ...province, names: '袁志诚 (承办人)' });
    await takes(desk, province.handler, 'provinceReceipt', ['进展上报', '办理中'], () =>
      hands.type('工作进展', '已部署各市。'),
    );
    await takes(desk, province.handler, 'provinceReceipt', ['转发下级', '办理中']);
    await hands.open('/m/regionOrder');
    await hands.press('电线电缆质量整治');
    await browser.page.waitForSelector('.record-title');
    await hands.quiet();
    places.provinceOrder = placeOf(desk);
    assert.equal(await hands.valueOf('办理期限'), '2026-08-26');
    await hands.pick('接收单位', '临江市市场监督管理局');
    await hands.pick('接收单位', '青山市市场监督管理局');
    await hands.press('保存');
    await hands.sees('已保存');
    await hands.quiet();
    await issues(desk, province, 'provinceOrder');
    const [first, second] = await arrive(desk, province.head, 'provinceOrder', ['待签收', '待签收']);
    assert.deepEqual([first?.organizationName, second?.organizationName].map(String), [
      '临江市市场监督管理局',
      '青山市市场监督管理局',
    ]);
    places.cityReceipt = `/m/regionReceipt/${first?.id}`;
  });

  test('level 2 urges one city and waives the other; level 3 asks for more time and is given it', async (desk) => {
    const { hands } = desk;
    const ofProvince = { who: province.head, order: 'provinceOrder' };
    await forReceipts(desk, { ...ofProvince, rows: [0], action: 'urge' }, () => hands.type('催办内容', '请今日签收'));
    await forReceipts(desk, { ...ofProvince, rows: [1], action: 'waive' }, () =>
      hands.type('免报理由', '该市无获证企业'),
    );
    await arrive(desk, province.head, 'provinceOrder', ['待签收', '免报']);
    await receives(desk, 'cityReceipt', { ...city, names: '丁永康 (承办人)' });
    await takes(desk, city.handler, 'cityReceipt', ['延期申请', '办理中'], async () => {
      await hands.date('申请延期至', '2026-09-10');
      await hands.type('延期理由', '企业停产检修，检查须顺延');
    });
    await desk.fits('receipt-extension-asked');
    await arrive(desk, province.head, 'provinceOrder', ['办理中', '免报']);
    await forReceipts(desk, { ...ofProvince, rows: [0], action: 'grantExtension' }, () => hands.type('意见', '同意'));
    const [extended] = await arrive(desk, province.head, 'provinceOrder', ['办理中', '免报']);
    assert.deepEqual([extended?.due, extended?.data.urgeCount], ['2026-09-10', 1]);
    await desk.hands.open(`${place('provinceOrder')}?tab=receipts`);
    await desk.fits('order-receipts');
  });

  test('level 3 hands it on; level 4 reports, is sent back, mends and is accepted', async (desk) => {
    const { hands, browser } = desk;
    await takes(desk, city.handler, 'cityReceipt', ['转发下级', '办理中']);
    await hands.open('/m/regionOrder');
    await hands.press('电线电缆质量整治');
    await browser.page.waitForSelector('.record-title');
    await hands.quiet();
    places.cityOrder = placeOf(desk);
    await hands.pick('接收单位', '临江市江北区市场监督管理局');
    await hands.press('保存');
    await hands.sees('已保存');
    await hands.quiet();
    await issues(desk, city, 'cityOrder');
    const [asked] = await arrive(desk, city.head, 'cityOrder', ['待签收']);
    places.countyReceipt = `/m/regionReceipt/${asked?.id}`;
    await receives(desk, 'countyReceipt', { ...county, names: '吴志诚 (承办人)' });
    await takes(desk, county.handler, 'countyReceipt', ['填写结果', '拟报']);
    await reports(desk, 'countyReceipt', county, '17');
    await desk.fits('receipt-reported');
    await arrive(desk, city.head, 'cityOrder', ['已上报']);
    const ofCity = { who: city.head, order: 'cityOrder', rows: [0] };
    await forReceipts(desk, { ...ofCity, action: 'returnReport' }, () => hands.type('退回理由', '合格批次与附件不符'));
    await arrive(desk, city.head, 'cityOrder', ['上级退回']);
    await takes(desk, county.handler, 'countyReceipt', ['修改', '拟报']);
    await reports(desk, 'countyReceipt', county, '19');
    const [again] = await arrive(desk, city.head, 'cityOrder', ['已上报']);
    assert.deepEqual([again?.data.passRate, again?.data.returnCount], [95, 1]);
    await forReceipts(desk, { ...ofCity, action: 'acceptReport' }, () => hands.type('质量评分', '4'));
    await arrive(desk, city.head, 'cityOrder', ['审核通过']);
  });

  test('the reports go up level by level, and level 1 finishes', async (desk) => {
    const { hands } = desk;
    for (const [receipt, office, order, above] of [
      ['cityReceipt', city, 'provinceOrder', province],
      ['provinceReceipt', province, 'nation', national],
    ] as const) {
      await takes(desk, office.handler, receipt, ['填写结果', '拟报']);
      await hands.sees('请核对后保存');
      assert.deepEqual(
        [await hands.valueOf('检查企业数'), await hands.valueOf('合格批次')],
        ['10', '19'],
        'what those below reported stands in the form',
      );
      await desk.fits(`receipt-started-${receipt}`);
      await reports(desk, receipt, office, '19');
      const others = order === 'provinceOrder' ? ['免报'] : [];
      await arrive(desk, above.head, order, ['已上报', ...others]);
      const chosen = { who: above.head, order, rows: [0], action: 'acceptReport' };
      await forReceipts(desk, chosen, () => hands.type('质量评分', '5'));
      await arrive(desk, above.head, order, ['审核通过', ...others]);
    }
    await takes(desk, national.head, 'nation', ['办结', '已办结'], () => hands.type('办理结果综述', '目标已达到。'));
    await desk.fits('order-finished');
  });

  test('the pages made no noise', ({ browser }) => {
    assert.deepEqual(browser.noise, []);
    return Promise.resolve();
  });
});

interface Receiver {
  readonly clerk: string;
  readonly head: string;
  /** As the list of people shows him. */
  readonly names: string;
}
