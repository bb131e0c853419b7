import assert from 'node:assert/strict';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type BrowserPage, openBrowserPage, signInPage } from '../support/browser-page.ts';
import { readExample, stepsOf, Walk } from '../support/jiangzhou/walk.ts';
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

  it('no page erred or asked another host', (t) => {
    if (why) return t.skip(why);
    assert.deepEqual(browser?.noise, []);
  });
});
