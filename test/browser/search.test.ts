import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { officeSuite } from './office-desk.ts';

declare const document: { readonly activeElement: { readonly tagName: string } | null };

describe('the search and the dashboards', () => {
  const test = officeSuite('2026-06-30T01:00:00.000Z');

  test('the stroke / leads to the box, what is found stands by module, marked, with the way to all of it', async (desk) => {
    const { hands, become, browser, office, fits } = desk;
    const { page } = browser;
    const clerk = await office.as('chenmingyuan');
    for (const number of [1, 2, 3, 4, 5, 6])
      await clerk.post('/records/case', { data: { caseTitle: `青枫镇水泥抽查第${number}件` } });
    await become('chenmingyuan');
    await hands.open('/m/case');
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'INPUT');
    await page.keyboard.type('青枫镇');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.search-group');
    await hands.quiet();
    const marks = await page.$$eval('.search-group mark', (all) => all.map((one) => one.textContent));
    assert.deepEqual([...new Set(marks)], ['青枫镇']);
    assert.equal(marks.length, 5);
    await fits('search');
    await page.locator('::-p-text(查看全部 6 条)').click();
    await page.waitForSelector('.of-report');
    await hands.quiet();
    assert.equal((await page.$$('.ant-table-row')).length, 6);
    // A row under the mouse has a colour of its own while it changes.
    await page.mouse.move(0, 0);
    await fits('search-list');
    await hands.open(`/search?q=${encodeURIComponent('没有这样的词')}`);
    await page.waitForSelector('.ant-empty');
    await fits('search-none');
  });

  for (const [name, who] of [
    ['handler', 'wuzhicheng'],
    ['leader', 'cuihaiyan'],
  ] as const)
    test(`a ${name} finds figures on the workbench, each of which leads to what it counts`, async (desk) => {
      const { hands, become, browser, fits } = desk;
      const { page } = browser;
      await become(who);
      await hands.open('/');
      await page.waitForSelector('.tiles .tile');
      await hands.quiet();
      await fits(`dashboard-${name}`);
      const said = await page.$$eval('.tile-bars li', (rows) =>
        rows
          .slice(0, 1)
          .map((row) => [row.querySelector('a')?.getAttribute('href'), row.querySelector('b')?.textContent]),
      );
      const [[href, count] = []] = said;
      if (typeof href !== 'string') return;
      await hands.open(href);
      await page.waitForSelector('.ant-table-row, .cards li');
      const shown = (await page.$$('.ant-table-row')).length;
      assert.equal(shown, Math.min(Number(count), 20));
      await fits(`counted-${name}`);
    });
});
