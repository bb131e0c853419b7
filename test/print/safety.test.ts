import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PrintError } from '#server/print/print-error.ts';
import { createPrinter } from '#server/print/printer.ts';
import {
  browserProcessesOf,
  dataDir,
  fontsDir,
  makePrinter,
  needsBrowser,
  needsPoppler,
  pageTexts,
  printer,
} from './print-support.ts';

const document = (body: string, head = ''): string =>
  `<!doctype html><html><head><meta charset="utf-8">${head}</head><body><p>正文</p>${body}</body></html>`;

/** HTML that fetches something, each in another way. */
const payloads = (url: string): [string, string][] => [
  ['img', document(`<img src="${url}/img">`)],
  ['img srcset', document(`<img srcset="${url}/srcset 2x">`)],
  ['stylesheet', document('', `<link rel="stylesheet" href="${url}/css">`)],
  ['@import', document('', `<style>@import url(${url}/import);</style>`)],
  [
    'font',
    document('<p style="font-family:x">字</p>', `<style>@font-face{font-family:x;src:url(${url}/font)}</style>`),
  ],
  ['iframe', document(`<iframe src="${url}/iframe"></iframe>`)],
  ['object', document(`<object data="${url}/object"></object>`)],
  ['embed', document(`<embed src="${url}/embed">`)],
  ['meta refresh', document('', `<meta http-equiv="refresh" content="0;url=${url}/refresh">`)],
  ['script', document(`<script src="${url}/script"></script>`)],
  ['inline script', document(`<script>fetch("${url}/fetch")</script>`)],
  ['onerror', document(`<img src="x:" onerror="new Image().src='${url}/onerror'">`)],
  ['svg image', document(`<svg><image href="${url}/svg"/></svg>`)],
  ['svg use', document(`<svg><use href="${url}/use#a"/></svg>`)],
  ['background', document(`<div style="background:url(${url}/background);height:9px"></div>`)],
  ['prefetch', document('', `<link rel="prefetch" href="${url}/prefetch">`)],
  ['preconnect', document('', `<link rel="preconnect" href="${url}"><link rel="dns-prefetch" href="${url}">`)],
  ['video poster', document(`<video src="${url}/video" poster="${url}/poster" autoplay></video>`)],
  ['base', document('<img src="base">', `<base href="${url}/">`)],
  ['srcdoc frame', document(`<iframe srcdoc="<img src='${url}/srcdoc'>"></iframe>`)],
  ['data frame', document(`<iframe src="data:text/html,<img src='${url}/data'>"></iframe>`)],
  ['margin box', document('', `<style>@page{@top-left{content:url(${url}/margin)}}</style>`)],
  [
    'content, cursor, mask',
    document(
      '<p class="a">字</p>',
      `<style>.a::before{content:url(${url}/content)}.a{cursor:url(${url}/cursor),auto;mask:url(${url}/mask);filter:url(${url}/filter#f)}</style>`,
    ),
  ],
  [
    'manifest and icon',
    document('', `<link rel="manifest" href="${url}/manifest"><link rel="icon" href="${url}/icon">`),
  ],
  ['shadow root', document(`<div><template shadowrootmode="open"><img src="${url}/shadow"></template></div>`)],
  ['file image', document('<img src="file:///etc/hostname">')],
  ['chrome page', document('<iframe src="chrome://version"></iframe>')],
];

describe('a hostile template', needsBrowser, () => {
  let hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.end('CANARY');
  });
  before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  after(() => void server.close());

  it('reaches no server: 27 ways to fetch, none arrives', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await fetch(`${url}/alive`);
    assert.deepEqual(hits, ['/alive'], 'the canary works');
    hits = [];
    const list = payloads(url);
    assert.equal(list.length, 27);
    for (const [name, html] of list) {
      try {
        await printer.pdf(html);
      } catch (error) {
        assert.ok(error instanceof PrintError && error.code === 'requestBlocked', `${name}: ${error}`);
      }
      assert.deepEqual(hits, [], name);
    }
  });

  it('prints no file of the server', needsPoppler, async () => {
    const html = document(
      '<iframe src="file:///etc/passwd" width="500" height="500"></iframe><object data="file:///etc/passwd"></object>',
    );
    const text = await printer.pdf(html).then(({ bytes }) => pageTexts(bytes).join(''), String);
    assert.doesNotMatch(text, /root:/);
  });

  it('is told which address it asked for', async () => {
    await assert.rejects(
      printer.pdf(document('<img src="http://127.0.0.1:9/secret.png">')),
      (error: PrintError) => error.code === 'requestBlocked' && error.detail.includes('/secret.png'),
    );
  });

  it('that never comes to an end is killed, and the next document prints', async () => {
    const own = makePrinter();
    await own.pdf(document(''));
    const rows = '<tr><td>一</td><td>二</td><td>三</td></tr>'.repeat(60_000);
    await assert.rejects(
      own.pdf(document(`<table>${rows}</table>`), { deadlineMs: 600 }),
      (error: PrintError) => error.code === 'deadline',
    );
    const { pages } = await own.pdf(document(''));
    assert.equal(pages, 1);
  });

  it('with more than 300 pages is refused', async () => {
    await assert.rejects(
      printer.pdf(document('<p style="break-after:page">页</p>'.repeat(301))),
      (error: PrintError) => error.code === 'tooManyPages',
    );
  });
});

describe('the printing browser', needsBrowser, () => {
  it('runs without the variables of the server, and leaves no process behind when closed', async () => {
    const own = makePrinter();
    const before = browserProcessesOf(process.pid);
    await own.pdf(document(''));
    assert.ok(browserProcessesOf(process.pid).length > before.length);
    await own.close();
    for (let tries = 0; tries < 50 && browserProcessesOf(process.pid).length > before.length; tries += 1)
      await wait(100);
    assert.equal(browserProcessesOf(process.pid).length, before.length);
    await assert.rejects(own.pdf(document('')), (error: PrintError) => error.code === 'closed');
  });

  it('ends when nobody prints, and starts again for the next document', async () => {
    const own = createPrinter({ dataDir, fontsDir, env: process.env, idleMs: 50 });
    const before = browserProcessesOf(process.pid).length;
    await own.pdf(document(''));
    for (let tries = 0; tries < 50 && browserProcessesOf(process.pid).length > before; tries += 1) await wait(100);
    assert.equal(browserProcessesOf(process.pid).length, before);
    assert.equal((await own.pdf(document(''))).pages, 1);
    await own.close();
  });

  it('dies with the server, however the server dies', async () => {
    const script = `
      import { createPrinter } from '#server/print/printer.ts';
      const printer = createPrinter({ dataDir: ${JSON.stringify(dataDir)}, fontsDir: ${JSON.stringify(fontsDir)}, env: process.env });
      await printer.pdf('<p>&#x6c38;');
      console.log('printed');
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      cwd: fileURLToPath(new URL('../../', import.meta.url)),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const pid = child.pid ?? 0;
    assert.ok(browserProcessesOf(pid).length > 0);
    child.kill('SIGKILL');
    for (let tries = 0; tries < 100 && browserProcessesOf(pid).length > 0; tries += 1) await wait(100);
    assert.deepEqual(browserProcessesOf(pid), []);
  });
});
