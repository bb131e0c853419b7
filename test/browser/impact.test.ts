import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe } from 'node:test';
import { type OfficeDesk, officeSuite } from './office-desk.ts';

const keeper = 'hanlihua';
const months = 'definitions/blacklist/parameters/blacklist-window-months.json';

describe('what a draft does to the subjects of rules, before and after publishing, in a browser', () => {
  const test = officeSuite('2026-06-30T01:00:00.000Z');
  let draft = '';

  const draftWith = async ({ office }: OfficeDesk, value: number): Promise<string> => {
    const client = await office.as(keeper);
    const { id } = await client.post<{ id: string }>('/drafts', { title: `统计月数改为${value}个月` });
    const definition = JSON.parse(readFileSync(months, 'utf8'));
    for (const one of definition.values) one.value = value;
    const put = await client.request('PUT', `/drafts/${id}/definitions/parameter/blacklist-window-months`, {
      definition,
    });
    assert.equal(put.status, 200);
    return id;
  };

  test('the preview as of a day lists everybody who moves, with both traces and the ways to the records', async (desk) => {
    const { hands, become, browser, fits } = desk;
    draft = await draftWith(desk, 25);
    await become(keeper);
    await hands.open(`/admin/drafts/${draft}?tab=publish`);
    await hands.sees('还没有预览影响');
    await hands.press('预览影响');
    await hands.sees('新列入 1');
    await hands.quiet();
    await hands.sees('发布所依据的影响预览');
    await browser.page.$eval('.previewed', (one) => one.scrollIntoView());
    await fits('impact-preview');
    await browser.page.locator('.impact-subjects tbody .ant-table-row-expand-icon').click();
    await hands.sees('违法次数 2 ≥ 违法次数标准 3：不成立');
    await hands.sees('违法次数 3 ≥ 违法次数标准 3：成立');
    await hands.sees('当事人计入案件');
    await browser.page.$eval('.impact-subject', (one) => one.scrollIntoView());
    await fits('impact-subject');
    // Who keeps the rules need not reach the cases.
    await hands.sees('不在您的管辖范围内');
    await browser.page
      .locator('::-p-xpath(//div[contains(@class, "ant-segmented-item-label") and starts-with(., "不变")])')
      .click();
    await hands.quiet();
    await browser.page.waitForFunction(
      "document.querySelectorAll('.impact-subjects tbody tr.ant-table-row').length === 5",
    );
  });

  test('after publishing the page of the release shows that what came is what was foreseen', async (desk) => {
    const { hands, browser, fits } = desk;
    await hands.press('检查');
    await hands.press('运行样例');
    await hands.quiet();
    await browser.page.type('#publish-note', '试行二十五个月');
    await browser.page.locator('.ant-card:last-of-type .ant-btn-primary').click();
    await browser.page.waitForFunction("location.pathname.endsWith('/impact')", { timeout: 60_000 });
    await hands.sees('不一致 0');
    await hands.sees('与预览一致 6');
    await fits('impact-outcome');
    await hands.open('/admin/releases');
    await hands.press('影响');
    await hands.sees('发布后的影响');
  });

  test('the pages made no noise', ({ browser }) => {
    assert.deepEqual(browser.noise, []);
    return Promise.resolve();
  });
});
