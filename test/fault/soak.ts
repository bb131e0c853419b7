import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mariadbMissing } from '#test/support/servers.ts';
import { runKillRounds } from './kill-rounds.ts';

/** The long form of the fault tests: `npm run soak -- kill [seed]`. One JSON line a suite. */
const [suite = 'kill', seedText] = process.argv.slice(2);
if (suite !== 'kill') {
  console.error('npm run soak -- kill [seed]');
  process.exit(2);
}
const seed = seedText === undefined ? Date.now() % 2 ** 31 : Number(seedText);
const reports = [await runKillRounds({ database: 'sqlite', rounds: 200, seed, restartLimitMs: 5000 })];
console.log(JSON.stringify(reports[0]));
if (mariadbMissing === undefined) {
  reports.push(await runKillRounds({ database: 'mariadb', rounds: 50, seed, restartLimitMs: 5000 }));
  console.log(JSON.stringify(reports[1]));
} else console.log(`skipped on MariaDB: ${mariadbMissing}`);
const folder = join(import.meta.dirname, '../../bench/results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'kill.jsonl'), reports.map((report) => `${JSON.stringify(report)}\n`).join(''));
