import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type BrowserPage, openBrowserPage, signInPage } from '../support/browser-page.ts';
import { readExample, stepsOf, Walk } from '../support/jiangzhou/walk.ts';
import { png } from '../support/pictures.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

const built = existsSync('dist/runtime-ui/index.html');

describe('the file of a case in a browser', () => {
  let system: TestSystem;
  let browser: BrowserPage | undefined;
  let walk: Walk;
  let why: string | false = false;
  const shots = process.env.SCREENSHOTS ?? mkdtempSync(join(tmpdir(), 'zhifa-pictures-'));

  before(async () => {
    system = await startSystem({ now: '2026-04-28T00:00:00.000Z', demoDir: 'test/support/jiangzhou' });
    if (!built) why = 'the interfaces are not built: npm run build';
    else if (!(await system.services.printer.warmUp()).available) why = 'no browser can print here';
    else browser = await openBrowserPage(system.url);
    if (browser === undefined) why ||= 'no browser runs here';
    if (process.env.CI === 'true') assert.equal(why, false);
    if (browser === undefined) return;
    const example = readExample('example-a');
    walk = new Walk(system, () => undefined);
    await walk.begin(example);
    for (const step of stepsOf(example)) {
      await walk.play(step);
      if (step.key === 'issue-inquiryNotice') break;
    }
    await signInPage(browser.page, system.url, 'lizhiyuan');
  });
  after(async () => {
    await browser?.close();
    await system.close();
  });

  const open = async (tab: string) => {
    assert.ok(browser);
    await browser.page.goto(`${system.url}/m/case/${walk.thing('case').id}?tab=${tab}`);
    return browser.page;
  };

  it('shows what lies in each volume, binds one and shows the bound PDF', async (t) => {
    if (why) return t.skip(why);
    const page = await open('dossiers');
    await page.waitForSelector('.volume ::-p-text(立案审批表)');
    assert.equal(await page.$('.volume ::-p-text(密卷)'), null);
    await page.locator('button[aria-label="立卷 正卷"]').click();
    await system.jobs.drain();
    await page.waitForSelector('.volume ::-p-text(已装订)');
    await page.screenshot({ path: join(shots, 'dossier.png'), fullPage: true });
    await page.locator('button ::-p-text(预览合订本)').click();
    await page.waitForSelector('.pdf-dialog iframe');
    assert.equal(await page.$('.pdf-dialog ::-p-text(没有找到)'), null);
  });

  it('prints documents that were chosen together, and the queue tells of it', async (t) => {
    if (why) return t.skip(why);
    const page = await open('documents');
    await page.waitForSelector('input[aria-label="选择 立案审批表"]');
    for (const title of ['现场笔录', '立案审批表']) await page.locator(`input[aria-label="选择 ${title}"]`).click();
    await page.screenshot({ path: join(shots, 'documents.png'), fullPage: true });
    await page.locator('.print-chosen button').click();
    await system.jobs.drain();
    await page.waitForSelector('.pdf-dialog iframe');
    await page.goto(`${system.url}/printing`);
    await page.waitForSelector('.print-queue ::-p-text(已完成)');
    await page.waitForSelector('.print-queue ::-p-text(×2)');
    await page.screenshot({ path: join(shots, 'queue.png'), fullPage: true });
  });

  it('a paper signed by hand has its scan, which is looked at in place; the seals are in their register', async (t) => {
    if (why) return t.skip(why);
    const page = await open('documents');
    const row = 'tr:has(input[aria-label="选择 现场笔录"])';
    await page.locator(`${row} button ::-p-text(登记签署)`).click();
    const input = await page.waitForSelector('.ant-modal input[type=file]:not([capture])');
    const file = join(shots, '现场笔录签署件.png');
    writeFileSync(file, png);
    await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
    await page.waitForSelector(`${row} ::-p-text(现场笔录签署件.png)`);
    await page.waitForSelector(`${row} button ::-p-text(补充签署件)`);
    await page.screenshot({ path: join(shots, 'signed.png'), fullPage: true });
    await page.locator(`${row} button ::-p-text(现场笔录签署件.png)`).click();
    await page.waitForSelector('.ant-modal img');
    await signInPage(page, system.url, 'liumin');
    await page.goto(`${system.url}/seal-uses`);
    await page.waitForSelector('tr ::-p-text(案卷 正卷)');
    const rows = await page.$$eval('tbody tr', (all) => all.map((one) => one.textContent ?? ''));
    assert.ok(
      rows.some((text) => text.includes('先行登记保存证据通知书') && /\d页/.test(text)),
      rows.join('\n'),
    );
    await page.screenshot({ path: join(shots, 'seals.png'), fullPage: true });
  });

  it('no page erred or asked another host', (t) => {
    if (why) return t.skip(why);
    assert.deepEqual(browser?.noise, []);
  });
});
