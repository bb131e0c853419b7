import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { type OfficeDesk, officeSuite } from './office-desk.ts';

interface Offered {
  readonly key: string;
  readonly allowed: boolean;
  readonly correct?: readonly string[];
}

const handler = 'wuzhicheng';
const head = 'hanzhenhua';

/** A case of the handler whose registration lies locked. */
const lockedCase = async ({ office }: OfficeDesk): Promise<string> => {
  const client = await office.as(handler);
  for (const state of ['verifying', 'investigating', 'noticeDrafting', 'noticeServed', 'performing', 'closed'])
    for (const { _id } of await client.get<{ _id: string }[]>(`/records/case?state=${state}&limit=20`)) {
      const actions = await client.get<Offered[]>(`/records/case/${_id}/actions`);
      const found = actions.find(({ key }) => key === 'correctLocked');
      if (found?.allowed && found.correct?.includes('caseRegister')) return _id;
    }
  assert.fail('no case of the handler lies locked');
};

describe('a correction in the browser', () => {
  const test = officeSuite('2026-06-30T01:00:00.000Z');
  let id = '';

  test('the locked form is opened, old and new stand beside each other, and a reason is asked', async (desk) => {
    const { hands, become, browser, fits } = desk;
    const { page } = browser;
    id = await lockedCase(desk);
    await become(handler);
    await hands.open(`/m/case/${id}`);
    const offered = '[data-action="correctLocked"]';
    await page.waitForSelector(offered);
    assert.equal(await page.$(`${offered}.ant-btn-primary`), null, 'a correction is not what goes on');
    await hands.press('更正已锁定内容');
    await page.waitForSelector('.correction-dialog .formio-box[data-state="ready"]');
    await hands.quiet();
    const button = '.correction-dialog .ant-modal-footer .ant-btn-primary';
    assert.ok(await page.$eval(button, (one) => one.hasAttribute('disabled')));
    const brand = '.correction-dialog .formio-component-brand input';
    await page.locator(brand).fill('更正后的商标');
    await page.waitForFunction("document.querySelector('.correction-changes ins')?.textContent === '更正后的商标'");
    assert.ok(await page.$eval(button, (one) => one.hasAttribute('disabled')), 'no reason is given yet');
    await page.locator('#correction-reason').fill('登记时笔误。');
    await fits('correction-dialog');
    await page.locator(button).click();
    await page.waitForFunction("document.querySelector('.correction-dialog') === null");
    await hands.open(`/m/case/${id}?tab=corrections`);
    await page.waitForSelector('::-p-xpath(//*[contains(@class, "correction")]//*[normalize-space()="待批准"])');
    await fits('correction-proposed');
  });

  test('who signs it sees what is corrected and why', async (desk) => {
    const { hands, become, browser } = desk;
    const { page } = browser;
    await become(head);
    await hands.open(`/m/case/${id}`);
    await hands.press('更正已锁定内容');
    await page.waitForSelector('.action-dialog .correction');
    const said = await page.$eval('.action-dialog .correction', (one) => one.textContent ?? '');
    assert.match(said, /更正后的商标/);
    assert.match(said, /登记时笔误/);
  });
});
