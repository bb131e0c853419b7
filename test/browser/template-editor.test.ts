import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { officeSuite } from './office-desk.ts';

const keeper = 'hanlihua';
const sentence = '当事人如对本决定书载明的缴款方式有疑问，可以向本局咨询。';

describe('a template is changed beside the pages it prints, in a browser', () => {
  const test = officeSuite('2026-06-30T01:00:00.000Z');

  test('a sentence added to the penalty decision stands on the page before anything is published', async (desk) => {
    const { office, become, hands, browser, fits } = desk;
    const { page } = browser;
    const client = await office.as(keeper);
    const { id } = await client.post<{ id: string }>('/drafts', { title: '处罚决定书增加咨询提示' });
    await become(keeper);
    const begun = performance.now();
    await hands.open(`/admin/drafts/${id}/template/case%2Fpenalty-decision`);
    await hands.sees('已按当前文字试印');
    await page.waitForSelector('.paper-pages img');
    await fits('template-editor');
    const before = await page.$eval('.paper-pages', (box) => box.innerHTML.length);
    await page.locator('.code-text').click();
    await page.keyboard.down('Control');
    await page.keyboard.press('End');
    await page.keyboard.up('Control');
    for (let line = 0; line < 2; line += 1) await page.keyboard.press('ArrowUp');
    await page.keyboard.type(`<p>${sentence}</p>\n`);
    await page.waitForFunction(
      (length) => document.querySelector('.paper-pages')?.innerHTML.length !== length,
      {},
      before,
    );
    await hands.sees('已保存到草稿');
    assert.ok(performance.now() - begun < 60_000);
    await fits('template-changed');
    await page.locator('::-p-xpath(//label[contains(@class, "ant-segmented-item")][contains(., "前后对照")])').click();
    await hands.sees('页有变化；现行');
    await hands.sees(sentence);
    assert.ok(await page.$('.marked-page.come .page-mark'));
    await fits('template-pair');
    await hands.open(`/admin/drafts/${id}`);
    await hands.press('开始对照');
    await hands.sees('有变化');
    await fits('template-papers');
    await page.locator('::-p-xpath((//td//button[contains(., "前后对照")])[1])').click();
    await hands.sees('页有变化；现行');
    assert.ok(await page.$('.ant-modal .page-mark'));
    await fits('template-papers-open');
  });

  test('a template with a fault says line and reason in Chinese, keeps the last sound page, and nothing is lost', async (desk) => {
    const { office, hands, browser, fits } = desk;
    const { page } = browser;
    const client = await office.as(keeper);
    const { id } = await client.post<{ id: string }>('/drafts', { title: '试错' });
    const address = `/admin/drafts/${id}/template/case%2Fpenalty-decision`;
    await hands.open(address);
    await hands.sees('已按当前文字试印');
    const typeAtEnd = async (text: string) => {
      await page.locator('.code-text').click();
      await page.keyboard.down('Control');
      await page.keyboard.press('End');
      await page.keyboard.up('Control');
      await page.keyboard.type(text);
    };
    // With the keyboard alone: to the fields, one found by its name, into the text.
    await page.focus('.insert-field input');
    await page.keyboard.type('罚没款合计（大写');
    await page.waitForSelector('.ant-select-item-option-active');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() =>
      document.querySelector<HTMLTextAreaElement>('.code-text')?.value.includes('{{cnUpper record.decision.total}}'),
    );
    await hands.press('撤销');
    await typeAtEnd('{{#if record.caseTitle}}<p>案件</p>');
    await hands.sees('模板第 7 行：{{#if}} 块没有结束，缺少 {{/if}}');
    await hands.sees('下面是最近一次能印出的页面');
    assert.ok(await page.$('.paper-pages.old img'));
    await hands.sees('内容不完整，改正后才能保存');
    await fits('template-fault');
    await typeAtEnd('{{/if}}\n<p>{{record.noSuchThing}}{{constructor.name}}</p>');
    await hands.sees('模板第 8 行：不允许使用路径 constructor.name');
    await page.reload();
    await hands.press('接着改');
    await hands.sees('模板第 8 行：不允许使用路径 constructor.name');
  });
});
