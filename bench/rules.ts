import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Catalog } from '#engine/definition/catalog.ts';
import { openCatalog } from '#server/catalog.ts';
import { readConfig } from '#server/config.ts';
import { start } from '#server/main.ts';
import { compareSweeps } from '#server/query/rule/compare-surveys.ts';
import { evaluateEach } from '#server/query/rule/evaluate-subjects.ts';
import { surveySubjects } from '#server/query/rule/survey-subjects.ts';
import { all } from '#server/storage/db.ts';
import { openStorage, type Storage } from '#server/storage/storage.ts';
import { mariadbMissing, startMariadb } from '#test/support/servers.ts';
import {
  arraysOf,
  asOf,
  blacklistBySql,
  jsonRulesEngine,
  partyBySql,
  regionsBySql,
  warningsBySql,
} from './rules-bare.ts';
import { type BareCase, fillCases, type RulesSize } from './rules-dataset.ts';

const now = `${asOf}T01:00:00.000Z`;
type Database = 'sqlite' | 'mariadb';

/** The fastest of some runs after one that counts for nothing, in milliseconds: what others do on the machine only adds. */
const timed = async (work: () => unknown, runs = 5): Promise<number> => {
  await work();
  let fastest = Number.POSITIVE_INFINITY;
  for (let left = runs; left > 0; left -= 1) {
    const began = performance.now();
    await work();
    fastest = Math.min(fastest, performance.now() - began);
  }
  return Math.round(fastest * 1000) / 1000;
};

/** The demonstration without its stories, and the cases; once for each folder. */
const prepare = async (url: string, dataDir: string, size: RulesSize): Promise<void> => {
  const marker = join(dataDir, 'filled');
  if (existsSync(marker)) return;
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
  await fillCases(storage, size);
  await storage.close();
  if (url.startsWith('sqlite')) writeFileSync(marker, '');
};

type Sweep = Parameters<typeof surveySubjects>[0];

const ratio = (a: number, b: number): number => Math.round((a / b) * 100) / 100;

const ruleSetOf = ({ catalog }: Sweep, key: string) => {
  const found = catalog.definitions.ruleset.get(key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
};

/** The same definitions with another threshold. */
const withThreshold = ({ catalog }: Sweep, value: number): Catalog => {
  const parameter = new Map(catalog.definitions.parameter);
  const known = parameter.get('blacklist-threshold');
  if (known === undefined) throw new Error('no threshold');
  parameter.set(known.key, { ...known, values: [{ from: '0001-01-01', value }] });
  return { ...catalog, definitions: { ...catalog.definitions, parameter } };
};

const measureOne = async (source: Sweep, storage: Storage, parties: readonly string[]) => {
  const list = ruleSetOf(source, 'blacklist-list');
  const each = async (work: (party: string) => Promise<unknown>) =>
    (await timed(async () => {
      for (const party of parties) await work(party);
    }, 3)) / parties.length;
  const decide = async (party: string) => {
    const evaluated = await evaluateEach(source, list, { asOf, group: { party } });
    for (const { facts } of evaluated.subjects) evaluated.decide(facts);
  };
  return { oneMs: await each(decide), oneSqlMs: await each((party) => partyBySql(storage, party)) };
};

const measureBlacklist = async (source: Sweep, storage: Storage) => {
  const list = ruleSetOf(source, 'blacklist-list');
  const survey = () => surveySubjects(source, list, { asOf });
  const loop = arraysOf(await all<BareCase>(storage.read, 'select * from bare_rule_case'));
  const found = await survey();
  const parties = [...found.spoken.values()].map(({ subject }) => String(subject.group.party));
  const subjects = [...found.spoken.values()].slice(0, 2000).map(({ subject }) => subject.facts);
  const bare = new Set((await blacklistBySql(storage, 3)).map(({ party }) => party));
  const ours = parties.filter((party) => party.startsWith('9199'));
  const sides = { before: source.catalog, after: withThreshold(source, 2) };
  return {
    subjects: found.examined,
    hits: ours.length,
    sameAsSql: ours.length === bare.size && ours.every((party) => bare.has(party)),
    sameAsLoop: loop(3) === bare.size,
    blacklistMs: await timed(survey),
    blacklistSqlMs: await timed(() => blacklistBySql(storage, 3)),
    blacklistLoopMs: await timed(() => loop(3)),
    blacklistEngineMs: Math.round((await jsonRulesEngine(subjects)) * found.examined),
    impactMs: await timed(() => compareSweeps(source, sides, list.key, { asOf, versions: true }), 3),
    impactSqlMs: await timed(async () => [await blacklistBySql(storage, 3), await blacklistBySql(storage, 2)], 3),
    ...(await measureOne(source, storage, parties.slice(0, 20))),
  };
};

const measure = async (storage: Storage) => {
  const keeper = await openCatalog(storage, { packDir: resolve('.'), now });
  const source = { db: storage.read, catalog: keeper.current(), dialect: storage.dialect, now };
  const survey = (key: string) => surveySubjects(source, ruleSetOf(source, key), { asOf });
  const figures = {
    ...(await measureBlacklist(source, storage)),
    warningMs: await timed(() => survey('warning-hits'), 3),
    warningSqlMs: await timed(() => warningsBySql(storage), 3),
    regionMs: await timed(() => survey('region-list'), 3),
    regionSqlMs: await timed(() => regionsBySql(storage), 3),
    rssMegabytes: Math.round(process.memoryUsage().rss / 2 ** 20),
  };
  return {
    ...figures,
    blacklistRatio: ratio(figures.blacklistMs, figures.blacklistSqlMs),
    warningRatio: ratio(figures.warningMs, figures.warningSqlMs),
    regionRatio: ratio(figures.regionMs, figures.regionSqlMs),
    engineRatio: ratio(figures.blacklistEngineMs, figures.blacklistMs),
  };
};

const benchOn = async (database: Database, size: RulesSize): Promise<object> => {
  const folder = join(tmpdir(), `zhifa-rules-${size.cases}-${size.parties}-${size.seed}`);
  const dataDir = database === 'sqlite' ? folder : mkdtempSync(join(tmpdir(), 'zhifa-rules-'));
  mkdirSync(dataDir, { recursive: true });
  const server = database === 'mariadb' ? await startMariadb(['--innodb-buffer-pool-size=1G']) : undefined;
  const url = server?.url() ?? 'sqlite:rules.db';
  try {
    await prepare(url, dataDir, size);
    const storage = await openStorage({ url, dataDir });
    const figures = await measure(storage);
    await storage.close();
    return figures;
  } finally {
    await server?.stop();
    if (database === 'mariadb') rmSync(dataDir, { recursive: true, force: true });
  }
};

/**
 * `npm run bench -- rules --cases 1000000 --parties 200000 --seed 1 --database sqlite,mariadb`: sweeps of the shipped rule
 * sets beside statements written by hand, a loop over typed arrays, and json-rules-engine for each subject (extrapolated
 * from 2,000). The SQLite file is kept in the temporary folder and used again by a run of the same size and seed.
 */
export const benchRules = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cases: { type: 'string', default: '100000' },
      parties: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      database: { type: 'string', default: 'sqlite,mariadb' },
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
      ...(await benchOn(database, size)),
    });
    console.log(line);
    const results = join(import.meta.dirname, 'results');
    mkdirSync(results, { recursive: true });
    appendFileSync(join(results, 'rules.jsonl'), `${line}\n`);
  }
};
