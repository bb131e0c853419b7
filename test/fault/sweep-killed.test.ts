import assert from 'node:assert/strict';
import { it } from 'node:test';
import { mariadbMissing } from '#test/support/servers.ts';
import { killSweeps } from './sweep-killed.ts';

const skip = mariadbMissing !== undefined && process.env.CI !== 'true' ? mariadbMissing : false;

for (const [database, kills, skipped] of [
  ['sqlite', 3, false],
  ['mariadb', 2, skip],
] as const)
  it(`${database}: the server dies ${kills} times halfway through runs of rules, which go on after the restart; nothing is done twice`, {
    skip: skipped,
  }, async (test) => {
    const { deaths, outcome, expected, broken } = await killSweeps(database, kills);
    test.diagnostic(JSON.stringify(deaths));
    const halfway = deaths.filter((runs) => runs.some(({ state, done }) => state === 'running' && done > 0));
    assert.ok(halfway.length > 0, 'at least one death fell into a run that had begun to write');
    assert.deepEqual(outcome, expected);
    assert.ok(expected.watched.some((one) => one.includes('removed')) && expected.alarms.length > 0);
    assert.deepEqual(broken, []);
  });
