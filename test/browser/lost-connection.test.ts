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
});
