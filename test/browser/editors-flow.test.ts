import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { officeSuite } from './office-desk.ts';

const keeper = 'hanlihua';

describe('rules and workflows are changed by choosing, and tried before they are published, in a browser', () => {
  const test = officeSuite('2026-06-30T01:00:00.000Z');

  test('a threshold is changed beside its rule, and everybody it would hit is counted before publishing', async (desk) => {
    const { office, become, hands, browser, fits } = desk;
    const client = await office.as(keeper);
    const { id } = await client.post<{ id: string }>('/drafts', { title: '违法次数改为两次' });
    await become(keeper);
    await hands.open(`/admin/drafts/${id}/ruleset/blacklist-list`);
    await hands.sees('违法次数标准');
    await fits('rule-editor');
    await browser.page.locator('[data-parameter="blacklist-threshold"] button').click();
    for (const row of [0, 1]) {
      await browser.page.locator(`#value-${row}-value`).click({ count: 3 });
      await browser.page.keyboard.type('2');
      await browser.page.locator(`#value-${row}-basis`).click();
      await browser.page.keyboard.type('试行');
    }
    await fits('rule-threshold');
    await browser.page.locator('.ant-modal .ant-modal-footer .ant-btn-primary').click();
    await browser.page.waitForSelector('.ant-modal', { hidden: true });
    await hands.press('全库试算');
    await hands.sees('现行规则命中 5 个，按草稿命中 10 个');
    await fits('rule-whole-trial');
    for (const tab of ['事实', '决策表', '设置', '样例']) {
      await browser.page.locator(`::-p-xpath(//div[@role="tab"][normalize-space()="${tab}"])`).click();
      await hands.quiet();
      await fits(`rule-${tab}`);
    }
  });

  test('a step of a sign-off is drawn, stands in the picture at once, and a sample record meets it', async (desk) => {
    const { office, hands, browser, fits } = desk;
    const client = await office.as(keeper);
    const { id } = await client.post<{ id: string }>('/drafts', { title: '延期分期加一步' });
    await hands.open(`/admin/drafts/${id}/workflow/deferral`);
    await browser.page.waitForSelector('[data-state-mark="review"]');
    await fits('workflow-editor');
    await browser.page
      .locator('::-p-xpath(//button[contains(@class, "state-step")][contains(., "机关负责人批准")])')
      .click();
    await browser.page.waitForSelector('[data-action-editor="approve"] .approval-step.chosen');
    await hands.press('增加审批步骤');
    await browser.page.locator('#step-approve-2-title').click({ count: 3 });
    await browser.page.keyboard.type('法制机构复核');
    await browser.page.waitForSelector(
      '::-p-xpath(//button[contains(@class, "state-step")][contains(., "法制机构复核")])',
    );
    await fits('workflow-step');
    await browser.page.locator('::-p-xpath(//div[@role="tab"][normalize-space()="走一遍"])').click();
    for (const words of ['提交审批', '办案机构负责人审核：同意', '机关负责人批准：同意']) await hands.press(words);
    await hands.sees('法制机构复核：同意');
    await fits('workflow-walk');
    await hands.press('保存到草稿');
    await hands.sees('修改内容（1 项）');
  });

  test('the pages made no noise', ({ browser }) => {
    assert.deepEqual(browser.noise, []);
    return Promise.resolve();
  });
});
