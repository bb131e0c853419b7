import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Place, Shown } from '../support/office.ts';
import { act } from './act.ts';
import { type OfficeDesk, officeSuite } from './office-desk.ts';

const day = '2026-06-30';
/** Of the province, then of a city. */
const [handler, head, leader, statistician] = ['yuanzhicheng', 'yuzhenhua', 'yejianping', 'jiangxiulan'];
const [cityClerk, cityHead, cityViewer] = ['lvjianping', 'luwenbo', 'xusiqi'];

describe('warnings and regions by the people who work with them, in a browser', () => {
  const test = officeSuite(`${day}T01:00:00.000Z`);
  let hit: Place;
  let region: Place;

  const firstOf = async ({ office }: OfficeDesk, username: string, path: string): Promise<Place> => {
    const [module = ''] = path.split('?');
    const list = async () => await (await office.as(username)).get<Shown[]>(`/records/${path}`);
    await office.eventually(async () => (await list()).length > 0, path);
    return { module, id: (await list())[0]?._id ?? '' };
  };
  const agree = (desk: OfficeDesk) => async () => {
    await desk.browser.page
      .locator('::-p-xpath(//*[contains(@class,"action-dialog")]//label[normalize-space()="同意"])')
      .click();
  };

  test('a handler analyses a hit, and the head of the department confirms it', async (desk) => {
    const { hands, become } = desk;
    hit = await firstOf(desk, handler, 'warningHit?state=hOpen&level=yellow');
    await become(handler);
    await hands.open('/m/warningHit');
    await hands.sees('待处理');
    await desk.fits('warning-list');
    await hands.open(`/m/warningHit/${hit.id}`);
    await desk.fits('warning-hit');
    await act(desk, '确认', '待处理', async () => {
      await hands.type('风险分析', '同类案件连续三周上升。');
      await hands.type('影响范围', '江东省');
    });
    await become(head);
    await hands.open('/');
    await hands.open(`/m/warningHit/${hit.id}`);
    await act(desk, '确认', '已确认', agree(desk));
  });

  test('a requirement goes down about it, is signed in the city, and the hit shows that it was ordered', async (desk) => {
    const { office, hands, become } = desk;
    const data = {
      ...{ title: '玩具检出邻苯二甲酸酯', level: 'yellow', reportCycle: 'weekly', scope: '江东省', hitId: hit.id },
      ...{ analysis: '同类案件上升。', measures: '排查生产企业。', receivers: ['96010000'] },
    };
    const order = await office.create(handler, 'warningOrder', data);
    await office.act(handler, order, 'submit');
    await office.agree([head, leader], order, 'issue');
    const receipt = await firstOf(desk, cityClerk, 'warningReceipt?state=toSign');
    await become(cityClerk);
    await hands.open(`/m/warningReceipt/${receipt.id}`);
    await act(desk, '签收', '已签收');
    await desk.fits('warning-receipt');
    const ordered = async () => (await office.read(head, hit)).state === 'hOrdered';
    await office.eventually(ordered, 'the hit knows of its order');
    await become(head);
    await hands.open(`/m/warningOrder/${order.id}?tab=receipts`);
    await hands.sees('已签收');
  });

  test('a region that a rule listed is confirmed, and only then seen below', async (desk) => {
    const { office, hands, become } = desk;
    region = await firstOf(desk, head, 'regionResult?state=generated&kind=C');
    assert.equal(await office.mayRead(cityViewer, region), 404);
    await become(head);
    await hands.open('/m/regionResult');
    await hands.sees('待整治区域');
    await desk.fits('region-list');
    await hands.open(`/m/regionResult/${region.id}`);
    await act(desk, '确认', '已确认');
    await desk.fits('region-result');
    assert.equal(await office.mayRead(cityViewer, region), 200);
    await become(cityHead);
    await hands.open('/m/regionResult');
    await hands.sees('已确认');
  });

  for (const [report, words] of [
    ['warnings-by-place', 'RP10 预警区域热力图'],
    ['warnings-by-level', 'RP10 预警统计'],
    ['regions-by-place', 'RP06 区域分布热力图'],
    ['regions-by-kind', 'RP06 区域名单统计'],
    ['rewards-by-organization', 'RP04 举报奖励统计表'],
    ['tips-rewarded', 'RP04 举报奖励比例'],
    ['blacklist-published', 'RP05 黑名单公布统计'],
  ] as const)
    test(`a statistician reads ${report} with its picture`, async (desk) => {
      const { hands, become, browser } = desk;
      if (report === 'warnings-by-place') await become(statistician);
      await hands.open(`/reports/${report}`);
      await hands.sees(words);
      const { rows } = await (await desk.office.as(statistician)).get<{ rows: readonly object[] }>(
        `/reports/${report}`,
      );
      if (rows.length > 0) await browser.page.waitForSelector('.chart svg');
      await desk.fits(`report-${report}`);
    });

  test('the pages made no noise', ({ browser }) => {
    assert.deepEqual(browser.noise, []);
    return Promise.resolve();
  });
});
