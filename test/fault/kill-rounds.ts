import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { all } from '#server/storage/db.ts';
import { openStorage, type Storage } from '#server/storage/storage.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { type DatabaseServer, startMariadb } from '#test/support/servers.ts';

export interface KillPlan {
  readonly database: 'sqlite' | 'mariadb';
  readonly rounds: number;
  /** The moments follow from it. */
  readonly seed: number;
  /** The longest a restart may take; asked only where the machine is not shared. */
  readonly restartLimitMs?: number;
}

export interface KillReport {
  readonly database: string;
  readonly rounds: number;
  readonly seed: number;
  /** Changes the writers were told of, all found again. */
  readonly acknowledged: number;
  /** Changes that were durable when the process died before it could say so. */
  readonly unknown: number;
  readonly slowestRestartMs: number;
}

/** Numbers in [0, 1) that follow from a seed (mulberry32). */
export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const program = join(import.meta.dirname, 'writer.ts');
/** Checked after every death: numbers, log, versions, answers. The rest needs definitions. */
const checked = ['I1', 'I2', 'I3', 'I9', 'I11', 'I12'];

interface Writer {
  readonly child: ChildProcess;
  readonly startMs: number;
  readonly lines: string[];
}

const startWriter = async (environment: NodeJS.ProcessEnv): Promise<Writer> => {
  const began = performance.now();
  const child = spawn(process.execPath, [program], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let rest = '';
  let faults = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    faults += chunk.toString();
  });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the writer ended with ${code}: ${faults}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      const parts = `${rest}${chunk.toString()}`.split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
      if (lines[0] === 'ready') resolve();
    });
  });
  return { child, startMs: performance.now() - began, lines };
};

/** Ends when the process is gone and all it had said has arrived. */
const die = async ({ child }: Writer): Promise<void> => {
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.kill('SIGKILL');
  await closed;
};

const examine = async (storage: Storage, dataDir: string, told: ReadonlyMap<string, string>): Promise<number> => {
  const rows = await all<{ id: string; title: string }>(storage.read, 'select `id`, `title` from `record`');
  const found = new Map(rows.map(({ id, title }) => [id, title]));
  for (const [id, title] of told) assert.equal(found.get(id), title, `${id} was acknowledged and is lost`);
  const findings = await verify(await openWorld(storage, dataDir), checked);
  const broken = findings.flatMap(({ invariant, offences }) => offences.map((one) => ({ id: invariant.id, ...one })));
  assert.deepEqual(broken.slice(0, 5), []);
  return rows.length - told.size;
};

/** Kills a writing process again and again, and after each death holds what is stored against what was said. */
export const runKillRounds = async (plan: KillPlan): Promise<KillReport> => {
  const { database, rounds, seed, restartLimitMs = Number.POSITIVE_INFINITY } = plan;
  const random = randomOf(seed);
  const dataDir = mkdtempSync(join(tmpdir(), 'zhifa-kill-'));
  let server: DatabaseServer | undefined;
  const told = new Map<string, string>();
  let unknown = 0;
  let slowestRestartMs = 0;
  try {
    if (database === 'mariadb') server = await startMariadb();
    const url = server?.url() ?? 'sqlite:kill.db';
    const environment = { PATH: process.env.PATH, DATABASE_URL: url, DATA_DIR: dataDir };
    for (let round = 0; round < rounds; round += 1) {
      const writer = await startWriter(environment);
      if (round > 0) slowestRestartMs = Math.max(slowestRestartMs, writer.startMs);
      await sleep(random() * 300);
      // Every fifth time the database itself dies first.
      if (server && round % 5 === 4) await server.kill();
      await die(writer);
      if (server && round % 5 === 4) await server.start();
      for (const line of writer.lines.slice(1))
        told.set(line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1));
      const storage = await openStorage({ url, dataDir });
      unknown = await examine(storage, dataDir, told).finally(() => storage.close());
    }
    assert.ok(told.size > 0, 'nothing was written');
    assert.ok(slowestRestartMs < restartLimitMs, `a restart took ${slowestRestartMs} ms`);
    return { database, rounds, seed, acknowledged: told.size, unknown, slowestRestartMs: Math.round(slowestRestartMs) };
  } finally {
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
