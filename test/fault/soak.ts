import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { mariadbMissing } from '#test/support/servers.ts';
import { importRows } from './import-rows.ts';
import { type KillReport, runKillRounds } from './kill-rounds.ts';
import { soakBoots } from './soak-boots.ts';
import { soakDeadlines } from './soak-deadlines.ts';
import { soakPapers } from './soak-papers.ts';
import { soakRules } from './soak-rules.ts';
import { soakWalk } from './soak-walk.ts';

/**
 * The long form of the fault tests: `npm run soak -- kill [seed] [sqlite|mariadb]`. 200 deaths on SQLite and 50 on
 * MariaDB, in shares of 25, each on a platform of its own and from a seed of its own. What is done is kept in the folder
 * SOAK_STATE: the same command with the same seed goes on behind the last whole share.
 * `npm run soak -- rules|impact [seed] [sqlite|mariadb]`: 50,000 mutated rule sets, in pieces that are kept in SOAK_STATE;
 * a preview over 100,000 readers held against what comes of it.
 * `npm run soak -- deadlines [seed]`: 100,000 random deadlines against a second implementation.
 * `npm run soak -- boots [seed]`: 2,000 starts on stored definitions with one random damage each.
 * `npm run soak -- papers [seed]`: twelve kinds of papers with a hundred random data sets each, printed and examined.
 * `npm run soak -- browser-walk [a|e]`: the worked examples whole in a browser, every figure looked for on the screen.
 * `npm run soak -- day`: a day of an office with twenty cases under both laws in a browser, with the time of every screen.
 * `npm run soak -- import [rows] [sqlite|mariadb]`: 100,000 rows in one go, from both kinds of files and in both modes.
 */
const share = 25;
const wanted = { sqlite: 200, mariadb: 50 } as const;
const restartLimitMs = 5000;
type Database = keyof typeof wanted;

interface Share extends KillReport {
  readonly load: number;
}

const folder = process.env.SOAK_STATE ?? mkdtempSync(join(tmpdir(), 'zhifa-soak-'));

const keep = (file: string, done: readonly Share[]): void => {
  writeFileSync(`${file}.new`, JSON.stringify(done));
  renameSync(`${file}.new`, file);
};

const sum = (reports: readonly KillReport[], of: (report: KillReport) => number): number =>
  reports.reduce((total, report) => total + of(report), 0);

const spread = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  const placed = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { median: placed(0.5), p95: placed(0.95), slowest: sorted.at(-1) ?? 0 };
};

const summary = (database: Database, seed: number, reports: readonly Share[]) => {
  const restarts = reports.flatMap(({ restartMs }) => restartMs);
  return {
    date: new Date().toISOString(),
    suite: 'kill',
    database,
    seed,
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
    deaths: sum(reports, ({ rounds }) => rounds),
    databaseDeaths: sum(reports, ({ databaseDeaths }) => databaseDeaths),
    startsCutOff: sum(reports, ({ startsCutOff }) => startsCutOff),
    acknowledged: sum(reports, ({ acknowledged }) => acknowledged),
    unanswered: sum(reports, ({ unanswered }) => unanswered),
    madeUnsaid: sum(reports, ({ madeUnsaid }) => madeUnsaid),
    numbers: sum(reports, ({ numbers }) => numbers),
    printed: sum(reports, ({ printed }) => printed),
    restartMs: spread(restarts),
    restartCpuMs: spread(reports.flatMap(({ restartCpuMs }) => restartCpuMs)),
    /** Processes that waited for a processor, so that the times above can be judged. */
    load: spread(reports.map(({ load }) => load)),
    restartsOverLimit: restarts.filter((ms) => ms > restartLimitMs).length,
  };
};

const runDatabase = async (database: Database, seed: number): Promise<boolean> => {
  const printEvery = database === 'sqlite' ? 8 : 4;
  const file = join(folder, `kill-${seed}-${database}.json`);
  const done: Share[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  while (done.length * share < wanted[database]) {
    const index = done.length;
    const ownSeed = (seed + index * 7919 + (database === 'mariadb' ? 1 : 0)) % 2 ** 31;
    console.log(`${database} ${index * share}–${(index + 1) * share} of ${wanted[database]}, seed ${ownSeed}`);
    const report = await runKillRounds({ database, rounds: share, seed: ownSeed, printEvery });
    done.push({ ...report, load: loadavg()[0] ?? 0 });
    keep(file, done);
  }
  const result = summary(database, seed, done);
  const line = JSON.stringify(result);
  console.log(line);
  const results = join(import.meta.dirname, '../../bench/results');
  mkdirSync(results, { recursive: true });
  appendFileSync(join(results, 'kill.jsonl'), `${line}\n`);
  return result.restartsOverLimit === 0;
};

const soakImport = async (rows: number, only: string | undefined): Promise<boolean> => {
  const results = join(import.meta.dirname, '../../bench/results');
  mkdirSync(results, { recursive: true });
  for (const database of ['sqlite', 'mariadb'] as const) {
    if (only !== undefined && only !== database) continue;
    if (database === 'mariadb' && mariadbMissing !== undefined) continue;
    for (const [format, mode] of [
      ['csv', 'rows'],
      ['xlsx', 'all'],
    ] as const) {
      const report = await importRows({ database, format, mode, rows });
      const line = JSON.stringify({ date: new Date().toISOString(), suite: 'import', ...report, load: loadavg()[0] });
      console.log(line);
      appendFileSync(join(results, 'import.jsonl'), `${line}\n`);
    }
  }
  return true;
};

/** What drives a browser knows its types, and is a program of its own. */
const inBrowser = (suite: string, only: string | undefined): boolean => {
  const program = join(import.meta.dirname, `../browser/soak/${suite}.ts`);
  const more = only === undefined ? [] : [only];
  return spawnSync(process.execPath, [program, ...more], { stdio: 'inherit' }).status === 0;
};

const run = async (): Promise<boolean> => {
  const [suite = 'kill', seedText, only] = process.argv.slice(2);
  const sound = await soakRules(suite, seedText, only);
  if (sound !== undefined) return sound;
  if (suite === 'walk') return await soakWalk(Number(seedText ?? 20261123), only === 'mariadb' ? only : 'sqlite');
  if (suite === 'deadlines') return soakDeadlines(Number(seedText ?? 20261124));
  if (suite === 'boots') return await soakBoots(Number(seedText ?? 20261124));
  if (suite === 'papers') return await soakPapers(Number(seedText ?? 20261123));
  if (suite === 'browser-walk' || suite === 'day') return inBrowser(suite, seedText);
  if (suite === 'import') return await soakImport(Number(seedText ?? 100_000), only);
  const seed = seedText === undefined ? Date.now() % 2 ** 31 : Number(seedText);
  const known = only === undefined || only in wanted;
  if (suite !== 'kill' || !Number.isInteger(seed) || !known)
    throw new Error('npm run soak -- kill [seed] [sqlite|mariadb]');
  console.log(`to go on after a break: SOAK_STATE=${folder} npm run soak -- kill ${seed}`);
  let inTime = true;
  for (const database of ['sqlite', 'mariadb'] as const) {
    if (only !== undefined && only !== database) continue;
    if (database === 'mariadb' && mariadbMissing !== undefined) console.log(`skipped on MariaDB: ${mariadbMissing}`);
    else inTime = (await runDatabase(database, seed)) && inTime;
  }
  if (!inTime) console.error(`a restart took longer than ${restartLimitMs} ms`);
  return inTime;
};

// Ends what it started when it is told to stop.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
run().then(
  (inTime) => process.exit(inTime ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
