import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readConfig } from '#server/config.ts';
import type { Transport } from '#server/exchange/transport.ts';
import { type System, start } from '#server/main.ts';

/** A clock a test moves by hand. */
export interface TestClock {
  (): string;
  set(instant: string): void;
}

export const testClock = (start: string): TestClock => {
  let now = start;
  return Object.assign(() => now, {
    set: (instant: string) => {
      now = instant;
    },
  });
};

export interface TestSystem extends System {
  readonly clock: TestClock;
  readonly dataDir: string;
}

export interface SystemOptions {
  readonly now: string;
  readonly databaseUrl?: string;
  /** Folder with `definitions/` and `templates/`; the shipped pack when absent. */
  readonly packDir?: string;
  /** Folder with organizations.json and accounts.json. */
  readonly demoDir?: string;
  /** What carries messages between offices; the loopback when absent. */
  readonly transport?: Transport;
}

/** The real system in this process, on a free port and a temporary folder, with a clock moved by hand. */
export const startSystem = async (options: SystemOptions): Promise<TestSystem> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'zhifa-test-'));
  const clock = testClock(options.now);
  const config = readConfig({
    DATA_DIR: dataDir,
    PORT: '0',
    CLOCK: options.now,
    DATABASE_URL: options.databaseUrl,
    PACK_DIR: options.packDir,
    DEMO_DIR: options.demoDir === undefined ? undefined : resolve(options.demoDir),
  });
  const system = await start(config, clock, options.transport);
  return {
    ...system,
    clock,
    dataDir,
    close: async () => {
      await system.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
