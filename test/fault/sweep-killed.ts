import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { all, asJson } from '#server/storage/db.ts';
import type { Storage } from '#server/storage/storage.ts';
import { openWorld as openStored } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { houseSecret } from '#test/support/pack-house.ts';
import { openTestStorage, type TestStorage } from '#test/support/storage.ts';
import { openWatch, type Watch } from '#test/support/watch/hands.ts';
import { watchRules } from '#test/support/watch/rules.ts';
import { watchPack } from '#test/support/watch-pack.ts';
import { type Settings, startPlatform, survivors } from './platform.ts';
import { openWorld, type World } from './world.ts';

const readers = 120;
const nextDay = '2026-03-03T04:00:00.000Z';

/** The watch list and the alarms both run as soon as a day begins. */
const pack = (): Map<string, string> => {
  const alarms = watchRules.find(({ key }) => key === 'alarms') as { readonly trigger: object };
  return watchPack([{ ...alarms, trigger: { ...alarms.trigger, daily: '02:00' } }]);
};

const places = ['960102', '960121', '960202', '960221', '970101', '970102'];
const loss = (reader: number, day: number) => ({
  reader: `R${reader}`,
  on: `2026-01-${String(10 + day)}`,
  place: places[reader % places.length],
});

/** Readers who will be watched, be watched no more, have lost more, or never come near; and levels that rise or fall. */
const prepare = async (context: Pick<TestStorage, 'storage' | 'dataDir'>): Promise<Watch> => {
  const watch = await openWatch(context, pack());
  for (const [name, yellow] of [
    ['low', 30],
    ['high', 55],
  ] as const)
    await watch.add('gauge', { name, blue: 1, yellow, red: 200, days: 400, digits: 6 }, 'begin');
  const before = [3, 3, 2, 1];
  for (let reader = 0; reader < readers; reader += 1)
    for (let day = 0; day < (before[reader % 4] ?? 0); day += 1) await watch.lose(loss(reader, day));
  await watch.forget();
  await watch.run('watch-list', '2026-03-02');
  await watch.run('alarms', '2026-03-02');
  for (let reader = 0; reader < readers; reader += 1) {
    const [first = ''] = reader % 4 === 0 ? await watch.find('loss', { reader: `R${reader}` }) : [];
    if (first !== '') await watch.act('loss', first, '', { proven: false });
    if (reader % 4 === 1 || reader % 4 === 2) await watch.lose(loss(reader, 5));
  }
  await watch.forget();
  return watch;
};

/** What stands in the end, without what differs from one database to the next: ids, instants, versions. */
const outcomeOf = async (storage: Storage) => {
  const recordsOf = async (module: string) => {
    const rows = await all<{ id: string; state: string; data: unknown }>(
      storage.read,
      `select r.id, r.state, m.data from record r join \`m_${module}\` m on m.id = r.id`,
    );
    return rows.map(({ data, ...row }) => ({ ...row, data: asJson<Record<string, unknown>>(data) }));
  };
  const names = new Map((await recordsOf('gauge')).map(({ id, data }) => [id, data.name]));
  const watched = (await recordsOf('watch')).map(({ state, data }) => {
    const { reader, count, points, reasons, losses } = data;
    return JSON.stringify([reader, state, count, points, reasons, (losses as unknown[])?.length]);
  });
  const alarms = (await recordsOf('alarm')).map(({ state, data }) => {
    const { place, gauge, level, levels, count } = data;
    return JSON.stringify([place, names.get(String(gauge)), state, level, (levels as unknown[])?.length, count]);
  });
  const counted = async (statement: string) =>
    (await all<{ what: string; n: number }>(storage.read, statement)).map(({ what, n }) => `${what} ${n}`).sort();
  return {
    watched: watched.sort(),
    alarms: alarms.sort(),
    decisions: await counted('select ruleset as what, count(*) as n from decision group by ruleset'),
    events: await counted("select type as what, count(*) as n from event where type not like 'rule.%' group by type"),
    subjects: await counted('select state as what, count(*) as n from rule_subject group by state'),
  };
};

type Outcome = Awaited<ReturnType<typeof outcomeOf>>;

/** The same day without a death. */
const undisturbed = async (): Promise<Outcome> => {
  const context = await openTestStorage();
  try {
    const watch = await prepare(context);
    watch.shop.clock.set(nextDay);
    await watch.shop.jobs.drain();
    const outcome = await outcomeOf(context.storage);
    await watch.close();
    return outcome;
  } finally {
    await context.dispose();
  }
};

const writtenOut = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'zhifa-sweep-pack-'));
  for (const [path, text] of pack()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
};

interface Progress {
  readonly ruleset: string;
  readonly state: string;
  readonly done: number;
}

const runsOf = async (storage: Storage): Promise<readonly Progress[]> => {
  const rows = await all<Progress>(
    storage.read,
    "select ruleset, state, created + changed + lapsed as done from rule_run where as_of = '2026-03-03' order by ruleset",
  );
  return rows.map((row) => ({ ...row, done: Number(row.done) }));
};

/** Waits until the runs of the day stand as wanted; the answer is how they stood. */
const until = (world: World, wanted: (runs: readonly Progress[]) => boolean): Promise<readonly Progress[]> =>
  world.look(async (storage) => {
    for (let tries = 0; tries < 6000; tries += 1) {
      const runs = await runsOf(storage);
      if (wanted(runs)) return runs;
      await sleep(5);
    }
    assert.fail(`the runs did not come so far: ${JSON.stringify(await runsOf(storage))}`);
  });

const ended = new Set(['done', 'interrupted', 'failed']);
const isHalfway = (runs: readonly Progress[]) =>
  runs.some(({ state, done }) => state === 'running' && done > 0) || isOver(runs);
const isOver = (runs: readonly Progress[]): boolean =>
  runs.filter(({ state }) => state === 'done').length === 2 && runs.every(({ state }) => ended.has(state));

export interface SweepKills {
  /** How far the run was at each death. */
  readonly deaths: readonly (readonly Progress[])[];
  readonly outcome: Outcome;
  readonly expected: Outcome;
  readonly broken: readonly object[];
}

/** A server that dies again and again in the middle of a run of rules, and then is left alone. */
export const killSweeps = async (database: 'sqlite' | 'mariadb', kills: number): Promise<SweepKills> => {
  const expected = await undisturbed();
  const [world, packDir] = [await openWorld(database), writtenOut()];
  try {
    await world.look(async (storage) => (await prepare({ storage, dataDir: world.dataDir })).close());
    const { url, environment } = world.settings(false);
    const more = { CLOCK: nextDay, PACK_DIR: packDir, DEMO_DIR: join(packDir, 'none'), SECRET: houseSecret };
    const settings: Settings = { url, environment: { ...environment, ...more } };
    const deaths: (readonly Progress[])[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const platform = await startPlatform(settings, '');
      deaths.push(await until(world, isHalfway).finally(() => platform.kill()));
      await survivors(world.dataDir);
    }
    const platform = await startPlatform(settings, '');
    await until(world, isOver).finally(() => platform.stop());
    return await world.look(async (storage) => {
      const findings = await verify(await openStored(storage, world.dataDir));
      const broken = findings.flatMap(({ offences }) => offences);
      return { deaths, outcome: await outcomeOf(storage), expected, broken };
    });
  } finally {
    await world.close();
    rmSync(packDir, { recursive: true, force: true });
  }
};
