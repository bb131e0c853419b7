import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { officeSuite } from './office-desk.ts';

describe('a record with many tabs', () => {
  const test = officeSuite('2026-06-30T01:00:00.000Z');

  test('has them on one line, the chosen one in sight, all of them in a list beside it', async (desk) => {
    const { hands, become, browser, office, fits } = desk;
    const { page } = browser;
    await become('chenmingyuan');
    const [record] = await (await office.as('chenmingyuan')).get<{ _id: string }[]>('/records/case?state=draft');
    assert.ok(record);
    await hands.open(`/m/case/${record._id}`);
    const line = () =>
      page.$$eval('.tab-row [role="tab"]', (tabs) => ({
        count: tabs.length,
        tops: [...new Set(tabs.map((tab) => Math.round(tab.getBoundingClientRect().top)))].length,
      }));
    const { count, tops } = await line();
    assert.ok(count >= 16, `${count} tabs`);
    assert.equal(tops, 1);
    await hands.press(`全部 ${count} 项`);
    await page.locator('::-p-xpath(//li[@role="menuitem"][normalize-space()="流转记录"])').click();
    const inSight = await page.$eval('[role="tab"][aria-selected="true"]', (tab) => {
      const [line, place] = [tab.parentElement?.getBoundingClientRect(), tab.getBoundingClientRect()];
      return line !== undefined && place.left >= line.left - 1 && place.right <= line.right + 1;
    });
    assert.ok(inSight);
    await fits('tabs');
  });
});
