import type { FoundBrowser } from './find-browser.ts';

export interface BrowserKeeper {
  /** The running browser, started when there is none. */
  readonly start: () => Promise<FoundBrowser>;
  /** Kills the running browser; with an argument only if that one is still the running one. */
  readonly stop: (only?: FoundBrowser) => void;
  readonly close: () => Promise<void>;
}

/** Holds at most one browser. */
export const createBrowserKeeper = (find: () => Promise<FoundBrowser>): BrowserKeeper => {
  let starting: Promise<FoundBrowser> | undefined;
  let running: FoundBrowser | undefined;
  let closed = false;

  const stop = (only?: FoundBrowser): void => {
    if (only !== undefined && only !== running) return;
    running?.launched.kill();
    running = undefined;
    starting = undefined;
  };
  const begin = async (): Promise<FoundBrowser> => {
    try {
      running = await find();
    } catch (error) {
      starting = undefined;
      throw error;
    }
    const started = running;
    if (closed) stop();
    return started;
  };
  return {
    start: () => {
      starting ??= begin();
      return starting;
    },
    stop,
    close: async () => {
      closed = true;
      // What prints now ends with its browser; one that is starting is given up by its starter.
      running?.launched.kill();
      await starting?.catch(() => undefined);
      stop();
    },
  };
};
