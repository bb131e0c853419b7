import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Catalog } from '#engine/definition/catalog.ts';
import { canonicalJson } from '#engine/json.ts';
import { openCatalog } from '#server/catalog.ts';
import type { Context } from '#server/command/context.ts';
import { gatherWorks } from '#server/command/rule/gather-works.ts';
import { compareSweeps } from '#server/query/rule/compare-surveys.ts';
import { evaluateEach } from '#server/query/rule/evaluate-subjects.ts';
import { surveySubjects } from '#server/query/rule/survey-subjects.ts';
import { all, one } from '#server/storage/db.ts';
import { layoutOf } from '#server/storage/module-layout.ts';
import type { RuleRunRow } from '#server/storage/rule-runs.ts';
import { openInputs } from '#server/storage/run-inputs.ts';
import { openStorage, type Storage } from '#server/storage/storage.ts';
import {
  arraysOf,
  asOf,
  blacklistBySql,
  blacklistOverRecords,
  jsonRulesEngine,
  partyBySql,
  regionsBySql,
  warningsBySql,
} from './rules-bare.ts';
import type { BareCase } from './rules-dataset.ts';
import { rulesInMemory } from './rules-memory.ts';

/**
 * What one process measures: the rule sets beside hand-written SQL; the memory they need, in a process whose heap is kept
 * small; the loop over arrays of all cases; or rules over records in memory, without a database.
 */
export interface Measuring {
  readonly part: 'sweeps' | 'room' | 'loop' | 'memory';
  readonly url: string;
  readonly dataDir: string;
  readonly seed: number;
}

const now = `${asOf}T01:00:00.000Z`;

const round = (value: number): number => Math.round(value * 1000) / 1000;
const ratio = (a: number, b: number): number => Math.round((a / b) * 100) / 100;

interface Timed {
  readonly ms: number;
  readonly cpu: number;
}

/** The fastest of some runs in turn, after one that counts for nothing: what others do on the machine only adds. */
const inTurn = async (works: readonly (() => unknown)[], runs = 4): Promise<readonly Timed[]> => {
  const fastest = works.map(() => ({ ms: Number.POSITIVE_INFINITY, cpu: Number.POSITIVE_INFINITY }));
  for (const work of works) await work();
  for (let left = runs; left > 0; left -= 1)
    for (const [index, work] of works.entries()) {
      const [began, used] = [performance.now(), process.cpuUsage()];
      await work();
      const { user, system } = process.cpuUsage(used);
      const best = fastest[index] ?? { ms: 0, cpu: 0 };
      best.ms = Math.min(best.ms, performance.now() - began);
      best.cpu = Math.min(best.cpu, (user + system) / 1000);
    }
  return fastest.map(({ ms, cpu }) => ({ ms: round(ms), cpu: round(cpu) }));
};

/** The most this process ever held, in megabytes. */
const memory = (): { readonly peak: number } => {
  const status = readFileSync('/proc/self/status', 'utf8');
  const of = (name: string): number =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
  return { peak: of('VmHWM') };
};

type Sweep = Parameters<typeof surveySubjects>[0];

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

/** Violations that count for the blacklist. */
const countingCodes = ({ definitions }: Catalog): readonly string[] =>
  (definitions.codes.get('violation-type')?.items ?? [])
    .filter(({ ext }) => (ext as { countsForBlacklist?: unknown } | undefined)?.countsForBlacklist === true)
    .map(({ code }) => code);

/** A preview as it is stored: compared, and every change written down with its traces. */
const preview = async (source: Sweep, after: Catalog): Promise<void> => {
  const compared = await compareSweeps(source, { before: source.catalog, after }, 'blacklist-list', {
    asOf,
    versions: true,
  });
  const inputs = openInputs();
  for (const change of compared?.comparison.changes ?? []) inputs.add(canonicalJson(change));
  inputs.add(canonicalJson(Object.fromEntries(compared?.after.versions ?? [])));
};

/** What a run evaluates and writes down of all subjects before it carries anything out. */
const gather = async (storage: Storage, catalog: Catalog): Promise<void> => {
  const context = { storage, catalog, now } as unknown as Context;
  const run = {
    id: 'bench',
    ruleset: 'blacklist-list',
    release: catalog.release,
    definition: '',
    as_of: asOf,
    profile: null,
  };
  await gatherWorks(context, run as unknown as RuleRunRow, ruleSetOf({ catalog } as Sweep, 'blacklist-list'));
};

/** How long a small read waits that comes every five milliseconds while a sweep goes on. */
const readsDuring = async (storage: Storage, id: string, work: () => Promise<unknown>): Promise<number> => {
  const waits: number[] = [];
  let going = true;
  const reading = (async () => {
    while (going) {
      const due = performance.now() + 5;
      await sleep(5);
      await one(storage.read, 'select state from m_case where id = ?', [id]);
      waits.push(performance.now() - due);
    }
  })();
  for (let times = 0; times < 5; times += 1) await work();
  going = false;
  await reading;
  waits.sort((a, b) => a - b);
  return round(waits[Math.floor(waits.length * 0.95)] ?? 0);
};

const measureSweeps = async (storage: Storage): Promise<object> => {
  const catalog = (await openCatalog(storage, { packDir: resolve('.'), now })).current();
  const source = { db: storage.read, wide: storage.wide, catalog, dialect: storage.dialect, now };
  const survey = (key: string) => surveySubjects(source, ruleSetOf(source, key), { asOf, examined: false });
  const found = await surveySubjects(source, ruleSetOf(source, 'blacklist-list'), { asOf });
  const hit = [...found.spoken.values()]
    .map(({ subject }) => String(subject.group.party))
    .filter((one) => one.startsWith('9199'));
  const bare = new Set((await blacklistBySql(storage, 3)).map(({ party }) => party));
  const codes = countingCodes(catalog);
  const layout = layoutOf(storage.dialect, catalog.module('case'));
  const [blacklist, blacklistSql, overRecords] = await inTurn([
    () => survey('blacklist-list'),
    () => blacklistBySql(storage, 3),
    () => blacklistOverRecords(storage, layout, codes, 3),
  ]);
  const [warning, warningSql, warningSame] = await inTurn([
    () => survey('warning-hits'),
    () => warningsBySql(storage),
    () => warningsBySql(storage, true),
  ]);
  const [region, regionSql] = await inTurn([() => survey('region-list'), () => regionsBySql(storage)], 3);
  const few = hit.slice(0, 20);
  const each = (work: (party: string) => Promise<unknown>) => async () => {
    for (const party of few) await work(party);
  };
  const decide = async (party: string) => {
    const evaluated = await evaluateEach(source, ruleSetOf(source, 'blacklist-list'), { asOf, group: { party } });
    for (const { facts } of evaluated.subjects) evaluated.decide(facts);
  };
  const [oneOf, oneSql] = await inTurn([each(decide), each((party) => partyBySql(storage, party))]);
  const [record] = await all<{ id: string }>(storage.read, 'select id from m_case limit 1');
  const after = withThreshold(source, 2);
  const [impact, impactSql] = await inTurn(
    [() => preview(source, after), async () => [await blacklistBySql(storage, 3), await blacklistBySql(storage, 2)]],
    2,
  );
  const [run] = await inTurn([() => gather(storage, catalog)], 2);
  const figure = (name: string, ours: Timed | undefined, sql: Timed | undefined) => ({
    [`${name}Ms`]: ours?.ms,
    [`${name}SqlMs`]: sql?.ms,
    [`${name}Ratio`]: ratio(ours?.ms ?? 0, sql?.ms ?? 1),
    [`${name}CpuMs`]: ours?.cpu,
    [`${name}SqlCpuMs`]: sql?.cpu,
  });
  return {
    subjects: found.examined,
    hits: hit.length,
    sameAsSql: hit.length === bare.size && hit.every((party) => bare.has(party)),
    ...figure('blacklist', blacklist, blacklistSql),
    blacklistSameMs: overRecords?.ms,
    blacklistSameCpuMs: overRecords?.cpu,
    blacklistSameRatio: ratio(blacklist?.ms ?? 0, overRecords?.ms ?? 1),
    ...figure('warning', warning, warningSql),
    warningSameMs: warningSame?.ms,
    warningSameCpuMs: warningSame?.cpu,
    warningSameRatio: ratio(warning?.ms ?? 0, warningSame?.ms ?? 1),
    ...figure('region', region, regionSql),
    ...figure('impact', impact, impactSql),
    oneMs: round((oneOf?.ms ?? 0) / few.length),
    oneSqlMs: round((oneSql?.ms ?? 0) / few.length),
    runMs: run?.ms,
    readP95Ms: await readsDuring(storage, record?.id ?? '', () => survey('blacklist-list')),
  };
};

/** Megabytes that everything takes that was measured, one after the other, each once. */
const measureRoom = async (storage: Storage): Promise<object> => {
  const catalog = (await openCatalog(storage, { packDir: resolve('.'), now })).current();
  const source = { db: storage.read, wide: storage.wide, catalog, dialect: storage.dialect, now };
  const started = memory().peak;
  for (const key of ['blacklist-list', 'warning-hits', 'region-list'])
    await surveySubjects(source, ruleSetOf(source, key), { asOf, examined: false });
  const sweeps = memory().peak;
  await preview(source, withThreshold(source, 2));
  const impact = memory().peak;
  await gather(storage, catalog);
  return { startedMegabytes: started, sweepsMegabytes: sweeps, impactMegabytes: impact, runMegabytes: memory().peak };
};

const measureLoop = async (storage: Storage): Promise<object> => {
  const catalog = (await openCatalog(storage, { packDir: resolve('.'), now })).current();
  const source = { db: storage.read, wide: storage.wide, catalog, dialect: storage.dialect, now };
  const found = await surveySubjects(source, ruleSetOf(source, 'blacklist-list'), { asOf });
  const facts = [...found.spoken.values()].slice(0, 2000).map(({ subject }) => subject.facts);
  const loop = arraysOf(await all<BareCase>(storage.read, 'select * from bare_rule_case'));
  const bare = await blacklistBySql(storage, 3);
  const [arrays] = await inTurn([() => loop(3)]);
  return {
    sameAsLoop: loop(3) === bare.length,
    blacklistLoopMs: arrays?.ms,
    blacklistEngineMs: Math.round((await jsonRulesEngine(facts)) * found.examined),
  };
};

const { part, url, dataDir, seed } = JSON.parse(process.argv[2] ?? '{}') as Measuring;
const measure = async (): Promise<object> => {
  if (part === 'memory') return await rulesInMemory(seed);
  const storage = await openStorage({ url, dataDir });
  const figures = await { sweeps: measureSweeps, room: measureRoom, loop: measureLoop }[part](storage);
  await storage.close();
  return figures;
};

process.stdout.write(`${JSON.stringify(await measure())}\n`);
process.exit(0);
