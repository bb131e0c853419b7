import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Shown } from '../support/office.ts';
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

  test('a step drawn into a sign-off and published is met by the officer whose post it names', async (desk) => {
    const { office, become, hands, browser } = desk;
    const client = await office.as(keeper);
    const { id } = await client.post<{ id: string }>('/drafts', { title: '名录加一步' });
    await become(keeper);
    await hands.open(`/admin/drafts/${id}/workflow/brandEnterprise`);
    await browser.page
      .locator('::-p-xpath(//button[contains(@class, "state-step")][contains(., "局领导签发")])')
      .click();
    await hands.press('增加审批步骤');
    await browser.page.locator('#step-publish-2-title').click({ count: 3 });
    await browser.page.keyboard.type('主要负责人复核');
    await browser.page.locator('#step-publish-2-who-0').click();
    await browser.page.keyboard.type('director');
    await browser.page.keyboard.press('Enter');
    await hands.press('保存到草稿');
    await hands.sees('修改内容（1 项）');
    const published = await client.request('POST', `/drafts/${id}/publish`, { note: '名录由主要负责人复核' });
    assert.equal(published.status, 201, JSON.stringify(published.body));
    const manager = await office.as('zhongzhicheng');
    const [known] = await manager.get<Shown[]>('/records/brandEnterprise?limit=1');
    const { region, productClass, validFrom, validTo } = known?.data ?? {};
    const uscc = '91990102M10000012Y';
    const data = { name: '新步骤木业有限公司', uscc, region, productClass, validFrom, validTo };
    const place = await office.create('zhongzhicheng', 'brandEnterprise', data);
    await office.act('zhongzhicheng', place, 'submit');
    await office.agree(['situjun', 'duanmurong'], place, 'publish');
    await become('xiahouyuan');
    await hands.open(`/m/brandEnterprise/${place.id}`);
    await hands.press('审批');
    await hands.sees('主要负责人复核');
    assert.equal(await office.agree(['xiahouyuan'], place, 'publish'), 'bePublished');
  });

  test('the pages made no noise', ({ browser }) => {
    assert.deepEqual(browser.noise, []);
    return Promise.resolve();
  });
});
