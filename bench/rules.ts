import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openCatalog } from '#server/catalog.ts';
import { readConfig } from '#server/config.ts';
import { start } from '#server/main.ts';
import { all } from '#server/storage/db.ts';
import { openStorage } from '#server/storage/storage.ts';
import { mariadbMissing, startMariadb } from '#test/support/servers.ts';
import { asOf } from './rules-bare.ts';
import { fillCases, type RulesSize } from './rules-dataset.ts';
import type { Measuring } from './rules-measure.ts';

const now = `${asOf}T01:00:00.000Z`;
type Database = 'sqlite' | 'mariadb';
/** As of a server for a million cases: they lie in memory. */
const serverOptions = [
  '--innodb-buffer-pool-size=7G',
  '--innodb-log-file-size=512M',
  '--tmp-table-size=256M',
  '--max-heap-table-size=256M',
];

/** Whether a database that was named holds the cases of an earlier run. */
const isFilled = async (url: string, dataDir: string, { cases }: RulesSize): Promise<boolean> => {
  if (url.startsWith('sqlite')) return false;
  const storage = await openStorage({ url, dataDir });
  try {
    const [found] = await all<{ n: number }>(storage.read, 'select count(*) as n from bare_rule_case');
    return Number(found?.n) === cases;
  } catch {
    return false;
  } finally {
    await storage.close();
  }
};

/** The demonstration without its stories, and the cases; once for each folder. */
const prepare = async (url: string, dataDir: string, size: RulesSize): Promise<void> => {
  const marker = join(dataDir, 'filled');
  if (existsSync(marker) || (await isFilled(url, dataDir, size))) return;
  const demoDir = mkdtempSync(join(tmpdir(), 'rules-demo-'));
  cpSync(resolve('demo'), demoDir, { recursive: true, filter: (path) => basename(path) !== 'live.json' });
  const config = readConfig({
    DATA_DIR: dataDir,
    DATABASE_URL: url,
    PORT: '0',
    CLOCK: now,
    DEMO_DIR: demoDir,
    PRINT_BROWSER: 'none',
  });
  const system = await start(config);
  await system.jobs.drain();
  await system.close();
  rmSync(demoDir, { recursive: true });
  const storage = await openStorage({ url, dataDir });
  await fillCases(storage, (await openCatalog(storage, { packDir: resolve('.'), now })).current(), size);
  // Makes the indexes that were dropped.
  await openCatalog(storage, { packDir: resolve('.'), now });
  await storage.optimize();
  await storage.close();
  if (url.startsWith('sqlite')) writeFileSync(marker, '');
};

/** Measured by processes of their own, so that none carries what another holds. */
const measured = (measuring: Measuring): Promise<object> =>
  new Promise((done, failed) => {
    const flags = measuring.part === 'room' ? ['--max-old-space-size=192', '--max-semi-space-size=2'] : [];
    const child = spawn(
      process.execPath,
      [...flags, join(import.meta.dirname, 'rules-measure.ts'), JSON.stringify(measuring)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    child.once('error', failed);
    child.once('close', (code) => {
      const last = text.trim().split('\n').at(-1) ?? '';
      if (code === 0) done(JSON.parse(last));
      else failed(new Error(`measuring ended with ${code}`));
    });
  });

const benchOn = async (database: Database, size: RulesSize, named?: string): Promise<object> => {
  const folder = join(tmpdir(), `zhifa-rules-${size.cases}-${size.parties}-${size.seed}`);
  const dataDir = database === 'sqlite' ? folder : mkdtempSync(join(tmpdir(), 'zhifa-rules-'));
  mkdirSync(dataDir, { recursive: true });
  const server = database === 'mariadb' && named === undefined ? await startMariadb(serverOptions) : undefined;
  const url = database === 'sqlite' ? 'sqlite:rules.db' : (named ?? server?.url() ?? '');
  try {
    await prepare(url, dataDir, size);
    const place = { url, dataDir, seed: size.seed };
    const figures: object[] = [];
    for (const part of ['sweeps', 'room', 'loop', 'memory'] as const) figures.push(await measured({ part, ...place }));
    return Object.assign({}, ...figures);
  } finally {
    await server?.stop();
    if (database === 'mariadb') rmSync(dataDir, { recursive: true, force: true });
  }
};

/**
 * `npm run bench -- rules --cases 1000000 --parties 200000 --seed 1 --database sqlite,mariadb`: sweeps of the shipped rule
 * sets beside statements written by hand, a loop over typed arrays, and json-rules-engine for each subject (extrapolated
 * from 2,000). The SQLite file is kept in the temporary folder and used again by a run of the same size and seed; so is
 * the database that `--url mariadb://…` names.
 */
export const benchRules = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cases: { type: 'string', default: '100000' },
      parties: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      database: { type: 'string', default: 'sqlite,mariadb' },
      url: { type: 'string' },
    },
  });
  const size = { cases: Number(values.cases), parties: Number(values.parties), seed: Number(values.seed) };
  for (const database of ['sqlite', 'mariadb'] as const) {
    if (!values.database.split(',').includes(database)) continue;
    if (database === 'mariadb' && mariadbMissing !== undefined) {
      console.log(`skipped on MariaDB: ${mariadbMissing}`);
      continue;
    }
    const line = JSON.stringify({
      date: new Date().toISOString(),
      database,
      ...size,
      commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
      machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
      load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
      ...(await benchOn(database, size, values.url)),
    });
    console.log(line);
    const results = join(import.meta.dirname, 'results');
    mkdirSync(results, { recursive: true });
    appendFileSync(join(results, 'rules.jsonl'), `${line}\n`);
  }
};
