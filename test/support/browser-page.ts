import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { type BrowserCandidate, browserCandidates } from '#server/print/browser-candidates.ts';
import { writeFontConfiguration } from '#server/print/fonts.ts';

/** A browser with one page, driven by a test. */
export interface BrowserPage {
  readonly page: Page;
  /** Console errors, faults of the page, requests to other hosts and answers of 500 and above, as they came. */
  readonly noise: readonly string[];
  readonly close: () => Promise<void>;
}

/** The fonts of the documents come first: a machine of a test may have none for Chinese. */
const fonts = [resolve(import.meta.dirname, '../../templates/fonts'), '/usr/share/fonts'];

const launch = async (candidate: BrowserCandidate, folder: string): Promise<Browser> =>
  await puppeteer.launch({
    executablePath: candidate.path,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--lang=zh-CN'],
    env: {
      ...process.env,
      FONTCONFIG_FILE: writeFontConfiguration(folder, fonts),
      LANGUAGE: 'zh_CN',
      TZ: 'Asia/Shanghai',
      ...(candidate.libraries !== undefined && { LD_LIBRARY_PATH: candidate.libraries }),
    },
  });

const firstBrowser = async (folder: string): Promise<Browser | undefined> => {
  for await (const candidate of browserCandidates(folder, process.env)) {
    try {
      return await launch(candidate, folder);
    } catch {
      // The next one is tried: a bundled browser may lack libraries of this machine.
    }
  }
  return undefined;
};

const listen = (page: Page, origin: string): string[] => {
  const noise: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') noise.push(`console: ${message.text()} ${message.location().url ?? ''}`);
  });
  page.on('pageerror', (error) => noise.push(`page: ${String(error)}`));
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith('http') && asked !== origin) noise.push(`foreign: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) noise.push(`${response.status()}: ${response.url()}`);
  });
  return noise;
};

/** Opens a page for a system at `url`; undefined where no browser runs on this machine. */
export const openBrowserPage = async (url: string): Promise<BrowserPage | undefined> => {
  const folder = mkdtempSync(join(tmpdir(), 'zhifa-browser-'));
  const browser = await firstBrowser(folder);
  if (browser === undefined) {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  const page = await browser.newPage();
  await page.setViewport({ width: 1366, height: 768 });
  page.setDefaultTimeout(15_000);
  // A dialog that is still growing is not yet where it will be clicked.
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  const noise = listen(page, new URL(url).origin);
  const close = async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { page, noise, close };
};

/** Signs somebody of the demonstration in without the sign-in page: the browser gets the cookies the server gives. */
export const signInPage = async (page: Page, url: string, username: string): Promise<void> => {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: 'demo' }),
  });
  for (const cookie of answer.headers.getSetCookie()) {
    const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
    const httpOnly = /;\s*httponly/i.test(cookie);
    await page.browserContext().setCookie({ name, value, domain: new URL(url).hostname, path: '/', httpOnly });
  }
};
