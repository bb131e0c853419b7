import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { mariadbMissing, startMariadb } from '#test/support/servers.ts';
import { fill } from './dataset.ts';
import { send } from './load.ts';
import { type Figure, measure } from './measure.ts';
import { readPools } from './pools.ts';
import { memoryOf, untilQuiet } from './process.ts';
import { benchRules } from './rules.ts';
import { type Place, type Server, startBare, startPlatform } from './servers.ts';
import { readSetting, type Setting } from './setting.ts';
import { summarize, verdictOf } from './summary.ts';

/** The first start makes the tables, the demonstration and, with one case, the definitions that records pin. */
const prepare = async (place: Place, { rows }: Setting): Promise<void> => {
  const server = await startPlatform(place);
  const agent = new Agent();
  const made = await send(agent, server.port, server.ask.create());
  agent.destroy();
  await server.stop();
  if (made.status !== 201) throw new Error(`a case could not be made: ${made.status} ${made.text.slice(0, 1000)}`);
  await fill(place.url, place.dataDir, rows);
};

const rotate = <T>(items: readonly T[], by: number): T[] =>
  items.map((_, index) => items[(index + by) % items.length] as T);

const runRounds = async (
  setting: Setting,
  place: Place,
  servers: readonly Server[],
  databasePid: number | undefined,
) => {
  const pools = await readPools(place);
  const rounds: Figure[][] = [];
  for (const server of servers) await untilQuiet(server.pid);
  // Code is compiled and caches are filled before anything counts; actions use up their targets, so they are few.
  for (const server of servers)
    for (const operation of setting.operations)
      await measure(server, operation, pools[server.name], { ...setting, seconds: operation === 'action' ? 0.3 : 1.5 });
  for (let round = 0; round < setting.rounds; round += 1) {
    const figures: Figure[] = [];
    for (const operation of setting.operations)
      for (const server of rotate(servers, round)) {
        const figure = await measure(server, operation, pools[server.name], setting, databasePid);
        if (figure.failure !== undefined)
          console.error(`${server.name} ${operation}: ${figure.failed} failed, ${figure.failure}`);
        figures.push(figure);
      }
    rounds.push(figures);
  }
  return rounds;
};

const bench = async (setting: Setting, database: 'sqlite' | 'mariadb'): Promise<object[]> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhifa-bench-'));
  const mariadb = database === 'mariadb' ? await startMariadb(['--innodb-buffer-pool-size=1G']) : undefined;
  const place = { url: mariadb?.url() ?? 'sqlite:bench.db', dataDir };
  const servers: Server[] = [];
  try {
    await prepare(place, setting);
    const platform = await startPlatform(place);
    servers.push(platform, await startBare(place, false, setting.http), await startBare(place, true, setting.http));
    const idle = memoryOf(platform.pid);
    const rounds = await runRounds(setting, place, servers, mariadb?.pid);
    const lines = summarize(database, rounds).map((line) => ({ ...line, verdict: verdictOf(line) }));
    const start = {
      database,
      figure: 'start',
      toFirstListMs: Math.round(platform.toFirstListMs),
      idleMegabytes: idle,
      loadedMegabytes: memoryOf(platform.pid),
    };
    return [start, ...lines];
  } finally {
    for (const server of servers) await server.stop();
    await mariadb?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

if (process.argv[2] === 'rules') {
  await benchRules(process.argv.slice(3));
  process.exit(0);
}

const setting = readSetting();
const about = {
  rows: setting.rows,
  connections: setting.connections,
  seconds: setting.seconds,
  rounds: setting.rounds,
  http: setting.http,
};
const machine = { node: process.version, processors: cpus().length, at: new Date().toISOString() };
for (const database of setting.databases) {
  if (database === 'mariadb' && mariadbMissing !== undefined) {
    console.log(`skipped on MariaDB: ${mariadbMissing}`);
    continue;
  }
  const lines = (await bench(setting, database)).map((line) => JSON.stringify({ ...line, ...about, ...machine }));
  for (const line of lines) console.log(line);
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${database}.jsonl`), `${lines.join('\n')}\n`);
}
