import assert from 'node:assert/strict';
import { openBrowserPage, signInPage } from '#test/support/browser-page.ts';
import { signIn } from '#test/support/client.ts';
import { readExample, stepsOf, Walk } from '#test/support/jiangzhou/walk.ts';
import { startSystem, type TestSystem } from '#test/support/system.ts';

/**
 * An office at work: `node bench/desk.ts` prints sixty papers of one case while four people look through lists and
 * records, then opens that case, with its papers and more than two hundred events, in a browser.
 */
const papers = 60;
const events = 200;
const people = ['linxiaoman', 'zhangguodong', 'liumin', 'hewenjing'];
/** Between two looks of a person. */
const pauseMs = 250;
const openings = 9;

const middle = (values: readonly number[], part = 0.5): number =>
  Math.round([...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? 0);

const begin = async (system: TestSystem): Promise<Walk> => {
  const example = readExample('example-a');
  const walk = new Walk(system, () => {});
  await walk.begin(example);
  for (const step of stepsOf(example)) {
    if (!step.refused) await walk.play(step);
    if (step.key === 'inquiryConfirmed') break;
  }
  return walk;
};

const look = async (system: TestSystem, username: string, path: string, until: () => boolean): Promise<number[]> => {
  const client = await signIn(system.url, username);
  const taken: number[] = [];
  const paths = ['/records/case?limit=20', path, `${path}/actions`, '/tasks', `${path}/documents`];
  for (let n = 0; !until(); n += 1) {
    const began = performance.now();
    const { status } = await client.request('GET', paths[n % paths.length] ?? '');
    assert.ok(status < 400, `${username} ${paths[n % paths.length]}: ${status}`);
    taken.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return taken;
};

const printAll = async (system: TestSystem, walk: Walk): Promise<object> => {
  const path = walk.path('case');
  const data = {
    toName: '周建平',
    inquiryAt: '2026-05-12T06:00:00.000Z',
    inquiryPlace: '本局询问室',
    aboutWhat: '批号MF260318的热轧带肋钢筋的生产、销售情况。',
  };
  let over = false;
  const beside = people.map((username) => look(system, username, path, () => over));
  const began = performance.now();
  const issuing = (async () => {
    for (let n = 0; n < papers; n += 1) {
      const made = await walk.request<{ id: string }>('lizhiyuan', 'POST', `${path}/documents`, {
        document: 'inquiry-notice',
        data,
      });
      const issued = await walk.request('linxiaoman', 'POST', `/documents/${made.body.id}/issue`);
      assert.equal(issued.status, 202, JSON.stringify(issued.body));
    }
  })();
  let done = false;
  issuing.then(
    () => {
      done = true;
    },
    () => {
      done = true;
    },
  );
  while (!done) await system.jobs.drain();
  await issuing;
  await system.jobs.drain();
  const seconds = (performance.now() - began) / 1000;
  over = true;
  const taken = (await Promise.all(beside)).flat();
  const [p50, p95] = [middle(taken), middle(taken, 0.95)];
  return {
    figure: 'print-beside',
    papers,
    aMinute: Math.round((papers / seconds) * 60),
    looks: taken.length,
    p50,
    p95,
  };
};

const remark = async (walk: Walk): Promise<number> => {
  const path = walk.path('case');
  const count = async () => (await walk.get<unknown[]>('lizhiyuan', `${path}/events`)).length;
  const act = async (actor: string, data: object) => {
    const { version } = await walk.get<{ version: number }>(actor, path);
    const reply = await walk.request(actor, 'POST', `${path}/actions/reportToLeader`, { version, data });
    assert.ok(reply.status < 300, JSON.stringify(reply.body));
  };
  while ((await count()) < events) {
    await act('lizhiyuan', { reportTo: '分管副局长', reportMatter: '案件进展情况。' });
    await act('liumin', { result: 'agree', opinion: '知悉，继续调查。' });
  }
  return await count();
};

const open = async (system: TestSystem, walk: Walk): Promise<readonly object[]> => {
  const browser = await openBrowserPage(system.url);
  assert.ok(browser, 'no browser runs here');
  const { page } = browser;
  await signInPage(page, system.url, 'lizhiyuan');
  const { module, id } = walk.thing('case');
  const shown = {
    forms: '.action-bar button',
    documents: '[id="panel-documents"] tbody tr',
    timeline: '[id="panel-timeline"] .event',
  };
  const figures = [];
  for (const [tab, selector] of Object.entries(shown)) {
    const taken: number[] = [];
    for (let n = 0; n < openings; n += 1) {
      await page.goto('about:blank');
      const began = performance.now();
      await page.goto(`${system.url}/m/${module}/${id}?tab=${tab}`, { waitUntil: 'domcontentloaded' });
      await page.waitForSelector(selector);
      await page.waitForFunction("document.querySelector('.ant-skeleton, .ant-spin-spinning') === null");
      // Interactive: the page answers, its drawing is done.
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))');
      taken.push(performance.now() - began);
    }
    figures.push({ figure: 'open', tab, ms: middle(taken), worst: middle(taken, 1) });
  }
  await browser.close();
  return figures;
};

const system = await startSystem({ now: '2026-04-28T00:00:00.000Z', demoDir: 'test/support/jiangzhou' });
try {
  const { available, reason } = await system.services.printer.warmUp();
  assert.ok(available, reason);
  const walk = await begin(system);
  console.log(JSON.stringify(await printAll(system, walk)));
  console.log(JSON.stringify({ figure: 'record', events: await remark(walk) }));
  for (const figure of await open(system, walk)) console.log(JSON.stringify(figure));
} finally {
  await system.close();
}
