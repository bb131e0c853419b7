import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface DatabaseServer {
  readonly pid: number;
  /** Ends with the port; a database name follows. */
  readonly base: string;
  /** A fresh, empty database on the server. */
  url(): string;
  /** Ends the process at once, as a power cut would; `start` brings it back on the same data. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const binaries = ['/usr/sbin/mariadbd', '/usr/local/sbin/mariadbd', '/usr/local/bin/mariadbd'];
const binary = binaries.find((path) => existsSync(path));

/** Why a private MariaDB cannot be started here, or undefined. */
export const mariadbMissing: string | undefined =
  binary === undefined ? 'mariadbd is not installed (Debian package mariadb-server)' : undefined;

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

/** A private MariaDB in a temporary folder on a free port of 127.0.0.1; `options` are further server options. */
export const startMariadb = async (options: readonly string[] = []): Promise<DatabaseServer> => {
  if (binary === undefined) throw new Error(mariadbMissing);
  const folder = mkdtempSync(join(tmpdir(), 'zhifa-mariadb-'));
  const port = await freePort();
  const data = join(folder, 'data');
  const socket = join(folder, 'sock');
  const user = userInfo().username;
  const installed = spawnSync(
    'mariadb-install-db',
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--user=${user}`,
      // The installer starts a server too: without a folder of its own it removes its neighbours' temporary tables.
      `--tmpdir=${folder}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ],
    { encoding: 'utf8', env: { ...process.env, TMPDIR: folder } },
  );
  if (installed.status !== 0) throw new Error(`mariadb-install-db: ${installed.stdout}${installed.stderr}`);
  const args = [
    '--no-defaults',
    `--datadir=${data}`,
    `--user=${user}`,
    `--socket=${socket}`,
    // A server that starts removes the temporary tables it finds here, those of its neighbours too.
    `--tmpdir=${folder}`,
    `--port=${port}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--log-error=${join(folder, 'error.log')}`,
    '--bind-address=127.0.0.1',
    '--innodb-buffer-pool-size=256M',
    '--innodb-log-file-size=96M',
    '--performance-schema=OFF',
    '--skip-name-resolve',
    ...options,
  ];
  let child: ChildProcess | undefined;
  let databases = 0;
  const ended = (): Promise<void> =>
    new Promise((resolve) => {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) resolve();
      else child.once('exit', () => resolve());
    });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child?.kill(signal);
    await ended();
  };
  const start = async (): Promise<void> => {
    child = spawn(binary, args, { stdio: 'ignore' });
    await answers(port, child);
  };
  const killAtExit = (): void => void child?.kill('SIGKILL');
  process.once('exit', killAtExit);
  await start();
  const base = `mariadb://root@127.0.0.1:${port}/`;
  return {
    get pid() {
      return child?.pid ?? 0;
    },
    base,
    url: () => `${base}t${process.pid}_${++databases}`,
    kill: () => end('SIGKILL'),
    start,
    stop: async () => {
      await end('SIGTERM');
      process.removeListener('exit', killAtExit);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const answers = async (port: number, child: ChildProcess): Promise<void> => {
  const { createConnection } = await import('mysql2/promise');
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error(`mariadbd ended with ${child.exitCode}`);
    try {
      const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' });
      await connection.end();
      return;
    } catch {
      await sleep(100);
    }
  }
  throw new Error('mariadbd did not answer within 30 s');
};
