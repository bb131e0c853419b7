import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

const library = 'test/support/library';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Waits until something is there; the test's own time limit ends it. */
const until = async <T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(50);
  }
};

test('a server that is told to stop while its browser hangs at the start ends within ten seconds', {
  timeout: 60_000,
}, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'zhifa-stop-'));
  const browser = join(dataDir, 'hanging-shell');
  const started = join(dataDir, 'started');
  await writeFile(browser, `#!/bin/sh\necho $$ > ${started}.part && mv ${started}.part ${started}\nexec sleep 300\n`);
  await chmod(browser, 0o700);
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: dataDir,
    PORT: '0',
    PACK_DIR: library,
    DEMO_DIR: `${library}/demo`,
    PRINT_BROWSER: browser,
  };
  const server: ChildProcess = spawn(process.execPath, ['server/main.ts'], { env, stdio: 'pipe' });
  let output = '';
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (bytes) => (output += String(bytes)));
  const ended = new Promise<number | null>((resolve) => server.on('exit', (code) => resolve(code)));
  try {
    const pid = Number(await until(async () => (existsSync(started) ? await readFile(started, 'utf8') : undefined)));
    assert.ok(isAlive(pid), output);
    const told = performance.now();
    server.kill('SIGTERM');
    assert.equal(await ended, 0, output);
    assert.ok(performance.now() - told < 10_000, `${Math.round(performance.now() - told)} ms`);
    await until(() => (isAlive(pid) ? undefined : true));
  } finally {
    server.kill('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  }
});
