import assert from 'node:assert/strict';
import { createCipheriv, createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { CDPSession } from 'puppeteer';
import { type BrowserPage, openBrowserPage, signInPage } from '../support/browser-page.ts';
import { caseData } from '../support/case-desk.ts';
import { type Client, signIn } from '../support/client.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { upload } from '../support/upload.ts';
import { Hands } from './hands.ts';

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
}
interface Line {
  readonly action: string;
  readonly overview: boolean;
}
interface Chooser {
  uploadFile(...paths: string[]): Promise<void>;
}

const built = existsSync('dist/runtime-ui/index.html');
const mebi = 1024 ** 2;

/** Bytes that begin as a film does and repeat nothing. */
const film = (() => {
  const stream = createCipheriv('aes-128-ctr', Buffer.alloc(16, 3), Buffer.alloc(16, 1));
  const bytes = stream.update(Buffer.alloc(6 * mebi));
  Buffer.from('\0\0\0\u0018ftypisom', 'latin1').copy(bytes);
  return bytes;
})();

/** A JPEG of the page's own, 80 by 40, with the mark of a camera held upright put in: it is to be seen as 40 by 80. */
const turnedJpeg = async (page: BrowserPage['page'], color: string): Promise<{ bytes: Buffer; url: string }> => {
  const script = `(() => { const c = document.createElement('canvas'); c.width = 80; c.height = 40;
    const p = c.getContext('2d'); p.fillStyle = '${color}'; p.fillRect(0, 0, 80, 40); p.fillStyle = '#fff'; p.fillRect(0, 0, 20, 20);
    return c.toDataURL('image/jpeg'); })()`;
  const url = String(await page.evaluate(script));
  const plain = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex');
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return { bytes: Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)]), url };
};

describe('files in the browser', () => {
  let system: TestSystem;
  let browser: BrowserPage | undefined;
  let hands: Hands;
  let clerk: Client;
  let record = '';
  let why: string | false = false;
  let begun = 0;
  let network: CDPSession | undefined;
  const folder = mkdtempSync(join(tmpdir(), 'zhifa-uploads-'));
  const shots = process.env.SHOTS ?? folder;

  before(async () => {
    system = await startSystem({ now: '2026-04-28T01:00:00.000Z', demoDir: 'test/support/jiangzhou' });
    if (built) browser = await openBrowserPage(system.url);
    why = browser === undefined && (built ? 'no browser runs here' : 'the interfaces are not built: npm run build');
    if (process.env.CI === 'true') assert.equal(why, false);
    if (browser === undefined) return;
    clerk = await signIn(system.url, 'linxiaoman');
    record = (await clerk.post<{ _id: string }>('/records/case', { data: caseData }))._id;
    hands = await Hands.on(browser.page, system.url);
    await signInPage(browser.page, system.url, 'linxiaoman');
    browser.page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/files')) begun += 1;
    });
  });
  after(async () => {
    await browser?.close();
    await system.close();
    rmSync(folder, { recursive: true, force: true });
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
  const choose = async (selector: string, ...paths: string[]) => {
    const input = await page().waitForSelector(selector);
    await (input as unknown as Chooser).uploadFile(...paths);
  };
  const state = (wanted: string) => page().waitForSelector(`.uploading[data-state="${wanted}"]`);
  const tool = async (words: string) => {
    const button = await page().waitForSelector(`.uploading button[aria-label^="${words}"]`);
    await button?.click();
  };
  const files = () => clerk.get<Listed[]>(`/records/case/${record}/files`);
  /** Bytes a second that go out; -1 for as many as can, 0 for a network that is gone. */
  const slow = async (bytes: number) => {
    network ??= await page().createCDPSession();
    await network.send('Network.emulateNetworkConditions', {
      offline: bytes === 0,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: bytes === 0 ? -1 : bytes,
    });
  };
  const arrived = async (name: string): Promise<Listed> => {
    await hands.sees(name);
    for (let tries = 0; tries < 100; tries += 1) {
      const found = (await files()).find((one) => one.name === name);
      if (found !== undefined) return found;
      await new Promise((done) => setTimeout(done, 200));
    }
    assert.fail(`${name} has not arrived`);
  };
  const sizes = async (name: string): Promise<void> => {
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
  };

  test('an upload is paused, goes on, outlives the network and a reload of the page, and is whole', async () => {
    const path = join(folder, '现场录像.mp4');
    writeFileSync(path, film);
    await hands.open(`/m/case/${record}?tab=files`);
    await slow(1.5 * mebi);
    await choose('input[data-upload="record"]', path);
    await state('going');
    await page().waitForFunction("!document.querySelector('.uploading small').textContent.startsWith('0 B')");
    await tool('暂停');
    await state('paused');
    await sizes('upload-paused');
    await tool('继续');
    await state('going');
    await slow(0);
    await state('offline');
    await slow(1.5 * mebi);
    await state('going');
    page().once('dialog', (dialog) => void dialog.accept());
    await hands.open(`/m/case/${record}?tab=files`);
    await state('left');
    await sizes('upload-left');
    await slow(-1);
    await choose('input[data-upload="record"]', path);
    const file = await arrived('现场录像.mp4');
    assert.equal(file.hash, createHash('sha256').update(film).digest('hex'));
    assert.equal(begun, 1, 'it was begun once');
  });

  test('what is not taken is said in words, and what is cancelled is gone', async () => {
    const program = join(folder, '安装.exe');
    writeFileSync(program, 'MZ');
    await choose('input[data-upload="record"]', program);
    await state('failed');
    await hands.sees('不接受文件');
    await tool('取消');
    const large = join(folder, '另一段.mp4');
    writeFileSync(large, film);
    await slow(0.4 * mebi);
    await choose('input[data-upload="record"]', large);
    await state('going');
    await tool('取消');
    await page().waitForFunction("document.querySelector('.uploading') === null");
    await slow(-1);
    assert.deepEqual(
      (await files()).map(({ name }) => name),
      ['现场录像.mp4'],
    );
  });

  test('a file is dragged onto the page, and a telephone offers its camera', async () => {
    await page().evaluate(`(() => {
      const files = new DataTransfer();
      files.items.add(new File(['%PDF-1.7 dragged'], '拖来.pdf', { type: 'application/pdf' }));
      document.querySelector('#panel-files .drop').dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer: files }));
    })()`);
    await arrived('拖来.pdf');
    await page().setViewport({ width: 390, height: 844, isMobile: true, hasTouch: true });
    await hands.open(`/m/case/${record}?tab=files`);
    await hands.sees('拍照');
    await hands.sees('录像');
    const cameras = await page().$$eval('#panel-files input[capture]', (inputs) =>
      inputs.map((input) => (input as unknown as { accept: string }).accept),
    );
    assert.deepEqual(cameras, ['image/*', 'video/*']);
    await shoot('camera-390');
    await page().setViewport({ width: 1366, height: 768 });
  });

  test('several pictures go into a field of a form, and what was typed beside them stays', async () => {
    const pictures: string[] = [];
    for (const [index, color] of ['#2a6', '#a33'].entries()) {
      const path = join(folder, `照片${index + 1}.jpg`);
      writeFileSync(path, (await turnedJpeg(page(), color)).bytes);
      pictures.push(path);
    }
    await hands.open(`/m/case/${record}`);
    await hands.type('案件名称', '江州某厂涉嫌生产不合格钢筋案（补充）');
    await choose('input[data-upload="attachments"]', ...pictures);
    await hands.sees('照片1.jpg');
    await hands.sees('照片2.jpg');
    await page().waitForFunction("document.querySelector('.uploading') === null");
    assert.equal(await hands.valueOf('案件名称'), '江州某厂涉嫌生产不合格钢筋案（补充）');
    await hands.press('保存');
    await hands.sees('已保存');
    const { data } = await clerk.get<{ data: { caseTitle: string; attachments: { name: string }[] } }>(
      `/records/case/${record}`,
    );
    assert.equal(data.caseTitle, '江州某厂涉嫌生产不合格钢筋案（补充）');
    assert.deepEqual(data.attachments.map(({ name }) => name).sort(), ['照片1.jpg', '照片2.jpg']);
  });

  test('forty pictures are a gallery: keys go on, turn and enlarge; looking at all of them is one line', async () => {
    const { bytes, url } = await turnedJpeg(page(), '#36c');
    for (let index = 1; index <= 40; index += 1) {
      const id = await upload(system.url, clerk, Buffer.concat([bytes, Buffer.from(String(index))]));
      const name = `物证${String(index).padStart(2, '0')}.jpg`;
      const about = { thumbnail: url, width: 40, height: 80 };
      await clerk.post(`/records/case/${record}/files`, { upload: id, name, field: '', about });
    }
    await hands.open(`/m/case/${record}?tab=files`);
    await page().waitForFunction("document.querySelectorAll('.gallery img').length === 42");
    await sizes('gallery');
    await page().click('.gallery button[title="物证01.jpg"]');
    await page().waitForSelector('.picture-frame img');
    const pose = () =>
      page().$eval(
        '.picture-frame img',
        (image) => (image as unknown as { style: { transform: string } }).style.transform,
      );
    await page().waitForFunction("document.querySelector('.picture-frame img').complete");
    assert.deepEqual(
      await page().evaluate(
        "(() => { const i = document.querySelector('.picture-frame img'); return [i.naturalWidth, i.naturalHeight]; })()",
      ),
      [40, 80],
      'as the camera was held',
    );
    await page().keyboard.press('ArrowRight');
    await hands.sees('物证02.jpg');
    await page().keyboard.press('r');
    await page().keyboard.press('+');
    assert.match(await pose(), /scale\(1\.25\) rotate\(90deg\)/);
    await page().keyboard.press('ArrowLeft');
    await page().waitForFunction("document.querySelector('.ant-modal-title').textContent === '物证01.jpg'");
    await hands.press('保管记录');
    await hands.sees('接收入库');
    await hands.sees('浏览缩略图');
    await sizes('viewer');
    const first = (await files()).find(({ name }) => name === '物证01.jpg');
    const lines = await clerk.get<Line[]>(`/files/${first?.id}/custody`);
    assert.deepEqual(lines.map(({ action, overview }) => (overview ? 'overview' : action)).sort(), [
      'intake',
      'overview',
      'view',
    ]);
    await page().keyboard.press('Escape');
  });

  test('a film is played from its middle, a PDF and a text are shown in the page', async () => {
    const text = await upload(system.url, clerk, new Uint8Array([0xcf, 0xd6, 0xb3, 0xa1, 0xbc, 0xec, 0xb2, 0xe9]));
    await clerk.post(`/records/case/${record}/files`, { upload: text, name: '笔录.txt', field: '' });
    await hands.open(`/m/case/${record}?tab=files`);
    const view = await page().waitForSelector('button[aria-label="预览 笔录.txt"]');
    await view?.click();
    await hands.sees('现场检查');
    await page().keyboard.press('Escape');
    assert.deepEqual(
      browser?.noise.filter((line) => !/ERR_INTERNET_DISCONNECTED|status of 4|net::ERR/.test(line)),
      [],
    );
  });
});
