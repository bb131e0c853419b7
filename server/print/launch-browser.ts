import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer';
import type { BrowserCandidate, Environment } from './browser-candidates.ts';
import { untilAborted } from './until-aborted.ts';

export interface LaunchedBrowser {
  readonly browser: Browser;
  readonly pid: number;
  readonly version: string;
  readonly sandbox: boolean;
  /** Ends the browser and everything it started, at once, and removes its profile. */
  readonly kill: () => void;
}

/** The browser talks to nobody: every name fails to resolve, the only proxy is a closed port, loopback is no exception. */
const networkOff = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
];

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-gpu',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--disable-features=MediaRouter,OptimizationHints,Translate',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
];

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

let launches = 0;

/** A new profile folder named after this process; those of processes that are gone are removed. */
const makeProfile = (dataDir: string): string => {
  const folder = join(dataDir, 'browser');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    const owner = /^profile-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) rmSync(join(folder, name), { recursive: true, force: true });
  }
  launches += 1;
  const profile = join(folder, `profile-${process.pid}-${launches}`);
  mkdirSync(profile, { mode: 0o700 });
  return profile;
};

/** The child gets no variable of the server but these: secrets stay out of it. */
const childEnvironment = (
  env: Environment,
  candidate: BrowserCandidate,
  profile: string,
  fontConfiguration: string,
): Record<string, string> => ({
  PATH: env.PATH ?? '/usr/bin:/bin',
  HOME: profile,
  TMPDIR: profile,
  LANG: 'C.UTF-8',
  TZ: 'Asia/Shanghai',
  FONTCONFIG_FILE: fontConfiguration,
  ...(candidate.libraries === undefined ? {} : { LD_LIBRARY_PATH: candidate.libraries }),
});

const killGroup = (pid: number, profile: string): void => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // already gone
  }
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
};

export interface LaunchOptions {
  readonly dataDir: string;
  readonly env: Environment;
  readonly fontConfiguration: string;
  /** Given when the printer closes: a browser that hangs at its start is killed and not waited for. */
  readonly signal: AbortSignal;
}

const launchOnce = async (
  candidate: BrowserCandidate,
  sandbox: boolean,
  options: LaunchOptions,
): Promise<LaunchedBrowser> => {
  const { default: puppeteer } = await import('puppeteer');
  const profile = makeProfile(options.dataDir);
  try {
    const launching = puppeteer.launch({
      executablePath: candidate.path,
      headless: candidate.slow ? true : 'shell',
      // over a pipe the browser ends by itself when this process dies, and no debugging port is opened
      pipe: true,
      userDataDir: profile,
      args: [...networkOff, ...quiet, ...(sandbox ? [] : ['--no-sandbox', '--disable-setuid-sandbox'])],
      env: childEnvironment(options.env, candidate, profile, options.fontConfiguration),
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      timeout: 15_000,
      protocolTimeout: 60_000,
      signal: options.signal,
    });
    const browser = await untilAborted(launching, options.signal);
    const pid = browser.process()?.pid;
    if (pid === undefined) throw new Error('the browser has no process');
    return { browser, pid, version: await browser.version(), sandbox, kill: () => killGroup(pid, profile) };
  } catch (error) {
    rmSync(profile, { recursive: true, force: true });
    throw error;
  }
};

/** Starts the browser inside its sandbox; where the system has none to offer (root, containers), without. */
export const launchBrowser = async (candidate: BrowserCandidate, options: LaunchOptions): Promise<LaunchedBrowser> => {
  if (process.getuid?.() !== 0) {
    try {
      return await launchOnce(candidate, true, options);
    } catch {
      // the second try tells whether the sandbox was the cause
      options.signal.throwIfAborted();
    }
  }
  return launchOnce(candidate, false, options);
};
