import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { type BootReport, bootRounds } from './boot-rounds.ts';

const share = 140;

/**
 * `npm run soak -- boots [seed]`: 2,000 starts on stored definitions with one random damage each. What is done is kept in
 * the folder SOAK_STATE; SOAK_SIZE makes it smaller or larger.
 */
export const soakBoots = async (seed: number): Promise<boolean> => {
  const wanted = Number(process.env.SOAK_SIZE ?? 2000);
  const file = join(process.env.SOAK_STATE ?? mkdtempSync(join(tmpdir(), 'zhifa-soak-')), `boots-${seed}.json`);
  const done: BootReport[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const count = () => done.reduce((sum, { boots }) => sum + boots, 0);
  while (count() < wanted) {
    done.push(await bootRounds(Math.min(share, wanted - count()), seed + done.length * 7919));
    writeFileSync(file, JSON.stringify(done));
    console.log(`${count()} of ${wanted}`);
  }
  const startMs = done.flatMap((report) => report.startMs).sort((a, b) => a - b);
  const kinds: BootReport['kinds'] = {};
  for (const report of done)
    for (const [kind, { boots, safe, rolledBack }] of Object.entries(report.kinds)) {
      const told = kinds[kind] ?? { boots: 0, safe: 0, rolledBack: 0 };
      kinds[kind] = {
        boots: told.boots + boots,
        safe: told.safe + safe,
        rolledBack: told.rolledBack + rolledBack,
      };
    }
  const result = {
    date: new Date().toISOString(),
    suite: 'boots',
    seed,
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
    boots: count(),
    medianMs: startMs[Math.floor(startMs.length / 2)],
    slowestMs: startMs.at(-1),
    load: loadavg()[0],
    kinds,
  };
  console.log(JSON.stringify(result));
  appendFileSync(join(import.meta.dirname, '../../bench/results/boots.jsonl'), `${JSON.stringify(result)}\n`);
  return true;
};
