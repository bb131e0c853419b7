import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/**
 * `npm run soak -- deadlines [seed]`: 100,000 random deadlines against the walk day by day that was written apart, with
 * another seed than the one every run of the tests takes. SOAK_SIZE makes it smaller or larger.
 */
export const soakDeadlines = (seed: number): boolean => {
  const deadlines = Number(process.env.SOAK_SIZE ?? 100_000);
  const began = performance.now();
  const test = join(import.meta.dirname, '../../engine/deadline/random.test.ts');
  const env = { ...process.env, SEED: `${seed}`, DEADLINES: `${deadlines}` };
  const { status, stdout } = spawnSync(process.execPath, ['--test', test], { env, encoding: 'utf8' });
  if (status !== 0) console.error(stdout);
  const result = {
    date: new Date().toISOString(),
    suite: 'deadlines',
    seed,
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
    seconds: Math.round((performance.now() - began) / 1000),
    deadlines,
    agree: status === 0,
  };
  console.log(JSON.stringify(result));
  appendFileSync(join(import.meta.dirname, '../../bench/results/deadlines.jsonl'), `${JSON.stringify(result)}\n`);
  return status === 0;
};
