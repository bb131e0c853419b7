import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { measures, papers, unfiled } from '../support/jiangzhou/case-children.ts';
import { register } from '../support/jiangzhou/case-course.ts';
import { type Counted, thereIs, wasUsed } from '../support/jiangzhou/case-coverage.ts';
import * as detours from '../support/jiangzhou/case-detours.ts';
import { CaseHand, type Law } from '../support/jiangzhou/case-hand.ts';
import { instalments, leaving, publicity } from '../support/jiangzhou/case-performing.ts';
import { corrections, deliveries, samples } from '../support/jiangzhou/case-samples.ts';
import { paidLater, small } from '../support/jiangzhou/case-small.ts';
import { fined, silent, spared } from '../support/jiangzhou/case-walks.ts';
import { type DatabaseServer, mariadbMissing, startMariadb } from '../support/servers.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

const laws: readonly Law[] = [
  { regime: 'scjg-2021', year: 2026 },
  { regime: 'zj-2011', year: 2015 },
];

const below = { papers, unfiled, measures, samples, corrections, deliveries, instalments, publicity, leaving };
const walks = { fined, spared, silent, small, paidLater, ...detours, ...below };

/** Corrections have walks of their own: case-corrections.test.ts. */
const correctable = [
  ...(['case', 'party', 'payment', 'measure', 'sample', 'serviceRecord', 'correctionOrder', 'evidence'] as const),
  ...(['inspection', 'inquiry', 'product', 'deferral', 'surcharge'] as const),
];

/** Out of the scope of what is built, or used where the records are that ask for it. */
const elsewhere: Readonly<Record<string, string>> = {
  'case: countForBlacklist → itself': 'the blacklist says so: blacklist.test.ts',
  'case: strikeFromBlacklist → itself': 'the blacklist says so: blacklist.test.ts',
  'case: sendToTrial → trial': 'a case comes undiscussed to the decision only after a hearing, which is not built yet',
  'case: defer → itself': 'a second deferral while one runs: the plan of the first is broken off before',
  ...Object.fromEntries(
    correctable.flatMap((module) =>
      ['agree', 'return'].map((result) => [
        `${module}: correctLocked.${result} → itself`,
        'corrections have walks of their own: case-corrections.test.ts',
      ]),
    ),
  ),
  'publicity: withdrawByCase → withdrawing':
    'a reconsideration or a court takes the decision back, which is not built yet',
};

/** Sheets that only the binding of a volume makes. */
const bound = Object.fromEntries(
  ['cover', 'index', 'media', 'note', 'photos'].map((sheet) => [`dossier-${sheet}`, 'bound: dossier.test.ts']),
);

/** What no walk of a law uses, and why; everything else is used at least once. */
const left: Readonly<Record<Law['regime'], Readonly<Record<Counted, Readonly<Record<string, string>>>>>> = {
  'scjg-2021': {
    moves: {
      ...elsewhere,
      'case: recordTrial.agree → noticeDrafting': 'the discussion comes after the notice',
      'case: reviewCase.agree → trial': 'the discussion comes after the notice',
    },
    clocks: { 'report-up': 'not known to this law' },
    rules: {},
    papers: bound,
  },
  'zj-2011': {
    moves: {
      ...elsewhere,
      'case: extendDecideFurther.agree → itself': 'not known to this law',
      'case: extendDecideFurther.recall → itself': 'not known to this law',
      'case: extendDecideFurther.return → itself': 'not known to this law',
      'case: extendVerify.agree → itself': 'not known to this law',
      'case: extendVerify.recall → itself': 'not known to this law',
      'case: extendVerify.return → itself': 'not known to this law',
      'case: noOpinion → trial': 'every case is heard before the notice',
      'case: submitTrial → trial': 'every case is heard before the notice',
      'case: reviewCase.agree → decisionReview': 'every case is heard',
      'case: reviewCase.agree → noticeDrafting': 'every case is heard',
    },
    clocks: {
      'informant-reply': 'not known to this law',
      'publicity-withdraw': 'not known to this law',
    },
    rules: {},
    papers: bound,
  },
};

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

      for (const kind of ['moves', 'clocks', 'rules', 'papers'] as const)
        it(`uses all the ${kind} there are, but for those named`, async () => {
          const used = (await wasUsed(system))[kind];
          const missing = [...thereIs()[kind]].filter((one) => !used.has(one));
          assert.deepEqual(missing.sort(), Object.keys(left[law.regime][kind]).sort());
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
