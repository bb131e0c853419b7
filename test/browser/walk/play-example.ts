import { type BrowserPage, openBrowserPage } from '../../support/browser-page.ts';
import { readExample, type Step, Walk } from '../../support/jiangzhou/walk.ts';
import { startSystem } from '../../support/system.ts';
import { BrowserWalk } from './browser-walk.ts';
import type { ScreenTime } from './screen-clock.ts';
import { type Kept, ScreenRefusals } from './screen-refusals.ts';
import { WalkDesk } from './walk-desk.ts';

/** What became of an example that was played whole through the pages. */
export interface ExampleDone {
  readonly example: string;
  readonly steps: number;
  /** Refusals of the example, by how the page keeps people from it. */
  readonly refused: Readonly<Record<Kept, number>>;
  /** Figures found on a screen or in the paper it shows. */
  readonly figures: number;
  /** Fields that no page shows. */
  readonly unseen: readonly string[];
  readonly noise: readonly string[];
  /** Steps that the pages did not do, and were done over the wire so that the others could be. */
  readonly broken: readonly string[];
  readonly times: readonly ScreenTime[];
}

/** What a refusal leaves in the console is the browser's own line about it. */
const provoked = /status of 4\d\d/;

const tried = async (step: Step, broken: string[], play: () => Promise<void>): Promise<boolean> => {
  try {
    await play();
    return true;
  } catch (error) {
    broken.push(`${step.key}: ${error instanceof Error ? error.message : String(error)}`);
    console.error(error);
    return false;
  }
};

/** What the page may have done although something about it was wrong is not done again. */
const finish = async (walk: Walk, step: Step): Promise<void> => {
  const name = step.create?.as ?? step.document?.as;
  if (name !== undefined && walk.named.has(name)) return;
  await walk.play(step).catch((error: unknown) => console.error(`over the wire: ${String(error).slice(0, 300)}`));
};

/** Plays every step of a worked example, refusals too, in a browser of its own. */
export const playExample = async (name: 'example-a' | 'example-e', pictures: string): Promise<ExampleDone> => {
  const system = await startSystem({ now: '2026-04-28T00:00:00.000Z', demoDir: 'test/support/jiangzhou' });
  let browser: BrowserPage | undefined;
  try {
    const { available, reason } = await system.services.printer.warmUp();
    if (!available) throw new Error(`no browser can print here: ${reason}`);
    browser = await openBrowserPage(system.url);
    if (browser === undefined) throw new Error('no browser runs here');
    const example = readExample(name);
    const walk = new Walk(system, () => {});
    await walk.begin(example);
    const desk = await WalkDesk.at(browser.page, walk, pictures);
    const hands = new BrowserWalk(desk);
    const refusals = new ScreenRefusals(hands);
    const broken: string[] = [];
    desk.page.setDefaultTimeout(30_000);
    for (const [index, step] of example.steps.entries()) {
      console.error(`${name} ${index + 1}/${example.steps.length} ${step.key}`);
      const done = await tried(step, broken, () => (step.refused ? refusals.play(step) : hands.play(step)));
      if (done) continue;
      await desk.page.goto('about:blank');
      if (!step.refused) await finish(walk, step);
    }
    return {
      example: name,
      steps: example.steps.filter((step: Step) => !step.refused).length,
      refused: refusals.kept,
      figures: hands.figures.held,
      unseen: [...hands.figures.unseen].sort(),
      broken,
      noise: browser.noise.filter((line) => !provoked.test(line)),
      times: desk.screens.times,
    };
  } finally {
    await browser?.close();
    await system.close();
  }
};
