import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { officeSuite } from './office-desk.ts';

declare const document: { readonly activeElement: { readonly textContent: string | null } | null };

describe('an officer who works with the keyboard alone', () => {
  const test = officeSuite('2026-06-30T01:00:00.000Z');

  test('begins a document, leaves its dialog by Escape and stands where he was', async ({
    hands,
    browser,
    become,
    office,
  }) => {
    const { page } = browser;
    const here = () => page.evaluate(() => (document.activeElement?.textContent ?? '').replaceAll(/\s/g, ''));
    const walkTo = async (words: string) => {
      for (let steps = 0; steps < 80; steps += 1) {
        if ((await here()) === words) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`the keyboard does not reach ${words}`);
    };
    const clerk = await office.as('chenmingyuan');
    const { _id } = await clerk.post<{ _id: string }>('/records/case', { data: { caseTitle: '只用键盘登记的案件' } });
    await become('chenmingyuan');
    await hands.open(`/m/case/${_id}?tab=documents`);
    await page.waitForSelector('.action-bar');
    await hands.quiet();
    await walkTo('制作文书');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.ant-modal');
    await hands.quiet();
    await page.keyboard.press('Escape');
    await page.waitForSelector('.ant-modal', { hidden: true });
    await hands.quiet();
    assert.equal(await here(), '制作文书');
  });
});
