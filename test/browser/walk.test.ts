import assert from 'node:assert/strict';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type BrowserPage, openBrowserPage } from '../support/browser-page.ts';
import { BrowserWalk } from '../support/browser-walk.ts';
import { readExample, type Step, stepsOf, Walk } from '../support/jiangzhou/walk.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

const example = readExample('example-a');
const built = existsSync('dist/runtime-ui/index.html');

describe('a case walks through the house by the people who would do it, in a browser', () => {
  let system: TestSystem;
  let browser: BrowserPage | undefined;
  let hands: BrowserWalk | undefined;
  let why: string | false = false;

  before(async () => {
    system = await startSystem({ now: '2026-04-28T00:00:00.000Z', demoDir: 'test/support/jiangzhou' });
    if (!built) why = 'the interfaces are not built: npm run build';
    else if (!(await system.services.printer.warmUp()).available) why = 'no browser can print here';
    else browser = await openBrowserPage(system.url);
    if (browser === undefined) why ||= 'no browser runs here';
    if (process.env.CI === 'true') assert.equal(why, false);
    if (browser === undefined) return;
    const walk = new Walk(system, () => {});
    await walk.begin(example);
    hands = new BrowserWalk(
      browser.page,
      walk,
      process.env.SCREENSHOTS ?? mkdtempSync(join(tmpdir(), 'zhifa-pictures-')),
    );
  });
  after(async () => {
    await browser?.close();
    await system.close();
  });

  it('is signed in', async (t) => {
    if (why || !hands) return t.skip(String(why));
    await hands.open('/');
    await hands.page.locator('[data-user="linxiaoman"]').click();
    await hands.page.waitForSelector('::-p-text(林小满)');
  });
  for (const step of stepsOf(example).filter(({ refused }) => !refused)) {
    it(step.key, async (t) => {
      if (why || !hands) return t.skip(String(why));
      await hands.play(step as Step);
    });
  }
});
