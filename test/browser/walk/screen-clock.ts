import { loadavg } from 'node:os';
import type { Page } from 'puppeteer';

/** How long it took from a wish to a screen that can be used, and how many processes waited for a processor then. */
export interface ScreenTime {
  readonly screen: string;
  readonly ms: number;
  readonly load: number;
}

/** What a page knows of itself, in milliseconds since its own beginning. */
interface Watched {
  watched: { open: number; changed: number; wished: number };
}

/** Run in every page before its own scripts: what it asks, when it changed last, when somebody wished for something. */
const watchPage = (): void => {
  const page = globalThis as unknown as Watched;
  const { watched } = Object.assign(page, { watched: { open: 0, changed: performance.now(), wished: 0 } });
  const ask = globalThis.fetch;
  const change = () => {
    watched.changed = performance.now();
  };
  globalThis.fetch = async (...request) => {
    watched.open += 1;
    try {
      return await ask(...request);
    } finally {
      watched.open -= 1;
      change();
    }
  };
  new MutationObserver(change).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  const wish = () => {
    watched.wished = performance.now();
  };
  for (const kind of ['click', 'keydown', 'popstate']) addEventListener(kind, wish, true);
};

const quietMs = 250;

/** True as soon as nothing is asked, waited for or drawn any more, for the moment given. */
const isQuiet = (moment: number): boolean => {
  const { watched } = globalThis as unknown as Watched;
  if (watched === undefined) return false;
  const waits = '[data-state="loading"], .loading, .ant-spin-spinning, .ant-skeleton-active';
  const waiting = [...document.querySelectorAll(waits)].some((one) => one.checkVisibility());
  if (watched.open > 0 || waiting) watched.changed = performance.now();
  return performance.now() - watched.changed > moment;
};

/** Takes the time of screens: from the click, the stroke or the address to the last change before all is quiet. */
export class ScreenClock {
  readonly page: Page;
  readonly times: ScreenTime[] = [];

  private constructor(page: Page) {
    this.page = page;
  }

  static async on(page: Page): Promise<ScreenClock> {
    await page.evaluateOnNewDocument(watchPage);
    return new ScreenClock(page);
  }

  async settled(): Promise<void> {
    await this.page.waitForFunction(isQuiet, {}, quietMs);
  }

  /** Does one thing and waits for what it leads to. */
  async time(screen: string, deed: () => Promise<unknown>): Promise<void> {
    const began = Date.now();
    await deed();
    await this.settled();
    const { from, to } = await this.page.evaluate((since) => {
      const { watched } = globalThis as unknown as Watched;
      const origin = performance.timeOrigin;
      return { from: Math.max(since, origin, origin + watched.wished), to: origin + watched.changed };
    }, began);
    this.times.push({ screen, ms: Math.max(0, Math.round(to - from)), load: loadavg()[0] ?? 0 });
  }
}

const placed = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

/** The figures of a run for its line of results. */
export const summaryOf = (times: readonly ScreenTime[]) => {
  const sorted = times.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const slowest = times.toSorted((a, b) => b.ms - a.ms);
  const loads = times.map(({ load }) => load).toSorted((a, b) => a - b);
  return {
    screens: times.length,
    p50: placed(sorted, 0.5),
    p95: placed(sorted, 0.95),
    overSecond: sorted.filter((ms) => ms > 1000).length,
    slowest: slowest.slice(0, 5).map(({ screen, ms }) => `${screen} ${ms}`),
    load: { median: placed(loads, 0.5), most: loads.at(-1) ?? 0 },
  };
};
