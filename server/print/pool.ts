import { createBrowserKeeper } from './browser-keeper.ts';
import type { FoundBrowser } from './find-browser.ts';
import { PrintError } from './print-error.ts';
import { openPrintPage, type PrintPage } from './print-page.ts';
import { withLimits } from './with-limits.ts';

export interface PoolOptions {
  /** Starts a browser; a failure is thrown as PrintError `unavailable`. */
  readonly find: () => Promise<FoundBrowser>;
  readonly pages: number;
  readonly idleMs: number;
  readonly jobsPerPage: number;
  readonly jobsPerBrowser: number;
  readonly memoryLimit: number;
}

export interface Pool {
  readonly run: (html: string, deadlineMs: number) => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

interface Slot {
  page?: PrintPage;
  owner?: FoundBrowser;
  jobs: number;
}

/** How often a print is tried that failed so; a crash may be another page's fault, whose browser was killed. */
const attempts: Readonly<Record<string, number>> = { deadline: 2, memory: 1, crashed: 3 };

const asPrintError = (error: unknown): PrintError =>
  error instanceof PrintError ? error : new PrintError('crashed', String(error).slice(0, 160));

/** The slot's page in the running browser: the one it had, or a new one. */
const pageOf = async (slot: Slot, owner: FoundBrowser, jobsPerPage: number): Promise<PrintPage> => {
  if (slot.page !== undefined && slot.owner === owner && slot.jobs < jobsPerPage) return slot.page;
  if (slot.owner === owner) await slot.page?.close();
  slot.page = await openPrintPage(owner.launched.browser);
  slot.owner = owner;
  slot.jobs = 0;
  return slot.page;
};

/** Slots handed out one by one; `onIdle` is called when all are back. */
const createSlots = (count: number, onIdle: () => void) => {
  const free: Slot[] = Array.from({ length: count }, () => ({ jobs: 0 }));
  const waiting: ((slot: Slot) => void)[] = [];
  return {
    take: (): Promise<Slot> => {
      const slot = free.pop();
      return slot === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(slot);
    },
    give: (slot: Slot): void => {
      const next = waiting.shift();
      if (next !== undefined) {
        next(slot);
        return;
      }
      free.push(slot);
      if (free.length === count) onIdle();
    },
  };
};

/** One browser and a few pages used again and again; the browser stops when nobody prints and starts when somebody does. */
export const createPool = (options: PoolOptions): Pool => {
  const keeper = createBrowserKeeper(options.find);
  let jobs = 0;
  let closed = false;
  let idle: NodeJS.Timeout | undefined;
  const rest = (): void => {
    if (jobs >= options.jobsPerBrowser) {
      jobs = 0;
      keeper.stop();
    }
    idle = setTimeout(() => keeper.stop(), options.idleMs).unref();
  };
  const slots = createSlots(options.pages, rest);

  const attempt = async (slot: Slot, html: string, deadlineMs: number): Promise<Buffer> => {
    const owner = await keeper.start();
    const work = async (): Promise<Buffer> => {
      const page = await pageOf(slot, owner, options.jobsPerPage);
      slot.jobs += 1;
      jobs += 1;
      return page.print(html);
    };
    try {
      return await withLimits(work(), { deadlineMs, memory: options.memoryLimit, group: owner.launched.pid });
    } catch (error) {
      const fault = asPrintError(error);
      // a hanging or broken browser is never used again
      if (fault.code in attempts) keeper.stop(owner);
      throw fault;
    }
  };
  const insist = async (slot: Slot, html: string, deadlineMs: number): Promise<Buffer> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt(slot, html, deadlineMs);
      } catch (error) {
        const fault = asPrintError(error);
        if (closed || tries >= (attempts[fault.code] ?? 1)) throw fault;
      }
    }
  };
  const run = async (html: string, deadlineMs: number): Promise<Buffer> => {
    if (closed) throw new PrintError('closed', 'the printer is closed');
    clearTimeout(idle);
    const slot = await slots.take();
    try {
      return await insist(slot, html, deadlineMs);
    } finally {
      slots.give(slot);
    }
  };
  const close = async (): Promise<void> => {
    closed = true;
    await keeper.close();
    clearTimeout(idle);
  };
  return { run, close };
};
