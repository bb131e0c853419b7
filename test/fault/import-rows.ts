import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { all } from '#server/storage/db.ts';
import { type Client, signIn } from '../support/client.ts';
import { type DatabaseServer, startMariadb } from '../support/servers.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { upload } from '../support/upload.ts';

export interface ImportReport {
  readonly database: string;
  readonly format: string;
  readonly mode: string;
  readonly rows: number;
  readonly megabytes: number;
  readonly checkMs: number;
  readonly runMs: number;
  /** Of the whole process, its client included, over check and run. */
  readonly cpuMs: number;
  /** Of the whole process: before, and at most. */
  readonly rssBefore: number;
  readonly rssMost: number;
  /** The longest time in which nobody else had a turn, in milliseconds. */
  readonly longestWait: number;
}

interface Wanted {
  readonly database: 'sqlite' | 'mariadb';
  readonly format: 'csv' | 'xlsx';
  readonly mode: 'all' | 'rows';
  readonly rows: number;
}

const megabytes = (bytes: number): number => Math.round(bytes / 1024 ** 2);

/** One import of many rows on a platform of its own, measured. */
export const importRows = async (wanted: Wanted): Promise<ImportReport> => {
  const folder = mkdtempSync(join(tmpdir(), 'zhifa-import-'));
  let server: DatabaseServer | undefined;
  let system: TestSystem | undefined;
  try {
    for (const name of ['organizations.json', 'accounts.json'])
      copyFileSync(new URL(`../../demo/${name}`, import.meta.url), join(folder, name));
    const file = join(folder, `rows.${wanted.format}`);
    const maker = join(import.meta.dirname, 'make-import-file.ts');
    execFileSync(process.execPath, [maker, file, wanted.format, String(wanted.rows)]);
    if (wanted.database === 'mariadb') server = await startMariadb();
    const where = server === undefined ? {} : { databaseUrl: server.url() };
    system = await startSystem({ ...where, now: '2026-06-30T01:00:00.000Z', demoDir: folder });
    return await measure(system, wanted, file);
  } finally {
    await system?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

const measure = async (system: TestSystem, wanted: Wanted, file: string): Promise<ImportReport> => {
  const clerk = await signIn(system.url, 'lvjianping');
  const id = await upload(system.url, clerk, readFileSync(file));
  global.gc?.();
  const rssBefore = process.memoryUsage().rss;
  let rssMost = rssBefore;
  const watch = setInterval(() => {
    rssMost = Math.max(rssMost, process.memoryUsage().rss);
  }, 50);
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const began = performance.now();
  const cpu = process.cpuUsage();
  const run = await clerk.post<{ id: string }>('/imports/enterprises', { upload: id, name: `rows.${wanted.format}` });
  await until(clerk, run.id, ['checked', 'refused']);
  const checked = performance.now();
  await clerk.post(`/imports/runs/${run.id}/start`, { mode: wanted.mode });
  const ended = await until(clerk, run.id, ['done', 'failed', 'cancelled']);
  const done = performance.now();
  const { user, system: kernel } = process.cpuUsage(cpu);
  delay.disable();
  clearInterval(watch);
  assert.deepEqual([ended.state, ended.written], ['done', wanted.rows]);
  const [stored] = await all<{ n: number }>(
    system.storage.read,
    "select count(*) as n from record r join event e on e.record_id = r.id where r.origin = 'imported'",
  );
  assert.equal(Number(stored?.n), wanted.rows);
  return {
    ...wanted,
    megabytes: megabytes(statSync(file).size),
    checkMs: Math.round(checked - began),
    runMs: Math.round(done - checked),
    cpuMs: Math.round((user + kernel) / 1000),
    rssBefore: megabytes(rssBefore),
    rssMost: megabytes(rssMost),
    longestWait: Math.round(delay.max / 1e6),
  };
};

const until = async (client: Client, id: string, states: readonly string[]) => {
  for (;;) {
    const run = await client.get<{ state: string; written: number }>(`/imports/runs/${id}`);
    if (states.includes(run.state)) return run;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
};
