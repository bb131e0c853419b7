import assert from 'node:assert/strict';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { type BrowserPage, openBrowserPage, signInPage } from '../support/browser-page.ts';
import { Office } from '../support/office.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { Hands } from './hands.ts';

/** The demonstration in a browser, with its people over HTTP for what nobody has to click. */
export interface OfficeDesk {
  readonly system: TestSystem;
  readonly office: Office;
  readonly hands: Hands;
  readonly browser: BrowserPage;
  /** From now on the browser is this person's. */
  readonly become: (username: string) => Promise<void>;
  /** On both sizes: pictures, nothing in the way of a reader, nothing wider than the window. */
  readonly fits: (name: string) => Promise<void>;
}

const sizes = [
  [1366, 768],
  [390, 844],
] as const;
const built = existsSync('dist/runtime-ui/index.html');

/** Opens the desk before the tests of a suite and closes it after them; where no browser runs they are skipped. */
export const officeSuite = (now: string) => {
  const shots = process.env.SCREENSHOTS ?? mkdtempSync(join(tmpdir(), 'zhifa-screens-'));
  let desk: OfficeDesk | undefined;
  let system: TestSystem | undefined;
  let why: string | false = false;
  before(async () => {
    system = await startSystem({ now });
    const browser = built ? await openBrowserPage(system.url) : undefined;
    why = browser === undefined && (built ? 'no browser runs here' : 'the interfaces are not built: npm run build');
    if (process.env.CI === 'true') assert.equal(why, false);
    if (browser !== undefined) desk = await deskOf(system, browser, shots);
  });
  after(async () => {
    await desk?.browser.close();
    await system?.close();
  });
  return (name: string, work: (desk: OfficeDesk) => Promise<void>) =>
    it(name, async (t) => {
      if (why) return t.skip(why);
      assert.ok(desk);
      try {
        await work(desk);
      } catch (error) {
        await desk.browser.page.screenshot({
          path: join(shots, `failed-${name.slice(0, 24).replaceAll(/\W/g, '-')}.png`),
          fullPage: true,
        });
        t.diagnostic(`what the page showed: ${shots}`);
        throw error;
      }
    });
};

const deskOf = async (system: TestSystem, browser: BrowserPage, shots: string): Promise<OfficeDesk> => {
  const { page } = browser;
  const hands = await Hands.on(page, system.url);
  // A page with something typed asks before it is left.
  page.on('dialog', (dialog) => void dialog.accept());
  return {
    system,
    browser,
    hands,
    office: new Office(system),
    become: async (username) => {
      // What the page before still asks must not be refused.
      await page.goto('about:blank');
      await page.deleteCookie(...(await page.cookies(system.url)));
      await signInPage(page, system.url, username);
    },
    fits: async (name) => {
      for (const [width, height] of sizes) {
        await page.setViewport({ width, height });
        await hands.quiet();
        await page.screenshot({ path: join(shots, `${name}-${width}.png`) });
        assert.deepEqual(await hands.barriers(), [], `${name} at ${width}`);
        assert.ok((await hands.overhang()) <= 0, `${name} is wider than ${width}`);
      }
      await page.setViewport({ width: 1366, height: 768 });
    },
  };
};
