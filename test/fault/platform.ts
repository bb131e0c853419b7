import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOf } from '../../bench/process.ts';

const root = resolve(import.meta.dirname, '../..');
const linux = process.platform === 'linux';
const patienceMs = 60_000;

export interface Platform {
  readonly pid: number;
  /** Milliseconds from the start of the process to the first list answered to somebody signed in. */
  readonly startMs: number;
  /** Processor time the process took for it, in milliseconds, whatever else the machine does; 0 where it cannot be told. */
  readonly startCpuMs: number;
  /** Faults the process logged that nobody expected. */
  readonly bugs: () => readonly string[];
  /** SIGKILL; resolves when the process is gone. */
  readonly kill: () => Promise<void>;
  /** As an operator stops it. */
  readonly stop: () => Promise<void>;
}

export interface Settings {
  readonly url: string;
  readonly environment: NodeJS.ProcessEnv;
}

interface Launched {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
}

/** The program as `npm start` runs it. */
const launch = ({ environment }: Settings): Launched => {
  const child = spawn(process.execPath, ['--max-semi-space-size=4', 'server/main.ts'], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const hear = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const closed = new Promise<void>((done) => child.once('close', () => done()));
  const atExit = (): void => void child.kill('SIGKILL');
  process.once('exit', atExit);
  void closed.then(() => process.removeListener('exit', atExit));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await closed;
  };
  return { child, said: () => text, end };
};

/** Asks for a list until it is answered: 200, or 401 while nobody is signed in. */
export const firstAnswer = async (url: string, cookie: string, gone: () => string | undefined): Promise<void> => {
  const expected = cookie === '' ? 401 : 200;
  let last: unknown;
  for (const began = performance.now(); performance.now() - began < patienceMs; await sleep(20)) {
    const fault = gone();
    if (fault !== undefined) assert.fail(fault);
    try {
      const reply = await fetch(`${url}/api/records/loan`, { headers: { cookie } });
      await reply.arrayBuffer();
      if (reply.status === expected) return;
      last = reply.status;
      assert.equal(reply.status, 503, 'a list is answered, or said to be not available for now');
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      last = error;
    }
  }
  assert.fail(`no list was answered within ${patienceMs} ms: ${String(last)}`);
};

/** Starts the real process and waits until it serves. */
export const startPlatform = async (settings: Settings, cookie: string): Promise<Platform> => {
  const began = performance.now();
  const { child, said, end } = launch(settings);
  const gone = () => (child.exitCode === null ? undefined : `the platform ended with ${child.exitCode}: ${said()}`);
  try {
    await firstAnswer(settings.url, cookie, gone);
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
  return {
    pid: child.pid ?? 0,
    startMs: performance.now() - began,
    startCpuMs: linux && child.pid !== undefined ? cpuOf(child.pid) : 0,
    bugs: () =>
      said()
        .split('\n')
        .filter((line) => line.includes('"event":"bug"')),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
};

/** A start that is itself cut off after so many milliseconds. */
export const startCutOff = async (settings: Settings, afterMs: number): Promise<void> => {
  const { end } = launch(settings);
  await sleep(afterMs);
  await end('SIGKILL');
};

const commandOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
};

/** Waits until no process is left that works in a folder: what a killed platform had started ends by itself. */
export const survivors = async (folder: string): Promise<void> => {
  if (!linux) return;
  let alive: string[] = [];
  for (let tries = 0; tries < 100; tries += 1) {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    alive = pids.map(commandOf).filter((command) => command.includes(folder));
    if (alive.length === 0) return;
    await sleep(100);
  }
  assert.fail(`processes were left behind: ${alive.join('; ')}`);
};
