import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { all } from '#server/storage/db.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import accounts from '../support/jiangzhou/accounts.json' with { type: 'json' };
import { type Look, readExample, stepsOf, Walk } from '../support/jiangzhou/walk.ts';
import { type DatabaseServer, mariadbMissing, startMariadb } from '../support/servers.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0;

/** The words of a document without its line breaks and spaces. */
const wordsOf = (pdf: Buffer): string =>
  execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf }).toString().replaceAll(/\s/g, '');

const look: Look = ({ key, expect }, pdf) => {
  if (!hasPoppler && process.env.CI !== 'true') return;
  const words = wordsOf(pdf);
  for (const text of expect?.text ?? []) assert.ok(words.includes(text), `${key} does not say ${text}: ${words}`);
};

/** Whoever asks for whatever there is of an example finds no word of what nobody may read; nor does who reads the database. */
const holdSecrets = async (walk: Walk, secrets: readonly string[]): Promise<void> => {
  const hold = (where: string, text: string) => {
    for (const secret of secrets) assert.ok(!text.includes(secret), `${where} tells ${secret}`);
  };
  const related = ['', '/documents', '/events', '/entries', '/links', '/clocks', '/approvals', '/decisions'];
  for (const { username } of accounts)
    for (const [name, { module, id }] of walk.named) {
      const paths =
        module === 'document' ? [`/documents/${id}`] : related.map((more) => `/records/${module}/${id}${more}`);
      for (const path of paths) {
        const { body } = await walk.request(username, 'GET', path);
        hold(`${name} to ${username}`, JSON.stringify(body) ?? '');
      }
      if (module !== 'document' || !(hasPoppler || process.env.CI === 'true')) continue;
      const { status, body } = await walk.request<Buffer>(username, 'GET', `/documents/${id}/pdf`);
      if (status === 200) hold(`the paper ${name} to ${username}`, wordsOf(body));
    }
  for (const table of ['event', 'entry', 'document', 'outbox', 'record', 'stash', 'm_case', 'm_tip', 'm_reporterVault'])
    hold(table, JSON.stringify(await all(walk.system.storage.read, `select * from \`${table}\``)));
};

interface World {
  readonly url: () => string | undefined;
}

const play = ({ url }: World, name: string, variant?: string) => {
  const example = readExample(name);
  describe(variant === undefined ? example.title : `${example.title} (${variant})`, () => {
    let system: TestSystem;

    before(async () => {
      const databaseUrl = url();
      const where = databaseUrl === undefined ? {} : { databaseUrl };
      system = await startSystem({ now: '2026-04-28T00:00:00.000Z', demoDir: 'test/support/jiangzhou', ...where });
    });
    after(() => system.close());

    it('comes out as its authors computed it: every date, number, amount and refusal', async (t) => {
      const { available, reason } = await system.services.printer.warmUp();
      if (!available && process.env.CI !== 'true') return t.skip(`no browser can print here: ${reason}`);
      const walk = new Walk(system, look);
      await walk.begin(example);
      for (const step of stepsOf(example, variant)) await walk.play(step);
      if (example.secrets) await holdSecrets(walk, example.secrets);
    });

    it('leaves every invariant whole', async () => {
      const findings = await verify(await openWorld(system.storage, system.dataDir));
      assert.deepEqual(
        findings.filter(({ offences }) => offences.length > 0),
        [],
      );
    });
  });
};

const playAll = (world: World): void => {
  play(world, 'example-a');
  for (const variant of ['secondRound', 'returns', 'rejected', 'waived', 'hearingAsked'])
    play(world, 'example-a', variant);
  play(world, 'example-e');
};

describe('worked examples on SQLite', () => playAll({ url: () => undefined }));

const skip = mariadbMissing !== undefined && process.env.CI !== 'true' ? mariadbMissing : false;
describe('worked examples on MariaDB', { skip }, () => {
  let server: DatabaseServer | undefined;
  before(async () => {
    server = await startMariadb();
  });
  after(() => server?.stop());
  playAll({ url: () => server?.url() });
});
