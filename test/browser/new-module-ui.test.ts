import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { signIn } from '../support/client.ts';
import type { Shown } from '../support/office.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { act } from './act.ts';
import { type AdminDesk, assertSound, openAdminDesk } from './admin-desk.ts';
import type { OfficeDesk } from './office-desk.ts';

/** A module that nobody programmed: asked for in the browser, approved by a second person, worked in by an officer. */
const maintainer = 'guzhiyao';
const systemAdmin = 'fangguanli';
const officer = 'lizhiyuan';

describe('an administrator makes a whole module in the browser, and an officer works in it', () => {
  let system: TestSystem;
  let opened: AdminDesk | string = 'not opened';
  let draft = '';

  before(async () => {
    system = await startSystem({ now: '2026-05-06T01:00:00.000Z', demoDir: 'test/support/jiangzhou' });
    opened = await openAdminDesk(system);
  });
  after(async () => {
    if (typeof opened !== 'string') await opened.close();
    await system.close();
  });

  // Each scene begins where the last one ended: after a failed one the others say nothing.
  const scene = (title: string, play: (desk: AdminDesk) => Promise<void>) =>
    it(title, async (t: TestContext) => {
      if (typeof opened === 'string') return t.skip(opened);
      const desk = opened;
      await play(desk).catch(async (error: unknown) => {
        await desk.picture('new-module-failed');
        await desk.close();
        opened = 'an earlier scene failed';
        throw error;
      });
    });

  scene('form, workflow of three states, list, paper, menu and rights are asked for on one page', async (desk) => {
    const { hands, page, type, choose } = desk;
    await desk.as(maintainer);
    await hands.open('/admin/drafts');
    await hands.press('新建草稿');
    await type('#draft-title', '装备借用');
    await page.keyboard.press('Enter');
    await hands.sees('修改内容（0 项）');
    draft = new URL(page.url()).pathname;
    await hands.press('新建模块');
    await type('#module-zh', '执法装备借用');
    await hands.press('在草稿中建立');
    await hands.sees('标识须以小写字母开头');
    await type('#module-key', 'equipmentLoan');
    await page.locator('#module-group').click();
    await page.keyboard.type('装备管理');
    await page.keyboard.press('Enter');
    await type('#module-paper', '执法装备借用单');
    await type('#module-field-0', '装备名称');
    for (const [index, [words, kind]] of [
      ['数量', '整数'],
      ['借用日期', '日期'],
      ['借用事由', '长文本'],
    ].entries()) {
      await hands.press('增加项目');
      await type(`#module-field-${index + 1}`, words ?? '');
      await choose(`#module-field-${index + 1}-kind`, kind ?? '');
    }
    await type('#module-state-0', '登记');
    await type('#module-action-0', '领用');
    await type('#module-state-1', '借出');
    await hands.press('增加状态');
    await type('#module-action-1', '归还');
    await type('#module-state-2', '已归还');
    await choose('#module-working', '承办人');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('.ant-select-open') === null);
    await page.waitForSelector('.ant-select-dropdown:not(.ant-select-dropdown-hidden)', { hidden: true });
    await desk.picture('new-module');
    await assertSound(desk, 'the page that asks for a module');
    await hands.press('在草稿中建立');
    await page.waitForFunction((path) => location.pathname === path, {}, `${draft}/module/equipmentLoan`);
    await hands.sees('没有发现问题');
    await desk.picture('new-module-list');
    await hands.open(`${draft}/workflow/equipmentLoan`);
    await page.waitForSelector('[data-state-mark="state3"]');
    await desk.picture('new-module-workflow');
    await assertSound(desk, 'the workflow of the new module');
    await hands.open(`${draft}/form/equipmentLoan`);
    await hands.sees('借用事由');
    await desk.picture('new-module-form');
  });

  scene('it passes the checks, is approved by a second person, and published', async (desk) => {
    const { hands, type } = desk;
    await hands.open(draft);
    await desk.as(systemAdmin);
    await hands.open(draft);
    await hands.sees('执法装备借用（本机构）');
    await type('#approve-note', '同意开办');
    await desk.picture('new-module-approval');
    await hands.press('批准权限变化');
    await hands.sees('已批准');
    await desk.as(maintainer);
    await hands.open(draft);
    await hands.press('检查');
    await hands.sees('检查通过');
    await hands.press('运行样例');
    await hands.sees('样例全部通过');
    await type('#publish-note', '开办装备借用');
    await hands.press('发布');
    await desk.page.waitForSelector('tr.ant-table-row ::-p-text(开办装备借用)');
    await desk.picture('new-module-release');
  });

  scene('an officer files a record in it, lends, takes back and issues the paper', async (desk) => {
    const { hands, page } = desk;
    await desk.as(officer);
    await hands.open('/');
    await hands.sees('装备管理');
    await hands.open('/m/equipmentLoan');
    await hands.sees('还没有记录');
    await hands.press('新增');
    await hands.quiet();
    await hands.type('装备名称', '执法记录仪');
    await hands.type('数量', '2');
    await hands.date('借用日期', '2026-05-06');
    await hands.type('借用事由', '商场突击检查');
    await desk.picture('new-module-record');
    await hands.press('保存');
    await page.waitForSelector('::-p-xpath(//h1[normalize-space()="执法记录仪"])');
    await hands.quiet();
    const table = { hands, browser: { page } } as unknown as OfficeDesk;
    await act(table, '领用', '借出');
    await act(table, '归还', '已归还');
    await desk.picture('new-module-returned');
    const person = await signIn(system.url, officer);
    const [record] = await person.get<Shown[]>('/records/equipmentLoan');
    assert.deepEqual(
      [record?.state, record?.data.field1, record?.data.field2, record?.data.field3],
      ['state3', '执法记录仪', 2, '2026-05-06'],
    );
    await hands.open(`/m/equipmentLoan/${record?._id}?tab=documents`);
    await page.locator('[role="tabpanel"]:not([hidden]) .tab-tool').click();
    await hands.press('制作并预览');
    await page.waitForSelector('.pdf-dialog iframe');
    await hands.quiet();
    await desk.picture('new-module-paper');
    await page.locator('.pdf-dialog .ant-modal-close').click();
    await page.waitForSelector('.pdf-dialog', { hidden: true });
    await hands.press('签发');
    await page.locator('.ant-modal .ant-btn-primary ::-p-text(签发)').click();
    await page.waitForSelector('tr.ant-table-row ::-p-text(已签发)', { timeout: 30_000 });
    await hands.open('/m/equipmentLoan');
    await hands.sees('执法记录仪');
    await assertSound(desk, 'the list of the new module');
    await desk.picture('new-module-officer-list');
    assert.deepEqual(desk.noise, []);
  });
});
