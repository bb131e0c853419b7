import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { machine } from '#server/command/context.ts';
import { performPrintRun } from '#server/command/print-run/perform-run.ts';
import { insertRow } from '#server/storage/db.ts';
import { updateRows } from '#server/storage/rows.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { film, DossierOffice as Office, type Run, sha256 } from '../support/dossier-office.ts';
import type { Step } from '../support/jiangzhou/walk.ts';
import { heldAs, png } from '../support/pictures.ts';
import { type DatabaseServer, mariadbMissing, startMariadb } from '../support/servers.ts';
import { startSystem } from '../support/system.ts';
import { upload } from '../support/upload.ts';
import { canReadPdf, wordsOf } from '../support/words-of.ts';

const pagesOf = (pdf: Buffer): string[] =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString().split('\f').slice(0, -1);

const suite = (url: () => string | undefined): void => {
  let office: Office;
  before(async () => {
    const databaseUrl = url();
    office = new Office(
      await startSystem({
        now: '2026-04-28T00:00:00.000Z',
        demoDir: 'test/support/jiangzhou',
        ...(databaseUrl !== undefined && { databaseUrl }),
      }),
    );
  });
  after(() => office.system.close());

  it('binds a case on its way, with pictures, a recording that is listed, and a number on every page behind the index', async (t) => {
    const { available, reason } = await office.system.services.printer.warmUp();
    if (!available && process.env.CI !== 'true') return t.skip(`no browser can print here: ${reason}`);
    await office.play('example-a', 'evidenceRecordConfirmed');
    await office.evidence([
      ['正面.jpg', heldAs(6)],
      ['标牌.png', png],
      ['背面.jpg', heldAs(1)],
      ['录像.mp4', film],
    ]);
    const { run, pdf } = await office.bind('lizhiyuan', 'main');
    const main = (await office.volumes('lizhiyuan')).find(({ key }) => key === 'main');
    assert.deepEqual(
      main?.media.map(({ name, hash }) => [name, hash]),
      [['录像.mp4', sha256(film)]],
    );
    assert.ok(main?.bound?.current);
    const photos = main?.parts.flatMap(({ pieces }) => pieces).filter(({ kind }) => kind === 'photos');
    assert.equal(photos?.length, 1);
    assert.equal(sha256(pdf), run.sha256);
    if (!canReadPdf) return;
    const pages = pagesOf(pdf);
    const words = wordsOf(pdf);
    assert.ok(words.includes(sha256(film)) && words.includes('现场照片和录像正面'), words.slice(-2000));
    const stamped = pages.slice(2, -1).map((page) =>
      page
        .split('\n')
        .find((line) => line.trim() !== '')
        ?.trim(),
    );
    assert.deepEqual(
      stamped,
      stamped.map((_, index) => String(index + 1)),
    );
    assert.ok(words.includes(`共${run.pieces}件${pages.length - 3}页`), words.slice(0, 600));
  });

  it('answers with what is bound while nothing has changed, and binds anew after', async () => {
    const first = await office.bind('lizhiyuan', 'main');
    const again = await office.bind('lizhiyuan', 'main');
    assert.equal(again.run.id, first.run.id);
    await office.evidence([['补充.png', png]]);
    const main = (await office.volumes('lizhiyuan')).find(({ key }) => key === 'main');
    assert.equal(main?.bound?.current, false);
    const anew = await office.bind('lizhiyuan', 'main');
    assert.notEqual(anew.run.sha256, first.run.sha256);
    assert.equal(await office.pdf('lizhiyuan', first.run.id).then(sha256), first.run.sha256);
  });

  it('is read by whoever sees as much; others have a copy of their own, with personal data starred', async () => {
    const { run, pdf } = await office.bind('lizhiyuan', 'main');
    const other = await office.walk.request('tongjizhi', 'GET', `/print-runs/${run.id}/pdf`);
    assert.ok(other.status === 403 || other.status === 404, String(other.status));
    const elsewhere = await office.walk.request('chenxichuan', 'GET', `/print-runs/${run.id}`);
    assert.equal(elsewhere.status, 404);
    if (canReadPdf) assert.ok(wordsOf(pdf).includes('0990-5550118'));
  });

  it('binds starred copies for whoever does not see personal data, and goes on after a death in the middle', async () => {
    const { system, walk } = office;
    const asked = await office.ask('qianduoning', 'main');
    assert.equal(asked.status, 202, JSON.stringify(asked.body));
    const one = system.context({ actor: machine, requestId: 'test' });
    await performPrintRun(one, { run: asked.body.id }, 0);
    const half = await walk.get<Run>('qianduoning', `/print-runs/${asked.body.id}`);
    assert.ok(half.state === 'running' && half.done > 0 && half.done < half.total, JSON.stringify(half));
    assert.equal((await walk.request('qianduoning', 'GET', `/print-runs/${half.id}/pdf`)).status, 404);
    // As a process leaves it that is killed.
    await system.storage.transact((db) =>
      updateRows(db, 'job', { state: 'waiting', kind: 'print-run' }, { state: 'running' }),
    );
    await system.jobs.drain();
    const run = await walk.get<Run>('qianduoning', `/print-runs/${half.id}`);
    assert.equal(run.state, 'done', JSON.stringify(run));
    const own = await office.bind('lizhiyuan', 'main');
    assert.notEqual(run.sha256, own.run.sha256);
    assert.equal((await walk.request('lizhiyuan', 'GET', `/print-runs/${run.id}/pdf`)).status, 404);
    assert.equal((await walk.request('qianduoning', 'GET', `/print-runs/${own.run.id}/pdf`)).status, 404);
    const findings = await verify(await openWorld(system.storage, system.dataDir));
    assert.deepEqual(
      findings.filter(({ offences }) => offences.length > 0),
      [],
    );
    if (!canReadPdf) return;
    const [starred, whole] = [wordsOf(await office.pdf('qianduoning', run.id)), wordsOf(own.pdf)];
    assert.deepEqual(
      [whole, starred].map((words) => words.includes('0990-5550118')),
      [true, false],
    );
    // What was attached to records he does not reach is not there.
    assert.ok(run.pieces < own.run.pieces);
  });

  it('lays the scan of a signed paper in its place', async () => {
    const { walk, system } = office;
    const at = walk.path('case');
    const papers = await walk.get<readonly { id: string; document: string; state: string }[]>(
      'lizhiyuan',
      `${at}/documents`,
    );
    const paper = papers.find(({ document, state }) => document === 'on-site-record' && state === 'issued');
    const client = walk.clients.get('lizhiyuan');
    assert.ok(paper && client);
    const { body: file } = await walk.request<{ id: string }>('lizhiyuan', 'POST', `${at}/files`, {
      upload: await upload(system.url, client, heldAs(1)),
      name: '现场笔录签字.jpg',
      field: '',
    });
    const signed = await walk.request('lizhiyuan', 'POST', `/documents/${paper.id}/sign`, { file: file.id });
    assert.ok(signed.status < 300, JSON.stringify(signed.body));
    const before = await office.volumes('lizhiyuan');
    const kinds = before.flatMap(({ parts }) => parts.flatMap(({ pieces }) => pieces));
    assert.equal(kinds.filter(({ kind }) => kind === 'scan').length, 1);
    assert.ok(!kinds.some(({ kind, document }) => kind === 'paper' && document === paper.id));
    assert.equal((await office.bind('lizhiyuan', 'main')).run.state, 'done');
  });

  it('stops, and goes on where it stopped', async () => {
    await office.evidence([['更多.png', png]]);
    const asked = await office.ask('lizhiyuan', 'main');
    assert.equal((await office.walk.request('lizhiyuan', 'POST', `/print-runs/${asked.body.id}/stop`)).status, 204);
    await office.system.jobs.drain();
    assert.equal((await office.walk.get<Run>('lizhiyuan', `/print-runs/${asked.body.id}`)).state, 'cancelled');
    assert.equal((await office.walk.request('lizhiyuan', 'POST', `/print-runs/${asked.body.id}/retry`)).status, 204);
    await office.system.jobs.drain();
    assert.equal((await office.walk.get<Run>('lizhiyuan', `/print-runs/${asked.body.id}`)).state, 'done');
  });

  it('prints papers in the order chosen, on new sheets where both sides are printed on', async () => {
    const papers = await office.walk.get<readonly { id: string; pages: number; state: string; title: string }[]>(
      'lizhiyuan',
      `${office.walk.path('case')}/documents`,
    );
    const chosen = papers.filter(({ state }) => state === 'issued').reverse();
    const body = { documents: chosen.map(({ id }) => id), doubleSided: true };
    const { body: asked } = await office.walk.request<Run>('lizhiyuan', 'POST', '/print-runs', body);
    await office.system.jobs.drain();
    const run = await office.walk.get<Run>('lizhiyuan', `/print-runs/${asked.id}`);
    const [last] = chosen.slice(-1);
    const sheets = chosen.slice(0, -1).reduce((sum, { pages }) => sum + pages + (pages % 2), 0) + Number(last?.pages);
    assert.deepEqual([run.state, run.pieces, run.pages], ['done', chosen.length, sheets]);
    const others = await office.walk.request('wangxiaoqing', 'GET', `/print-runs/${run.id}/pdf`);
    assert.equal(others.status, 404);
    const found = await office.walk.get<readonly { id: string }[]>(
      'lizhiyuan',
      '/papers?q=%E7%AB%8B%E6%A1%88%E5%AE%A1%E6%89%B9',
    );
    assert.equal(found.length, 1);
    assert.ok(chosen.some(({ id }) => id === found[0]?.id));
    assert.deepEqual(await office.walk.get('chenxichuan', '/papers?q='), []);
    const queue = await office.walk.get<{ runs: readonly Run[] }>('lizhiyuan', '/print-queue');
    assert.equal(queue.runs[0]?.id, run.id);
    assert.equal((await office.walk.request('lizhiyuan', 'GET', '/print-queue?all=1')).status, 403);
    assert.equal((await office.walk.request('fangguanli', 'GET', '/print-queue?all=1')).status, 200);
  });

  it('refuses papers that are not there yet by their place', async () => {
    const body = { documents: ['nowhere'], doubleSided: false };
    assert.equal((await office.walk.request('lizhiyuan', 'POST', '/print-runs', body)).status, 404);
    const none = await office.walk.request('lizhiyuan', 'POST', '/print-runs', { documents: [] });
    assert.equal(none.status, 422);
  });
};

describe('volumes and runs of papers on SQLite', () => suite(() => undefined));

const skip = mariadbMissing !== undefined && process.env.CI !== 'true' ? mariadbMissing : false;
describe('volumes and runs of papers on MariaDB', { skip }, () => {
  let server: DatabaseServer | undefined;
  before(async () => {
    server = await startMariadb();
  });
  after(() => server?.stop());
  suite(() => server?.url());
});

describe('what an informant told', () => {
  let office: Office;
  const canaries = ['赵小军', '990102199001010058', '990102********0058'];
  before(async () => {
    office = new Office(await startSystem({ now: '2026-05-11T00:00:00.000Z', demoDir: 'test/support/jiangzhou' }));
  });
  after(() => office.system.close());

  /** Who keeps informants and may do nothing with cases finds the volume by the informant, and opens it whole. */
  const opensAlone = async (keeper: string, others: string): Promise<void> => {
    const { walk } = office;
    assert.equal((await walk.request(keeper, 'GET', walk.path('case'))).status, 403);
    const [informant] = await walk.get<{ _id: string }[]>(keeper, '/records/reporterVault');
    const at = `/records/reporterVault/${informant?._id}/dossiers`;
    const [file, ...more] = await walk.get<{ record: { id: string }; volumes: { key: string }[] }[]>(keeper, at);
    assert.deepEqual(more, []);
    assert.deepEqual([file?.record.id, file?.volumes.map(({ key }) => key)], [walk.thing('case').id, ['secret']]);
    const own = await office.bind(keeper, 'secret');
    assert.notEqual(own.run.id, others);
    for (const volume of ['main', 'side'])
      assert.ok((await office.ask(keeper, volume)).status >= 403, `${volume} of ${keeper}`);
    if (canReadPdf) assert.ok(wordsOf(own.pdf).includes('赵小军'));
    assert.equal((await walk.request('lizhiyuan', 'GET', at)).status, 403);
  };

  it('lies in the secret volume alone, which is there for whoever keeps the secrets', async (t) => {
    const { available, reason } = await office.system.services.printer.warmUp();
    if (!available && process.env.CI !== 'true') return t.skip(`no browser can print here: ${reason}`);
    const withCode = (step: Step): Step =>
      step.key === 'registered' && step.create
        ? { ...step, create: { ...step.create, data: { ...step.create.data, reporterCode: 'R990100002026-000001' } } }
        : step;
    await office.play('example-e', undefined, withCode);
    const { walk } = office;
    for (const [document, who, issuer] of [
      ['case-source-register', 'linxiaoman', 'linxiaoman'],
      ['filing-approval', 'lizhiyuan', 'lizhiyuan'],
      ['reply-to-informant', 'lizhiyuan', 'linxiaoman'],
    ] as const) {
      const made = await walk.request<{ id: string }>(who, 'POST', `${walk.path('case')}/documents`, { document });
      assert.equal(made.status, 201, `${document}: ${JSON.stringify(made.body)}`);
      const issued = await walk.request(issuer, 'POST', `/documents/${made.body.id}/issue`, {});
      assert.equal(issued.status, 202, `${document}: ${JSON.stringify(issued.body)}`);
    }
    await office.system.jobs.drain();
    const { storage } = office.system;
    const granted = { role: 'custodian', granted_by: null, granted_at: '2026-05-11T00:00:00.000Z' };
    await storage.transact(async (db) => {
      for (const account of ['anjuanqing', 'guzhiyao']) await insertRow(db, 'account_role', { account, ...granted });
    });
    office.system.clock.set('2026-05-28T03:00:00.000Z');
    assert.deepEqual(
      (await office.volumes('lizhiyuan')).map(({ key }) => key),
      ['main', 'side'],
    );
    assert.equal((await office.ask('lizhiyuan', 'secret')).status, 404);
    const secret = await office.bind('anjuanqing', 'secret');
    const refused = await office.walk.request('lizhiyuan', 'GET', `/print-runs/${secret.run.id}/pdf`);
    assert.equal(refused.status, 404);
    await opensAlone('guzhiyao', secret.run.id);
    if (!canReadPdf) return;
    assert.ok(wordsOf(secret.pdf).includes('赵小军'));
    for (const actor of ['lizhiyuan', 'anjuanqing'])
      for (const volume of ['main', 'side']) {
        const words = wordsOf((await office.bind(actor, volume)).pdf);
        for (const canary of canaries) assert.ok(!words.includes(canary), `${canary} in ${volume} of ${actor}`);
      }
  });
});
