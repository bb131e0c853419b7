import assert from 'node:assert/strict';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type BrowserPage, openBrowserPage, signInPage } from '../support/browser-page.ts';
import { openOrderDesk, orderPeople, type Shown, warningData } from '../support/order-desk.ts';
import { Hands, type PageElement } from './hands.ts';

const built = existsSync('dist/runtime-ui/index.html');

describe('the receipts of an order on its page', () => {
  let desk: Awaited<ReturnType<typeof openOrderDesk>>;
  let browser: BrowserPage | undefined;
  let hands: Hands;
  let order = '';
  let why: string | false = false;
  const shots = process.env.SCREENSHOTS ?? mkdtempSync(join(tmpdir(), 'zhifa-screens-'));

  before(async () => {
    desk = await openOrderDesk();
    if (built) browser = await openBrowserPage(desk.system.url);
    why = browser === undefined && (built ? 'no browser runs here' : 'the interfaces are not built: npm run build');
    if (process.env.CI === 'true') assert.equal(why, false);
    if (browser === undefined) return;
    hands = await Hands.on(browser.page, desk.system.url);
    const data = { ...warningData, receivers: ['96010000', '96020000'] };
    const made = await desk.as('provinceHandler').post<Shown>('/records/warningOrder', { data });
    order = made._id;
    await desk.issue('province', 'warningOrder', order);
    const [first] = await desk.arrive('provinceHead', ['warningOrder', order], ['toSign', 'toSign']);
    await desk.done('cityClerk', ['warningReceipt', first?.id ?? ''], 'sign');
    await desk.arrive('provinceHead', ['warningOrder', order], ['signed', 'toSign']);
  });
  after(async () => {
    await browser?.close();
    await desk.close();
  });

  const page = () => browser?.page ?? assert.fail('no browser');
  const test = (name: string, work: () => Promise<void>) =>
    it(name, async (t) => {
      if (why) return t.skip(why);
      try {
        await work();
      } catch (error) {
        await page().screenshot({ path: join(shots, 'orders-failed.png') });
        t.diagnostic(`what the page showed: ${shots}`);
        throw error;
      }
    });
  const rows = () =>
    page().$$eval('#panel-receipts tbody tr.ant-table-row', (found) =>
      found.map((row) => (row as unknown as PageElement).textContent?.replaceAll(/\s+/g, ' ').trim() ?? ''),
    );

  test('it shows who was asked, in which state, with both lights', async () => {
    await signInPage(page(), desk.system.url, orderPeople.provinceHead);
    await hands.open(`/m/warningOrder/${order}?tab=receipts`);
    await page().waitForSelector('#panel-receipts tbody tr.ant-table-row');
    const shown = await rows();
    assert.equal(shown.length, 2);
    assert.match(shown[0] ?? '', /临江市市场监督管理局.*已签收.*2026-06-29.*2026-06-23/);
    assert.match(shown[1] ?? '', /青山市市场监督管理局.*待签收/);
    const lights = await page().$$eval('#panel-receipts tbody .light', (found) =>
      found.map((light) => light.getAttribute('aria-label')),
    );
    assert.deepEqual(lights, ['期限充足', '按期办结', '期限充足', '期限充足']);
    await hands.quiet();
    await page().screenshot({ path: join(shots, 'orders-receipts.png') });
    assert.deepEqual(await hands.barriers(), []);
  });

  test('chosen receivers are urged from there, and the count comes back', async () => {
    const urge = '[data-receipt-action="urge"]';
    assert.equal(await page().$eval(urge, (button) => button.hasAttribute('disabled')), true);
    const [, second] = await page().$$('#panel-receipts tbody tr.ant-table-row input[type=checkbox]');
    await second?.click();
    await page().locator(`${urge}:not([disabled])`).click();
    await page().waitForSelector('.action-dialog');
    await hands.quiet();
    await page().screenshot({ path: join(shots, 'orders-urge.png') });
    await hands.type('催办内容', '请今日签收');
    await hands.press('确定');
    await page().waitForFunction(
      () =>
        !(globalThis as unknown as { document: { querySelector(s: string): unknown } }).document.querySelector(
          '.action-dialog',
        ),
    );
    await desk.arrive('provinceHead', ['warningOrder', order], ['signed', 'toSign']);
    const shown = await desk.receipts('provinceHead', 'warningOrder', order);
    assert.deepEqual(
      shown.receipts.map(({ data }) => data.urgeCount),
      [null, 1],
    );
  });

  const issuedOrder = async (): Promise<string> => {
    const made = await desk.as('provinceHandler').post<Shown>('/records/warningOrder', { data: warningData });
    await desk.issue('province', 'warningOrder', made._id);
    await desk.arrive('provinceHead', ['warningOrder', made._id], ['toSign']);
    return made._id;
  };
  const openDialog = async (id: string, action: string) => {
    await hands.open(`/m/warningOrder/${id}`);
    await hands.press(action);
    await page().waitForSelector('.action-dialog');
    await hands.quiet();
  };
  const closed = () => page().waitForFunction("document.querySelector('.action-dialog') === null");

  test('a dialog that is open while a message touches the order goes on', async () => {
    const id = await issuedOrder();
    await openDialog(id, '补充要求');
    const before = (await desk.read('provinceHead', 'warningOrder', id)).version;
    const [receipt] = (await desk.receipts('provinceHead', 'warningOrder', id)).receipts;
    await desk.done('cityClerk', ['warningReceipt', receipt?.id ?? ''], 'sign');
    await desk.arrive('provinceHead', ['warningOrder', id], ['signed']);
    assert.ok((await desk.read('provinceHead', 'warningOrder', id)).version > before);
    await hands.type('补充要求', '每日零报告');
    await hands.press('确定');
    await closed();
    await desk.arrive('provinceHead', ['warningOrder', id], ['signed']);
    assert.equal((await desk.read('cityHead', 'warningReceipt', receipt?.id ?? '')).data.supplement, '每日零报告');
  });

  test('what a person changed meanwhile in the fields of the dialog is compared, and the choice is done', async () => {
    const id = await issuedOrder();
    await openDialog(id, '变更期限');
    await desk.done('provinceLeader', ['warningOrder', id], 'changeDue', { dueAt: '2026-07-20' });
    await desk.arrive('provinceHead', ['warningOrder', id], ['toSign']);
    await hands.date('变更后的办理期限', '2026-07-31');
    await hands.press('确定');
    await hands.sees('这条记录已被他人修改');
    await hands.quiet();
    await page().screenshot({ path: join(shots, 'orders-compared.png') });
    assert.deepEqual(await hands.barriers(), []);
    await hands.press('按所选保存');
    await closed();
    assert.equal((await desk.read('provinceHead', 'warningOrder', id)).data.dueAt, '2026-07-31');
  });

  test('the page made no noise', () => {
    // What was overtaken by a person is refused once, and told so.
    const noise = (browser?.noise ?? []).filter((line) => !/status of 409/.test(line));
    assert.deepEqual(noise, []);
    return Promise.resolve();
  });
});
