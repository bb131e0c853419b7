import assert from 'node:assert/strict';
import { it } from 'node:test';
import { mariadbMissing } from '#test/support/servers.ts';
import { runKillRounds } from './kill-rounds.ts';

const seed = 20_260_630;
const skip = mariadbMissing !== undefined && process.env.CI !== 'true' ? mariadbMissing : false;

it('SQLite: twenty deaths while writing lose nothing that was acknowledged and break no invariant', async (test) => {
  const report = await runKillRounds({ database: 'sqlite', rounds: 20, seed });
  test.diagnostic(JSON.stringify(report));
  assert.equal(report.rounds, 20);
});

it('MariaDB: five deaths, the last of the database itself, lose nothing and break no invariant', {
  skip,
}, async (test) => {
  const report = await runKillRounds({ database: 'mariadb', rounds: 5, seed });
  test.diagnostic(JSON.stringify(report));
  assert.equal(report.rounds, 5);
});
