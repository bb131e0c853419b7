import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { register } from '../support/jiangzhou/case-course.ts';
import { clocksStarted, movesMade, possibleMoves, rulesAsked } from '../support/jiangzhou/case-coverage.ts';
import * as detours from '../support/jiangzhou/case-detours.ts';
import { CaseHand, type Law } from '../support/jiangzhou/case-hand.ts';
import { paidLater, small } from '../support/jiangzhou/case-small.ts';
import { fined, silent, spared } from '../support/jiangzhou/case-walks.ts';
import { type DatabaseServer, mariadbMissing, startMariadb } from '../support/servers.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

const laws: readonly Law[] = [
  { regime: 'scjg-2021', year: 2026 },
  { regime: 'zj-2011', year: 2015 },
];

const walks = { fined, spared, silent, small, paidLater, ...detours };

const elsewhere = {
  'correctLocked.agree → itself': 'corrections have a suite of their own: case-corrections.test.ts',
  'correctLocked.return → itself': 'corrections have a suite of their own: case-corrections.test.ts',
  'countForBlacklist → itself': 'the blacklist says so: blacklist.test.ts',
  'strikeFromBlacklist → itself': 'the blacklist says so: blacklist.test.ts',
  'sendToTrial → trial': 'a case comes undiscussed to the decision only after a hearing, which is not built yet',
  'defer → itself': 'a second deferral while one runs: the plan of the first is broken off before',
};

/** What no walk of a law does, and why. */
const left: Readonly<Record<Law['regime'], Readonly<Record<string, string>>>> = {
  'scjg-2021': {
    ...elsewhere,
    'recordTrial.agree → noticeDrafting': 'the discussion comes after the notice',
    'reviewCase.agree → trial': 'the discussion comes after the notice',
  },
  'zj-2011': {
    ...elsewhere,
    'extendDecideFurther.agree → itself': 'not known to this law',
    'extendDecideFurther.recall → itself': 'not known to this law',
    'extendDecideFurther.return → itself': 'not known to this law',
    'extendVerify.agree → itself': 'not known to this law',
    'extendVerify.recall → itself': 'not known to this law',
    'extendVerify.return → itself': 'not known to this law',
    'noOpinion → trial': 'every case is heard before the notice',
    'submitTrial → trial': 'every case is heard before the notice',
    'reviewCase.agree → decisionReview': 'every case is heard',
    'reviewCase.agree → noticeDrafting': 'every case is heard',
  },
};

/** Clocks that records below a case start, or that a law does not know. */
const clocksElsewhere: Readonly<Record<Law['regime'], readonly string[]>> = {
  'scjg-2021': ['prereg', 'recheck-apply', 'report-up', 'seal'],
  'zj-2011': ['informant-reply', 'prereg', 'recheck-apply', 'seal'],
};

const keysIn = (folder: string): readonly string[] =>
  readdirSync(new URL(`../../definitions/case/${folder}/`, import.meta.url)).map((name) => name.replace('.json', ''));

const playAll = (url: () => string | undefined) => {
  for (const law of laws) {
    describe(`cases under ${law.regime}`, () => {
      let system: TestSystem;
      before(async () => {
        const databaseUrl = url();
        const now = `${law.year}-04-01T00:00:00.000Z`;
        const where = databaseUrl === undefined ? {} : { databaseUrl };
        system = await startSystem({ now, demoDir: 'test/support/jiangzhou', ...where });
        await register(new CaseHand(system, law));
      });
      after(() => system.close());

      for (const [name, walk] of Object.entries(walks))
        it(`goes the way called ${name}`, async (t) => {
          const { available, reason } = await system.services.printer.warmUp();
          if (!available && process.env.CI !== 'true') return t.skip(`no browser can print here: ${reason}`);
          await walk(new CaseHand(system, law));
        });

      it('takes every way there is, but for those named', async () => {
        const made = await movesMade(system);
        const missing = [...possibleMoves()].filter((move) => !made.has(move));
        assert.deepEqual(missing.sort(), Object.keys(left[law.regime]).sort());
      });

      it('asks every rule set and starts every clock of a case, but for those named', async () => {
        const [rules, clocks] = [await rulesAsked(system), await clocksStarted(system)];
        assert.deepEqual(
          keysIn('rules').filter((key) => !rules.has(key)),
          [],
        );
        assert.deepEqual(
          keysIn('deadlines')
            .filter((key) => !clocks.has(key))
            .sort(),
          clocksElsewhere[law.regime],
        );
      });

      it('leaves every invariant whole', async () => {
        const findings = await verify(await openWorld(system.storage, system.dataDir));
        assert.deepEqual(
          findings.filter(({ offences }) => offences.length > 0),
          [],
        );
      });
    });
  }
};

describe('cases on SQLite', () => playAll(() => undefined));

const skip = mariadbMissing !== undefined && process.env.CI !== 'true' ? mariadbMissing : false;
describe('cases on MariaDB', { skip }, () => {
  let server: DatabaseServer | undefined;
  before(async () => {
    server = await startMariadb();
  });
  after(() => server?.stop());
  playAll(() => server?.url());
});
