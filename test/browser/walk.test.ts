import assert from 'node:assert/strict';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type BrowserPage, openBrowserPage } from '../support/browser-page.ts';
import { readExample, type Step, stepsOf, Walk } from '../support/jiangzhou/walk.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { BrowserWalk } from './walk/browser-walk.ts';
import { WalkDesk } from './walk/walk-desk.ts';

const example = readExample('example-a');
/** The one who approves sends it back to the head of the unit, who agrees again. */
const returned = (step: Step): readonly Step[] =>
  step.key !== 'filingHead' || step.act === undefined
    ? [step]
    : [
        step,
        {
          key: 'filingReturned',
          at: '2026-05-07T01:20:00.000Z',
          actor: 'liumin',
          act: { ...step.act, data: { result: 'return', returnTo: 'orgHead', opinion: '请补充核查情况说明。' } },
          expect: { state: 'filingReview' },
        },
        { ...step, key: 'filingHeadAgain', at: '2026-05-07T01:40:00.000Z' },
      ];

const steps = stepsOf(example)
  .filter(({ refused }) => !refused)
  .flatMap(returned);

/** The whole of both examples is `npm run soak -- browser-walk`: minutes, and a picture of every form. */
const clicked = new Set([
  'registered',
  'submitted',
  'sourceApproved',
  'party',
  'filingApplied',
  'filingHead',
  'filingReturned',
  'filingHeadAgain',
  'filed',
  'prepare-filingApproval',
  'issue-filingApproval',
  'sealStarted',
  'goodsConfirmed',
  'deferralGranted',
  'reportApproved',
  'noticeServed',
  'statement',
  'trialSigned',
  'decided',
  'decisionServed',
  'paid',
  'closed',
  'archived',
]);
const byHand = ({ key }: Step): boolean => clicked.has(key);

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
    const pictures = process.env.SCREENSHOTS ?? mkdtempSync(join(tmpdir(), 'zhifa-pictures-'));
    hands = new BrowserWalk(await WalkDesk.at(browser.page, walk, pictures));
  });
  after(async () => {
    await browser?.close();
    await system.close();
  });

  it('the sign-in page offers its people, one click each', async (t) => {
    if (why || !hands) return t.skip(String(why));
    const { desk } = hands;
    await desk.open('/', 'sign-in');
    await desk.page.waitForSelector('[data-user="linxiaoman"]');
    await desk.picture('sign-in');
    await desk.page.locator('[data-user="linxiaoman"]').click();
    await desk.page.waitForSelector('header ::-p-text(林小满)');
    await desk.picture('workbench');
  });
  for (const step of steps) {
    const where = byHand(step) ? 'through the pages' : 'over the wire';
    it(`${step.key}, ${where}`, async (t) => {
      if (why || !hands) return t.skip(String(why));
      why = 'a step before it failed';
      await (byHand(step) ? hands.play(step) : hands.desk.walk.play(step));
      why = false;
    });
  }

  it('what happened is on the page of the archived case', async (t) => {
    if (why || !hands) return t.skip(String(why));
    const { desk } = hands;
    for (const tab of ['documents', 'clocks', 'approvals', 'timeline']) {
      await desk.open(desk.pageOf('case', tab), tab);
      await desk.picture(`tab-${tab}`);
    }
    for (const words of ['江州市监处罚〔2026〕31号', '结案审批表', '已归档'])
      await desk.page.waitForSelector(`main ::-p-text(${words})`);
  });

  it('no page erred or asked another host', (t) => {
    if (why) return t.skip(why);
    assert.deepEqual(browser?.noise, []);
  });
});
