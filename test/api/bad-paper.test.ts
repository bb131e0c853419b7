import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { all } from '#server/storage/db.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { type Client, signIn } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import type { Json } from '../support/edited-pack.ts';
import { readExample, type Step, Walk } from '../support/jiangzhou/walk.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { type ProblemJson, refused } from '../support/unchanged.ts';
import { canReadPdf, wordsOf } from '../support/words-of.ts';

/** Rare names that people do have, and a sign that no font of a legal document draws. */
const rare = '㛃䶮𬱖';
const undrawn = '\u{13000}';

const example = readExample('example-a');
const changedStep = (one: Step, from: string, to: string): Step => {
  const { expect, ...rest } = JSON.parse(JSON.stringify(one).replaceAll(from, to)) as Step;
  return { ...rest, ...(rest.issue && expect?.state && { expect: { state: expect.state } }) };
};

onEachDatabase('paper', ({ where, share }) => {
  let system: TestSystem;
  let walk: Walk;
  let keeper: Client;
  let canPrint = true;

  before(async () => {
    system = await startSystem({ now: '2026-04-28T00:00:00.000Z', demoDir: 'test/support/jiangzhou', ...where() });
    canPrint = (await system.services.printer.warmUp()).available;
    walk = new Walk(system, () => {});
    await walk.begin(example);
    keeper = await signIn(system.url, 'guzhiyao');
  });
  after(() => system?.close());

  const put = async (kind: string, key: string, text: string) => {
    const { id } = await keeper.post<{ id: string }>('/drafts', { title: key });
    const path = `/drafts/${id}/definitions/${kind}/${encodeURIComponent(key)}`;
    return { id, ask: () => keeper.request<ProblemJson>('PUT', path, { text }) };
  };
  const skipped = !canPrint && process.env.CI !== 'true';

  const bad: readonly (readonly [string, string, string, string])[] = [
    ['a template larger than any document', 'template', `<p>${'x'.repeat(270_000)}</p>`, 'templateLarge'],
    ['blocks nested without end', 'template', `${'{{#if a}}'.repeat(40)}x${'{{/if}}'.repeat(40)}`, 'templateDeep'],
    ['twenty thousand tags', 'template', '{{record.caseTitle}}'.repeat(12_000), 'templateLarge'],
    ['a tag that never ends', 'template', '<p>{{#each record.x}}', 'templateBlockOpen'],
    ['an unescaped value', 'template', '<p>{{{record.caseTitle}}}</p>', 'templateRaw'],
    ['a script', 'template', '<script>1</script>', 'templateTag'],
    ['a handler of an event', 'template', '<p onclick="x">x</p>', 'templateAttribute'],
    ['a way to the prototype', 'template', '<p>{{record.__proto__.x}}</p>', 'templatePathForbidden'],
    ['a way to the constructor', 'template', '<p>{{lookup record "constructor"}}</p>', 'templateHelperUnknown'],
    ['a helper nobody made', 'template', '<p>{{exec "ls"}}</p>', 'templateHelperUnknown'],
    ['an inline piece', 'template', '{{#*inline "a"}}{{> a}}{{/inline}}{{> a}}', 'templateInline'],
    ['a style that loads', 'style', 'p { background: url(http://127.0.0.1/x) }', 'styleAddress'],
    ['a style that imports', 'style', '@import "x.css";', 'styleImport'],
  ];
  for (const [what, kind, text, code] of share(bad, 4))
    it(`${what} is refused when it is handed in, at its line`, async () => {
      const { ask } = await put(kind, kind === 'style' ? 'record' : 'case/on-site-record', text);
      await refused(system, ask, { status: 422, slug: 'invalid-input', code }, what);
    });

  it('a piece that contains itself, or two that contain each other, never go into force', async () => {
    const { id, ask } = await put('partial', 'form-head', '<p>x</p>{{> form-head}}');
    assert.equal((await ask()).status, 200);
    const path = (key: string) => `/drafts/${id}/definitions/partial/${key}`;
    await keeper.put(path('days'), { text: '{{> sign-off}}' });
    await keeper.put(path('sign-off'), { text: '{{#if a}}{{else}}{{> days}}{{/if}}' });
    const { ok, findings } = await keeper.post<Json>(`/drafts/${id}/check`);
    assert.equal(ok, false);
    const loops = findings.filter(({ code }: Json) => code === 'templateLoop');
    assert.deepEqual(loops.map(({ file, params }: Json) => [file, params.loop]).sort(), [
      ['templates/partials/days.hbs', 'days → sign-off → days'],
      ['templates/partials/form-head.hbs', 'form-head → form-head'],
      ['templates/partials/sign-off.hbs', 'sign-off → days → sign-off'],
    ]);
    const publish = () => keeper.request('POST', `/drafts/${id}/publish`, { note: '' });
    await refused(system, publish, { status: 422, slug: 'definitions-refused' }, 'a piece in itself');
  });

  it('prints rare characters of names, and what they are is read from the PDF', async (t) => {
    if (skipped || (!canReadPdf && process.env.CI !== 'true')) return t.skip('nothing can print or be read here');
    const upTo = example.steps.findIndex(({ key }) => key === 'prepare-onSiteRecord');
    for (const one of example.steps.slice(0, upTo + 1))
      if (!one.refused) await walk.play(changedStep(one, '周建平', `周${rare}`));
    const { id } = walk.thing('onSiteRecord');
    const { status, body } = await walk.request('lizhiyuan', 'POST', `/documents/${id}/issue`);
    assert.equal(status, 202, JSON.stringify(body));
    await system.jobs.drain();
    const pdf = await walk.get<Buffer>('lizhiyuan', `/documents/${id}/pdf`);
    assert.ok(wordsOf(pdf).includes(`周${rare}`), wordsOf(pdf));
  });

  it('refuses a character that no font draws before a number is taken, by its name', async (t) => {
    if (skipped) return t.skip('no browser can print here');
    const from = example.steps.findIndex(({ key }) => key === 'issue-onSiteRecord') + 1;
    const to = example.steps.findIndex(({ key }) => key === 'prepare-penaltyNotice') + 1;
    for (const one of example.steps.slice(from, to))
      if (!one.refused)
        await walk.play(one.key === 'noticeSubmitted' ? withUndrawn(one) : changedStep(one, '周建平', `周${rare}`));
    const { id } = walk.thing('penaltyNotice');
    const ledger = () => all(system.storage.read, 'select * from ledger order by id');
    const before = await ledger();
    const issue = () => walk.request('linxiaoman', 'POST', `/documents/${id}/issue`);
    await walk.request('linxiaoman', 'GET', '/session');
    const wanted = { status: 422, slug: 'invalid-input', code: 'document.missingGlyphs' };
    const said = await refused(system, issue, wanted, 'a character no font has');
    assert.match(said.issues?.[0]?.message ?? '', new RegExp(`${undrawn}|U\\+13000`, 'u'));
    assert.deepEqual(await ledger(), before);
    const preview = await walk.request<ProblemJson>('lizhiyuan', 'GET', `/documents/${id}/preview.pdf`);
    assert.equal(preview.status, 422);
  });

  it('leaves every invariant whole', async () => {
    const findings = await verify(await openWorld(system.storage, system.dataDir));
    assert.deepEqual(
      findings.filter(({ offences }) => offences.length > 0),
      [],
    );
  });
});

const withUndrawn = (one: Step): Step => {
  const changed = structuredClone(one) as Json;
  delete changed.expect;
  for (const [key, value] of Object.entries(changed.act.data))
    if (typeof value === 'string' && value.length > 30) changed.act.data[key] = `${value}${undrawn}`;
  return changed;
};
