import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { startSystem, type TestSystem } from '../support/system.ts';
import { type AdminDesk, assertSound, openAdminDesk } from './admin-desk.ts';

describe('an administrator puts a form together without writing code', () => {
  let system: TestSystem;
  let opened: AdminDesk | string = 'not opened';

  before(async () => {
    system = await startSystem({ now: '2026-04-28T00:00:00.000Z', demoDir: 'test/support/jiangzhou' });
    opened = await openAdminDesk(system);
    if (typeof opened !== 'string') await opened.as('guzhiyao');
  });
  after(async () => {
    if (typeof opened !== 'string') await opened.close();
    await system.close();
  });

  it('adds a field to the registration of cases, and officers have it in form, list and query', async (t: TestContext) => {
    if (typeof opened === 'string') return t.skip(opened);
    const desk = opened;
    const { hands, page, type } = desk;
    const tab = (words: string) => page.locator(`::-p-xpath(//div[@role="tab"][normalize-space()="${words}"])`).click();
    try {
      await hands.open('/admin/drafts');
      await hands.press('新建草稿');
      await type('#draft-title', '登记增加协作编号');
      await page.keyboard.press('Enter');
      await hands.sees('修改内容（0 项）');
      const draft = new URL(page.url()).pathname;
      await hands.open(`${draft}/form/caseRegister`);
      await page.waitForSelector('.form-editor', { timeout: 60_000 });
      await hands.sees('请选择一个组件');
      await page.locator('[data-pointer$="/0"] ::-p-text(案件来源)').click();
      await page.locator('.canvas-tools ::-p-text(删除)').click();
      await hands.sees('不能删除，正被使用');
      await page.locator('.palette-entries ::-p-text(文本)').click();
      await page.waitForSelector('#setting-title:focus');
      await type('#setting-title', '邻省协作编号');
      await type('#setting-key', 'neighbourNo');
      await desk.picture('form-editor');
      await assertSound(desk, 'the form editor');
      await tab('列表与查询');
      await page.locator('[aria-label="邻省协作编号 列表显示"]').click();
      await hands.quiet();
      await page.locator('[aria-label="邻省协作编号 查询条件"]').click();
      await hands.quiet();
      await tab('预览');
      await page.waitForSelector('.form-preview label ::-p-text(邻省协作编号)', { visible: true });
      await desk.picture('form-editor-preview');
      await hands.open(draft);
      await hands.sees('修改内容（2 项）');
      await hands.press('检查');
      await hands.sees('检查通过');
      await hands.press('运行样例');
      await hands.sees('样例全部通过');
      await type('#publish-note', '增加协作编号');
      await hands.press('发布');
      await page.waitForSelector('tr.ant-table-row ::-p-text(增加协作编号)');
      await desk.as('linxiaoman');
      const module = await page.evaluate(async () => await (await fetch('/api/modules/case')).json());
      const names = (fields: { field: string }[]) => fields.map(({ field }) => field);
      assert.ok(names(module.columns).includes('neighbourNo'), 'in the list');
      assert.ok(names(module.query).includes('neighbourNo'), 'in the query');
      assert.match(JSON.stringify(module.forms), /"neighbourNo"/);
    } catch (error) {
      await desk.picture('failed');
      throw error;
    }
  });
});
