import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { type PapersReport, triedKinds, tryPapers } from '#test/print/try-papers.ts';

const usual = 100;

/** `npm run soak -- papers [seed]`: a hundred random data sets for each kind of paper; SOAK_SIZE makes them fewer or more. */
export const soakPapers = async (seed: number): Promise<boolean> => {
  const count = Number(process.env.SOAK_SIZE ?? usual);
  const started = Date.now();
  const reports: PapersReport[] = [];
  for (const kind of triedKinds) {
    const report = await tryPapers(kind, seed, count);
    console.error(`${kind}: ${report.printed} printed, ${report.pages} pages, ${report.faults.length} faults`);
    for (const { run, fault } of report.faults) console.error(`  ${run}: ${fault}`);
    reports.push(report);
  }
  const total = (of: (report: (typeof reports)[number]) => number): number =>
    reports.reduce((sum, report) => sum + of(report), 0);
  const line = JSON.stringify({
    date: new Date().toISOString(),
    suite: 'papers',
    seed,
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
    seconds: Math.round((Date.now() - started) / 1000),
    load: loadavg()[0],
    kinds: triedKinds.length,
    papers: total(({ printed }) => printed),
    pages: total(({ pages }) => pages),
    amounts: total(({ amounts }) => amounts),
    faults: total(({ faults }) => faults.length),
  });
  console.log(line);
  const results = join(import.meta.dirname, '../../bench/results');
  mkdirSync(results, { recursive: true });
  appendFileSync(join(results, 'papers.jsonl'), `${line}\n`);
  return total(({ faults }) => faults.length) === 0;
};
