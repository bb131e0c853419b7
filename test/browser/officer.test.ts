import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type BrowserPage, openBrowserPage } from '../support/browser-page.ts';
import { type Client, signIn } from '../support/client.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { Hands, type PageElement } from './hands.ts';

interface RecordJson {
  readonly _id: string;
  readonly state: string;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
}

const built = existsSync('dist/runtime-ui/index.html');
const title = '江州某轧钢厂涉嫌生产不合格钢筋案';
const content = '日常检查中发现该厂生产的钢筋标识不全，抽样检验结论为不合格。';
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

describe('an officer registers a case and a leader returns it', () => {
  let system: TestSystem;
  let browser: BrowserPage | undefined;
  let hands: Hands;
  let clerk: Client;
  let why: string | false = false;
  const shots = mkdtempSync(join(tmpdir(), 'zhifa-screens-'));

  before(async () => {
    system = await startSystem({ now: '2026-04-28T01:00:00.000Z', demoDir: 'test/support/jiangzhou' });
    if (built) browser = await openBrowserPage(system.url);
    why = browser === undefined && (built ? 'no browser runs here' : 'the interfaces are not built: npm run build');
    if (process.env.CI === 'true') assert.equal(why, false);
    if (browser === undefined) return;
    hands = await Hands.on(browser.page, system.url);
    clerk = await signIn(system.url, 'linxiaoman');
  });
  after(async () => {
    await browser?.close();
    await system.close();
  });

  const page = () => {
    assert.ok(browser);
    return browser.page;
  };
  const shoot = (name: string) => page().screenshot({ path: join(shots, `${name}.png`) });
  const test = (name: string, work: () => Promise<void>) =>
    it(name, async (t) => {
      if (why) return t.skip(why);
      try {
        await work();
      } catch (error) {
        await shoot('failed');
        t.diagnostic(`what the page showed: ${shots}`);
        throw error;
      }
    });
  /** On both sizes: nothing in the way of a reader, nothing wider than the window. */
  const fits = async (name: string): Promise<void> => {
    for (const [width, height] of [
      [1366, 768],
      [390, 844],
    ] as const) {
      await page().setViewport({ width, height });
      await hands.quiet();
      await shoot(`${name}-${width}`);
      assert.deepEqual(await hands.barriers(), [], `${name} at ${width}`);
      assert.ok((await hands.overhang()) <= 0, `${name} is wider than ${width}`);
    }
    await page().setViewport({ width: 1366, height: 768 });
    // The menu of the wide page asks anew; whoever leaves before it has its answer takes the session from under it.
    await hands.quiet();
  };
  const become = async (username: string): Promise<void> => {
    await page().deleteCookie(...(await page().cookies(system.url)));
    await hands.open('/');
    await page().locator(`[data-user="${username}"]`).click();
    await page().waitForSelector('.head');
    await hands.quiet();
  };
  const cases = () => clerk.get<RecordJson[]>('/records/case');
  const theCase = async (): Promise<RecordJson> => {
    const [found] = await cases();
    assert.ok(found);
    return found;
  };

  test('the sign-in page says that the clock is shifted and lets everybody in by one click', async () => {
    await hands.open('/');
    await hands.sees('系统时钟已调整');
    await fits('sign-in');
    await page().locator('[data-user="linxiaoman"]').click();
    await hands.sees('没有待办事项');
    await fits('workbench');
  });

  test('a new record is refused by name where it is wrong, and opened when it is right', async () => {
    await hands.open('/m/case');
    await hands.sees('还没有记录');
    await fits('empty-list');
    await hands.press('新增');
    await hands.quiet();
    await fits('new');
    await hands.pick('案件来源', '监督检查');
    await hands.date('发现线索', '2026-04-27 15:30');
    await hands.pick('线索提供方式', '检验报告');
    await hands.type('案件名称', title);
    await hands.pick('涉案主体类别', '法人');
    await hands.type('当事人名称', '江州某轧钢厂');
    await hands.type('违法行为发生地', '城东区工业二路');
    await hands.pick('行政区划', '城东区');
    await hands.type('初估货值', '69,300');
    await hands.pick('涉嫌违法行为', '生产销售不符合保障人体健康和人身财产安全标准的产品');
    await hands.pick('处理建议', '核查');
    await hands.type('案情摘要', '太短');
    await hands.press('保存');
    await hands.sees('有 1 处需要修改');
    assert.equal((await cases()).length, 0);
    await hands.type('案情摘要', content);
    await hands.press('保存');
    await page().waitForSelector(`::-p-xpath(//h1[normalize-space()="${title}"])`);
    await hands.quiet();
    const made = await theCase();
    assert.equal(made.state, 'draft');
    assert.equal(made.data.estimatedValue, 6_930_000);
    assert.equal(made.data.clueReceivedAt, '2026-04-27T07:30:00.000Z');
    await fits('draft');
  });

  test('what is typed is kept without saving and is there again after the page was closed', async () => {
    const before = await theCase();
    await hands.type('商标', '明峰');
    await page().keyboard.press('Tab');
    await hands.sees('已自动暂存');
    await page().reload();
    await hands.quiet();
    await hands.sees('已恢复您在');
    assert.equal(await hands.valueOf('商标'), '明峰');
    assert.equal((await theCase()).version, before.version);
  });

  test('two editors are compared field by field, and the choice is saved', async () => {
    const { _id, version, data } = await theCase();
    await clerk.put(`/records/case/${_id}`, {
      form: 'caseRegister',
      version,
      data: { ...editable(data), suspectName: '江州另一轧钢厂', brand: '另一商标' },
    });
    await hands.press('保存');
    await hands.sees('这条记录已被他人修改');
    await hands.sees('双方都改过');
    await fits('conflict');
    await hands.press('按所选保存');
    await hands.sees('已保存');
    const merged = await theCase();
    // Mine where I changed it, the other's where only he did.
    assert.deepEqual([merged.data.brand, merged.data.suspectName], ['明峰', '江州另一轧钢厂']);
  });

  test('what was kept before another saved is compared with it, and not written over it', async () => {
    await hands.type('商标', '晚峰');
    await page().keyboard.press('Tab');
    await hands.sees('已自动暂存');
    const { _id, version, data } = await theCase();
    await clerk.put(`/records/case/${_id}`, {
      form: 'caseRegister',
      version,
      data: { ...editable(data), suspectAddress: '江州市城东区工业二路1号' },
    });
    await hands.type('规格型号', 'HRB400E');
    await page().keyboard.press('Tab');
    await hands.quiet();
    await page().reload();
    await hands.sees('此后这条记录又有新的保存');
    await hands.quiet();
    await hands.press('保存');
    await hands.sees('这条记录已被他人修改');
    await hands.sees('江州市城东区工业二路1号');
    await hands.press('按所选保存');
    await hands.sees('已保存');
    assert.equal((await theCase()).data.brand, '晚峰');
  });

  test('a picture is uploaded, listed and shown in the page', async () => {
    await hands.press('附件');
    const file = join(shots, '现场照片.png');
    writeFileSync(file, Buffer.from(onePixel, 'base64'));
    const input = await page().waitForSelector('input[data-upload="record"]');
    await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
    await hands.sees('现场照片.png');
    await fits('files');
    await hands.press('预览');
    await page().waitForSelector('img.preview');
    assert.equal(await page().$eval('img.preview', (image) => (image as unknown as PageElement).naturalWidth), 1);
    await page().keyboard.press('Escape');
    await hands.quiet();
  });

  test('a double click submits once', async () => {
    const { version } = await theCase();
    await hands.press('提交');
    const sure = await page().waitForSelector('.action-dialog .ant-btn-primary');
    await sure?.evaluate((button) => {
      (button as unknown as PageElement).click();
      (button as unknown as PageElement).click();
    });
    await hands.sees('已完成：提交');
    await hands.quiet();
    const submitted = await theCase();
    assert.deepEqual([submitted.state, submitted.version], ['sourceReview', version + 1]);
    await hands.sees('有 1 项操作现在不能进行');
    await fits('submitted');
  });

  test('the leader finds it in the worklist with its date, and returns it only with an opinion', async () => {
    await become('zhangguodong');
    await hands.sees('待办（1）');
    await hands.sees('2026-05-20');
    await fits('todo');
    await hands.press(title);
    await hands.quiet();
    await hands.press('案源审批');
    await hands.quiet();
    await fits('approval');
    const back = await page().waitForSelector('::-p-xpath(//label[normalize-space()="退回"])');
    await back?.click();
    // What is sent back is not filled in.
    await page().waitForSelector('.action-dialog .formio-box', { hidden: true });
    await hands.press('确定');
    await hands.sees('请填写意见');
    await page().locator('#approval-opinion').fill('请补充抽样单。');
    await hands.press('确定');
    await hands.sees('已完成：案源审批');
    assert.equal((await theCase()).state, 'sourceReturned');
    await hands.press('流转记录');
    await hands.sees('请补充抽样单。');
    await page().waitForSelector('::-p-xpath(//li[.//del="明峰" and .//ins="晚峰"])');
    await fits('timeline');
  });

  test('a list keeps state and date in sight, and shows cards on a telephone', async () => {
    await hands.open('/m/case');
    const right = await page().$eval('td.ant-table-cell-fix .ant-tag', (tag) => {
      const { right: edge } = (
        tag as unknown as { getBoundingClientRect(): { right: number } }
      ).getBoundingClientRect();
      return edge;
    });
    assert.ok(right < 1366, `the state ends at ${right}`);
    await page().setViewport({ width: 390, height: 844 });
    await page().waitForSelector('.cards li .ant-tag');
    await hands.press('查询条件');
    await fits('list');
  });

  for (const tab of ['documents', 'clocks', 'approvals', 'decisions']) {
    test(`nothing is in the way of a reader under ${tab}`, async () => {
      const { _id } = await theCase();
      await hands.open(`/m/case/${_id}?tab=${tab}`);
      await fits(tab);
    });
  }

  test('a page that is not there and a network that is gone are said', async () => {
    await hands.open('/nowhere');
    await hands.sees('没有这个页面');
    await hands.open('/m/case');
    await page().setOfflineMode(true);
    await hands.press('查询');
    await hands.sees('暂时连不上服务器');
    await page().setOfflineMode(false);
  });

  test('no error stood in the console and no other host was asked', () => {
    // Refused and broken requests are written there by the browser itself: those this test provoked are known.
    const provoked = /409 \(Conflict\)|ERR_INTERNET_DISCONNECTED/;
    assert.deepEqual(
      (browser?.noise ?? []).filter((line) => !provoked.test(line)),
      [],
    );
    return Promise.resolve();
  });
});

/** The fields of the record that its first form holds: what effects wrote is not sent back. */
const editable = (data: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const { regNo, registrantId, registerOrg, registeredAt, statusGroup, ...rest } = data;
  return rest;
};
