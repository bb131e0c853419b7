import assert from 'node:assert/strict';
import { it } from 'node:test';
import { mariadbMissing } from '#test/support/servers.ts';
import { runKillRounds } from './kill-rounds.ts';

const seed = 20_260_630;
const skip = mariadbMissing !== undefined && process.env.CI !== 'true' ? mariadbMissing : false;

it('SQLite: a writing platform dies twelve times, and nothing acknowledged is lost or done twice', async (test) => {
  const report = await runKillRounds({ database: 'sqlite', rounds: 12, seed, printEvery: 6 });
  test.diagnostic(JSON.stringify(report));
  assert.ok(
    report.acknowledged > 12 && report.unanswered > 12 && report.printed + report.unprinted > 0,
    JSON.stringify(report),
  );
});

it('MariaDB: the platform, the database or both die four times, and nothing acknowledged is lost or done twice', {
  skip,
}, async (test) => {
  const report = await runKillRounds({ database: 'mariadb', rounds: 4, seed, printEvery: 4 });
  test.diagnostic(JSON.stringify(report));
  assert.ok(report.acknowledged > 4 && report.databaseDeaths === 2, JSON.stringify(report));
});
