import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import type { System } from '#server/main.ts';
import { type BrowserPage, openBrowserPage, signInPage } from '../support/browser-page.ts';
import { Hands } from './hands.ts';

/** A browser at the administrators' interface of a running system. */
export interface AdminDesk {
  readonly page: Page;
  readonly hands: Hands;
  readonly noise: readonly string[];
  as(username: string): Promise<void>;
  /** Types over what is in a field. */
  type(selector: string, words: string): Promise<void>;
  /** Chooses from an Ant Design list by its words. */
  choose(selector: string, words: string): Promise<void>;
  texts(selector: string): Promise<string[]>;
  /** Keeps a picture where SCREENSHOTS names a folder. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Words in Latin letters that people see, outside of code, files and keys. */
const latin = (): string[] => {
  const code = 'code, pre, textarea, .file-name, .anticon, .who, .user-button';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || parent.closest(code) !== null || !parent.checkVisibility()) continue;
    found.push(node.textContent ?? '');
  }
  for (const name of ['title', 'aria-label', 'placeholder'])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (element.closest(code) === null) found.push(element.getAttribute(name) ?? '');
  // A release is called by its key where nothing else of it can be read.
  const keys = /[\w/.-]+\.(json|hbs|css|zip)|\.zip|PDF|JSON|\b[0-9a-z]{26}\b/g;
  return found.filter((text) => /[A-Za-z]{2}/.test(text.replaceAll(keys, '')));
};

/** Asserts that the page as it stands is Chinese, no wider than its window and open to everybody. */
export const assertSound = async ({ page, hands }: AdminDesk, place: string): Promise<void> => {
  assert.deepEqual(await page.evaluate(latin), [], `${place}: words that are not Chinese`);
  assert.equal(await hands.overhang(), 0, `${place}: wider than the window`);
  assert.deepEqual(await hands.barriers(), [], `${place}: axe`);
};

const onPage = ({ page, noise, close }: BrowserPage, hands: Hands, url: string): AdminDesk => ({
  page,
  hands,
  noise,
  close,
  as: (username) => signInPage(page, url, username),
  async type(selector, words) {
    await page.locator(selector).click({ count: 3 });
    await page.keyboard.type(words);
  },
  async choose(selector, words) {
    await page.locator(selector).click();
    await page.keyboard.type(words);
    await page
      .locator(`.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option ::-p-text(${words})`)
      .click();
  },
  texts: (selector) => page.$$eval(selector, (found) => found.map((one) => one.textContent ?? '')),
  async picture(name) {
    const folder = process.env.SCREENSHOTS;
    if (folder) await page.screenshot({ path: join(folder, `${name}.png`) as `${string}.png` });
  },
});

/** Why no browser test runs here, or the desk. With CI=true a missing browser fails. */
export const openAdminDesk = async (system: Pick<System, 'url' | 'services'>): Promise<AdminDesk | string> => {
  const why = await whyNot(system);
  const browser = why === undefined ? await openBrowserPage(system.url) : undefined;
  if (process.env.CI === 'true') assert.ok(browser, why ?? 'no browser runs here');
  if (browser === undefined) return why ?? 'no browser runs here';
  // A question of the browser itself would hold everything up.
  browser.page.on('dialog', (dialog) => void dialog.accept());
  return onPage(browser, await Hands.on(browser.page, system.url), system.url);
};

/** A browser that comes by npm is unpacked by the first print. */
const whyNot = async ({ services }: Pick<System, 'services'>): Promise<string | undefined> => {
  if (!existsSync('dist/admin-ui/index.html')) return 'the interfaces are not built: npm run build';
  return (await services.printer.warmUp()).available ? undefined : 'no browser can print here';
};
