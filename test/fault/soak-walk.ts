import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { type WalkDone, type WalkPlan, walkShare } from './walk-share.ts';

const perShare = { actions: 400, cases: 6 } as const;
const laws = ['2026-04-01T01:00:00.000Z', '2015-04-01T01:00:00.000Z'] as const;

const added = (of: readonly Readonly<Record<string, number>>[]): Record<string, number> => {
  const sum: Record<string, number> = {};
  for (const one of of) for (const [key, count] of Object.entries(one)) sum[key] = (sum[key] ?? 0) + count;
  return sum;
};

/** States of cases that were entered often and that no case ever left, beside those where a case ends. */
const neverLeft = (shares: readonly WalkDone[], ends: ReadonlySet<string>): readonly string[] => {
  const [entered, left] = [added(shares.map((one) => one.entered)), added(shares.map((one) => one.left))];
  return Object.entries(entered)
    .filter(
      ([state, count]) => count >= 10 && state.startsWith('case.') && !ends.has(state) && left[state] === undefined,
    )
    .map(([state]) => state);
};

const endsOfCases = (): ReadonlySet<string> => {
  const text = readFileSync(new URL('../../definitions/case/workflows/case.json', import.meta.url), 'utf8');
  const { states } = JSON.parse(text) as { states: Record<string, { class: string }> };
  return new Set(Object.entries(states).flatMap(([key, one]) => (one.class === 'terminal' ? [`case.${key}`] : [])));
};

/**
 * `npm run soak -- walk [seed] [sqlite|mariadb]`: 20,000 random permitted actions over 300 cases, in shares of 400 over
 * six cases, under both laws in turn. Where SOAK_STATE names a folder, the same command with the same seed goes on
 * behind the last whole share. SOAK_SIZE makes it smaller or larger.
 */
export const soakWalk = async (seed: number, database: WalkPlan['database'] = 'sqlite'): Promise<boolean> => {
  const wanted = Number(process.env.SOAK_SIZE ?? 20_000);
  const folder = process.env.SOAK_STATE;
  const file = folder && join(folder, `walk-${seed}-${database}.json`);
  const done: WalkDone[] = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const began = performance.now();
  while (done.length * perShare.actions < wanted) {
    const index = done.length;
    const start = laws[index % laws.length] ?? laws[0];
    const share = await walkShare({ database, ...perShare, seed: seed + index * 7919, start });
    done.push(share);
    if (file) writeFileSync(file, JSON.stringify(done));
    const { broken, faults, stuck } = share;
    console.error(
      `${index + 1}: ${share.done} actions, ${broken.length} broken, ${faults.length} faults, ${stuck.length} stuck`,
    );
    for (const one of [...broken, ...stuck, ...faults.map((fault) => JSON.stringify(fault))]) console.error(`  ${one}`);
  }
  const sum = (of: (share: WalkDone) => number): number => done.reduce((total, share) => total + of(share), 0);
  const left = neverLeft(done, endsOfCases());
  const result = {
    date: new Date().toISOString(),
    suite: 'walk',
    database,
    seed,
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
    seconds: Math.round((performance.now() - began) / 1000),
    load: loadavg()[0],
    actions: sum((share) => share.done),
    cases: sum((share) => share.cases),
    verified: sum((share) => share.verified),
    broken: sum((share) => share.broken.length),
    faults: sum((share) => share.faults.length),
    stuck: sum((share) => share.stuck.length),
    neverLeft: left,
    deeds: Object.keys(added(done.map((share) => share.deeds))).length,
    states: Object.keys(added(done.map((share) => share.entered))).length,
  };
  console.log(JSON.stringify(result));
  const results = join(import.meta.dirname, '../../bench/results');
  mkdirSync(results, { recursive: true });
  appendFileSync(join(results, 'walk.jsonl'), `${JSON.stringify(result)}\n`);
  return result.broken + result.faults + result.stuck + left.length === 0;
};
