import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Shown } from '../support/office.ts';
import { type OfficeDesk, officeSuite } from './office-desk.ts';

const officer = 'yuzhenhua';
const keeper = 'hanlihua';

describe('rules explain themselves, are tried and counted, in a browser', () => {
  const test = officeSuite('2026-06-30T01:00:00.000Z');

  const first = async ({ office }: OfficeDesk, module: string, query = ''): Promise<Shown> => {
    const person = await office.as(officer);
    await office.eventually(
      async () => (await person.get<Shown[]>(`/records/${module}${query}`)).length > 0,
      `records of ${module}`,
    );
    const [found] = await person.get<Shown[]>(`/records/${module}${query}`);
    return found ?? assert.fail(`no ${module}`);
  };

  test('a candidate says why, with the records counted, and deciding again gives the same', async (desk) => {
    const { hands, become, browser, fits } = desk;
    const { _id, data } = await first(desk, 'blacklist', '?state=candidate');
    await become(officer);
    await hands.open(`/m/blacklist/${_id}?tab=decisions`);
    await hands.sees('违法次数标准 3');
    await hands.sees('国质检质〔2015〕289号');
    await hands.sees(`计入的记录：当事人计入案件（${data.countedCases.length} 条）`);
    await hands.sees('第 1 版');
    await browser.page.locator('[data-replay]').click();
    await hands.sees('复算结果与原结论完全一致');
    await fits('decision');
    await browser.page.locator('#panel-decisions .counted tbody a').click();
    await browser.page.waitForFunction("location.pathname.startsWith('/m/case/')");
  });

  test('a hit of a warning and a result of a region name levels, regions and indicators in words', async (desk) => {
    const hit = await first(desk, 'warningHit', '?level=orange');
    await desk.hands.open(`/m/warningHit/${hit._id}?tab=decisions`);
    await desk.hands.sees('等级：Ⅱ级（橙色）');
    await desk.fits('decision-warning');
    const region = await first(desk, 'regionResult', '?kind=C');
    await desk.hands.open(`/m/regionResult/${region._id}?tab=decisions`);
    await desk.hands.sees('计入的记录：区域');
    await desk.fits('decision-region');
  });

  test('a keeper of rules sees who would come in by another threshold, and nothing is stored', async (desk) => {
    const { hands, become, office, browser } = desk;
    const before = await (await office.as(officer)).get<Shown[]>('/records/blacklist?limit=50');
    await become(keeper);
    await hands.open('/rules/blacklist-list');
    await browser.page.locator('#trial-blacklist-threshold').click({ count: 3 });
    await browser.page.keyboard.type('2');
    await browser.page.keyboard.press('Tab');
    await hands.press('试算');
    await hands.sees('新增 5');
    await hands.sees('不变 5');
    await hands.sees('石桥雅木家具有限公司');
    await desk.fits('trial');
    const after = await (await office.as(officer)).get<Shown[]>('/records/blacklist?limit=50');
    assert.deepEqual(after, before);
  });

  test('thresholds in indicators and a table of points are tried as well', async (desk) => {
    const { hands, browser, fits } = desk;
    await hands.open('/rules/warning-hits');
    await browser.page.locator('#trial-each').click();
    await browser.page.locator('.ant-select-item-option[title^="儿童玩具"], .ant-select-item-option').click();
    await hands.quiet();
    await fits('trial-each');
    const [field] = await browser.page.$$('.trial input[id$="blue"]');
    assert.ok(field);
    await field.click({ count: 3 });
    await browser.page.keyboard.type('900');
    await browser.page.keyboard.press('Tab');
    await hands.sees('已修改 1 项');
    await hands.press('试算');
    await hands.quiet();
    await hands.sees('试算结果');
    await hands.open('/rules/blacklist-list');
    await browser.page.locator('#trial-blacklist-weight-0').click({ count: 3 });
    await browser.page.keyboard.type('5');
    await browser.page.keyboard.press('Tab');
    await hands.press('试算');
    await hands.sees('新增 5');
    await fits('trial-table');
  });

  test('a run on demand comes back done, and changes nothing the second time', async ({ hands, browser }) => {
    await hands.press('立即运行');
    await browser.page.locator('.ant-popconfirm .ant-btn-primary').click();
    // In a clock that stands still no run is the newest: the row is known by its cause.
    await browser.page.waitForFunction(
      "[...document.querySelectorAll('.rule-runs tbody tr.ant-table-row')].some((row) => /人工.*完成/.test(row.textContent))",
    );
    const rows = await browser.page.$$eval('.rule-runs tbody tr.ant-table-row', (found) =>
      found.map((one) => [...one.querySelectorAll('td')].map((cell) => cell.textContent ?? '')),
    );
    assert.ok(
      rows.every(([, , cause = '']) => /^\p{Script=Han}+$/u.test(cause)),
      JSON.stringify(rows),
    );
    const row = rows.find(([, , cause]) => cause === '人工');
    assert.deepEqual(row?.slice(2), ['人工', '完成', '11', '5', '0', '0', '0']);
  });

  test('an enterprise shows its violations and what would follow', async (desk) => {
    const { hands, become } = desk;
    await become(officer);
    const listed = await first(desk, 'enterprise', '?code=E02');
    await hands.open(`/m/enterprise/${listed._id}?tab=standings`);
    await hands.sees('已达标：违法次数达到标准');
    await hands.sees('计入的记录：当事人计入案件');
    await desk.fits('standings');
    const good = await first(desk, 'enterprise', '?code=E16');
    await hands.open(`/m/enterprise/${good._id}?tab=standings`);
    await hands.sees('未达标');
  });

  test('a report has a picture and leads to as many records as it counts', async (desk) => {
    const { hands, browser } = desk;
    await hands.open('/reports/cases-by-source');
    await browser.page.waitForSelector('.chart svg');
    await hands.sees('上年同期');
    await desk.fits('report');
    const count = await browser.page.$eval(
      '.report tbody tr.ant-table-row td:nth-child(2)',
      (cell) => cell.textContent,
    );
    await browser.page.locator('.report tbody tr.ant-table-row a').click();
    await hands.quiet();
    await hands.sees('返回统计');
    await hands.sees(`共 ${count} 条`);
    await desk.fits('report-list');
    await hands.open('/reports/cases-by-source?from=2001-01-01&to=2001-12-31');
    await hands.sees('所选期间没有数据');
  });

  test('the pages made no noise', ({ browser }) => {
    assert.deepEqual(browser.noise, []);
    return Promise.resolve();
  });
});
