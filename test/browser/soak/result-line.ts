import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** Adds one line to the results of a suite, with when and where it was measured. */
export const keepResult = (suite: string, result: object): void => {
  const line = JSON.stringify({
    date: new Date().toISOString(),
    suite,
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
    ...result,
  });
  console.log(line);
  const results = join(import.meta.dirname, '../../../bench/results');
  mkdirSync(results, { recursive: true });
  appendFileSync(join(results, `${suite}.jsonl`), `${line}\n`);
};
