import { type BrowserPage, openBrowserPage } from '../../support/browser-page.ts';
import { register } from '../../support/jiangzhou/case-course.ts';
import { CaseHand, type Data } from '../../support/jiangzhou/case-hand.ts';
import { Walk } from '../../support/jiangzhou/walk.ts';
import { startSystem, type TestSystem } from '../../support/system.ts';
import type { ScreenTime } from '../walk/screen-clock.ts';
import { WalkDesk } from '../walk/walk-desk.ts';
import { newLaw, oldLaw, prepareCases } from './day-cases.ts';
import { DayDesk } from './day-desk.ts';
import { NewDay } from './new-day.ts';
import { oldDay } from './old-day.ts';

/** Certificates of another year have numbers of their own. */
class LaterHand extends CaseHand {
  override create(actor: string, module: string, data: Data, as: string, parent?: string): Promise<string> {
    const { certNo } = data;
    const later = typeof certNo === 'string' ? { ...data, certNo: certNo.replace('A', 'B') } : data;
    return super.create(actor, module, later, as, parent);
  }
}

interface DayDone {
  readonly cases: number;
  readonly times: readonly ScreenTime[];
  readonly noise: readonly string[];
  /** Scenes that broke off, and why. */
  readonly broken: readonly string[];
}

const scene = async (desk: WalkDesk, name: string, broken: string[], play: () => Promise<void>): Promise<void> => {
  console.error(`scene ${name}`);
  await play().catch(async (error: unknown) => {
    broken.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    console.error(error);
    await desk.picture(`${name}-broken`);
    await desk.page.setOfflineMode(false);
    await desk.page.goto('about:blank');
  });
};

const playOn = async (system: TestSystem, browser: BrowserPage, pictures: string): Promise<DayDone> => {
  const walk = new Walk(system, () => {});
  const desk = await WalkDesk.at(browser.page, walk, pictures);
  const broken: string[] = [];
  await register(new CaseHand(system, oldLaw));
  const old = await prepareCases(system, oldLaw, walk);
  await scene(desk, 'old', broken, () => oldDay(new DayDesk(desk, '2015-07-08T00:30:00.000Z'), old));
  await register(new LaterHand(system, newLaw));
  const hands = await prepareCases(system, newLaw, walk);
  system.clock.set('2026-07-10T00:30:00.000Z');
  await system.jobs.drain();
  const day = new NewDay(new DayDesk(desk, '2026-07-10T00:30:00.000Z'), hands);
  for (const name of ['clerk', 'head', 'handler', 'reviewers', 'papers', 'performing', 'ending'] as const)
    await scene(desk, name, broken, () => day[name]());
  const noise = browser.noise.filter((line) => !/status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(line));
  return { cases: old.size + hands.size + 1, times: desk.screens.times, noise, broken };
};

/** A day of an office with twenty cases and one more, through its pages. */
export const playDay = async (pictures: string): Promise<DayDone> => {
  const system = await startSystem({ now: '2015-04-01T00:00:00.000Z', demoDir: 'test/support/jiangzhou' });
  let browser: BrowserPage | undefined;
  try {
    const { available, reason } = await system.services.printer.warmUp();
    if (!available) throw new Error(`no browser can print here: ${reason}`);
    browser = await openBrowserPage(system.url);
    if (browser === undefined) throw new Error('no browser runs here');
    return await playOn(system, browser, pictures);
  } finally {
    await browser?.close();
    await system.close();
  }
};
