import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { signIn } from '../support/client.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'zhifa-production-'));
const secret = 'a secret of this test alone, long enough to be one';
const env = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  DATA_DIR: dataDir,
  PRODUCTION: '1',
  SECRET: secret,
  PORT: '0',
};
const run = (file: string, args: readonly string[], more: Record<string, string | undefined> = {}) =>
  spawnSync(process.execPath, [file, ...args], { env: { ...env, ...more }, encoding: 'utf8', timeout: 60_000 });

let server: ChildProcess;
let url = '';

const administrator = [
  '--user',
  'root',
  '--name',
  'Root',
  '--organization',
  '96000000',
  '--organization-name',
  'Bureau',
  '--level',
  'province',
  '--region',
  '960000',
];

before(async () => {
  const made = run('server/admin.ts', administrator, { ADMIN_PASSWORD: 'first administrator' });
  assert.equal(made.status, 0, made.stderr);
  server = spawn(process.execPath, ['server/main.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  url = await new Promise<string>((resolve, reject) => {
    server.once('exit', () => reject(new Error('the server ended before it was ready')));
    server.stdout?.on('data', (text: Buffer) => {
      const address = /http:\/\/[\d.:]+/.exec(text.toString())?.[0];
      if (address) resolve(address);
    });
  });
});
after(async () => {
  server.removeAllListeners('exit');
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
});

test('a default, missing or short secret is refused with a sentence that says what to do', () => {
  for (const wrong of [undefined, 'short', 'demonstration-only-never-in-production']) {
    const refused = run('server/main.ts', [], { SECRET: wrong });
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /SECRET must be set to at least 32 characters/);
  }
});

test('a shifted clock is refused', () => {
  const refused = run('server/main.ts', [], { CLOCK: '2026-06-30' });
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /CLOCK/);
});

test('there are no demonstration users, and nobody signs in with their password', async () => {
  assert.equal((await fetch(`${url}/api/session/demo-users`)).status, 404);
  assert.deepEqual(await (await fetch(`${url}/api/session/platform`)).json(), { demo: false });
  const tried = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'wuzhicheng', password: 'demo' }),
  });
  assert.equal(tried.status, 401);
});

test('the first administrator is made by the command and signs in', async () => {
  const root = await signIn(url, 'root', 'first administrator');
  const me = await root.get<{ system: string[]; demo: boolean; clock: string | null }>('/session');
  assert.ok(me.system.includes('usersManage'));
  assert.equal(me.demo, false);
  assert.equal(me.clock, null);
});

test('an organization in a region the pack does not know is not made', () => {
  const elsewhere = administrator.map((value) => ({ '96000000': '96000001', '960000': '9600' })[value] ?? value);
  const refused = run('server/admin.ts', elsewhere, { ADMIN_PASSWORD: 'second administrator' });
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /--region 9600 is no region/);
});

test('a password that is too short is refused', () => {
  const refused = run('server/admin.ts', administrator, { ADMIN_PASSWORD: 'short' });
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /at least 10 characters/);
});
