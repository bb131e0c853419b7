import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { officeSuite } from './office-desk.ts';

const title = '断网时登记的钢筋案';

describe('an officer whose connection is lost', () => {
  const test = officeSuite('2026-06-30T01:00:00.000Z');

  test('goes on with a new record where he was, and saves it once the network is back', async (desk) => {
    const { hands, become, browser } = desk;
    await become('chenmingyuan');
    await hands.open('/m/case/new');
    await hands.type('案件名称', title);
    await browser.page.setOfflineMode(true);
    await hands.press('保存');
    await hands.sees('暂时连不上服务器');
    assert.equal(await hands.valueOf('案件名称'), title);
    await browser.page.setOfflineMode(false);
    await hands.press('保存');
    await browser.page.waitForSelector(`::-p-xpath(//h1[normalize-space()="${title}"])`);
  });

  test('has what he typed in a draft kept as soon as the network is back', async (desk) => {
    const { hands, become, browser, office } = desk;
    await become('chenmingyuan');
    const [draft] = await (await office.as('chenmingyuan')).get<{ _id: string }[]>('/records/case?state=draft');
    assert.ok(draft);
    await hands.open(`/m/case/${draft._id}`);
    await browser.page.setOfflineMode(true);
    await hands.type('商标', '断网商标');
    await browser.page.keyboard.press('Tab');
    await hands.sees('暂存失败');
    await browser.page.setOfflineMode(false);
    await hands.sees('已自动暂存');
    await browser.page.reload();
    await hands.quiet();
    assert.equal(await hands.valueOf('商标'), '断网商标');
  });

  test('is told that the server is back, and has the menu, without doing anything', async ({
    hands,
    become,
    browser,
  }) => {
    const { page } = browser;
    let down = true;
    const gone = (address: string) => down && /\/(api\/modules|healthz)$/.test(address);
    await become('chenmingyuan');
    await page.setRequestInterception(true);
    page.on('request', (asked) => void (gone(asked.url()) ? asked.abort() : asked.continue()));
    await hands.open('/');
    const menu = '::-p-xpath(//nav//*[contains(., "案件")])';
    assert.equal(await page.$(menu), null);
    await hands.sees('暂时连不上服务器');
    down = false;
    await page.waitForSelector(menu);
    await page.waitForFunction(() => document.querySelector('.ant-alert-banner.ant-alert-warning') === null);
    await page.setRequestInterception(false);
  });
});
