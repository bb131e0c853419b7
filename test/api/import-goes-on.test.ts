import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { all } from '#server/storage/db.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { type Client, signIn } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { importDesk, openImportDesk } from '../support/import-desk.ts';
import { creditCode, csv, enterpriseHeads, enterpriseRow } from '../support/import-files.ts';
import type { TestSystem } from '../support/system.ts';

const caseHeads = ['立案编号', '案件名称', '当事人名称', '办案单位', '办理阶段', '立案日期', '决定日期'];

/** Old cases of 江北 in every stage an old register knows. */
const stages = ['调查', '审理', '已决定', '执行', '已结案', '移送'];
const caseRows = stages.map((stage, n) => [
  `旧〔2026〕${n + 1}号`,
  `旧案${n + 1}`,
  `第${n + 1}厂`,
  '96010200',
  stage,
  '2026-05-11',
  n >= 2 ? '2026-06-15' : '',
]);

interface Task {
  readonly title: string;
  readonly due_at: string | null;
  readonly number: string;
  readonly state: string;
}

onEachDatabase('imported records somebody can go on with', ({ where }) => {
  let system: TestSystem;
  let clerk: Client;
  let close: (() => Promise<void>) | undefined;
  before(async () => {
    ({ system, clerk, close } = await openImportDesk(where()));
  });
  after(() => close?.());
  const { hand, start, report, count } = importDesk(() => system);
  const bring = async (key: string, rows: readonly (readonly string[])[], mode: 'all' | 'rows' = 'rows') =>
    start(clerk, await hand(clerk, key, Buffer.from(csv(rows)), `${key}.csv`), mode);
  const ask = <T>(text: string) => all<T>(system.storage.read, text);

  test('every imported open case has a task, or its row says why not; finished ones have none', async () => {
    const run = await bring('old-cases', [caseHeads, ...caseRows], 'all');
    assert.deepEqual([run.state, run.written], ['done', stages.length]);
    const open = await ask<{ id: string; title: string }>(
      "select id, title from record where module = 'case' and state_class <> 'terminal'",
    );
    assert.equal(open.length, 4);
    const told = (await report(clerk, run)).items.filter(({ code }) => code === 'import.note.nobody');
    for (const { id, title } of open) {
      const tasks = await count(`from task where record_id = '${id}' and state = 'open'`);
      assert.ok(tasks > 0 || told.length > 0, title);
    }
    assert.equal(await count("from task t join record r on r.id = t.record_id where r.state_class = 'terminal'"), 0);
    assert.equal(run.notes.nobody ?? 0, 0);
  });

  test('its clocks run from the dates of the file, and its handler may go on', async () => {
    const clocks = await ask<{ deadline: string; start_at: string; state: string }>(
      'select c.deadline, c.start_at, r.state from clock c join record r on r.id = c.record_id order by c.deadline, r.state',
    );
    assert.deepEqual(clocks, [
      { deadline: 'decide', start_at: '2026-05-11', state: 'investigating' },
      { deadline: 'decide', start_at: '2026-05-11', state: 'noticeDrafting' },
      { deadline: 'serve', start_at: '2026-06-15', state: 'decisionIssued' },
    ]);
    const [task] = await ask<Task & { account: string; record_id: string }>(
      "select t.account, t.record_id, t.due_at from task t join record r on r.id = t.record_id where r.state = 'investigating' and t.state = 'open'",
    );
    assert.ok(task?.due_at, 'a task with its date');
    const [owner] = await ask<{ username: string }>(`select username from account where id = '${task.account}'`);
    const handler = await signIn(system.url, owner?.username ?? '');
    const list = await handler.get<{ total?: number } & readonly object[]>('/tasks?state=todo');
    assert.match(JSON.stringify(list), new RegExp(task.record_id));
    const actions = await handler.get<{ allowed: boolean }[]>(`/records/case/${task.record_id}/actions`);
    assert.ok(actions.some(({ allowed }) => allowed));
  });

  test('parties and goods go below their case, and a row whose case is not there says so', async () => {
    const heads = ['立案编号', '名称', '主体类别'];
    const kind = (
      await hand(clerk, 'old-case-parties', Buffer.from(csv([heads, ['旧〔2026〕1号', '甲厂', '？']])), 'x.csv')
    ).id;
    const [hint] = (await clerk.get<{ items: { message: string }[] }>(`/imports/runs/${kind}/issues`)).items;
    const word = /可填：([^、]+)/.exec(hint?.message ?? '')?.[1] ?? '';
    const run = await bring('old-case-parties', [
      heads,
      ['旧〔2026〕1号', '甲厂', word],
      ['旧〔2026〕2号', '甲厂', word],
      ['旧〔2026〕9号', '乙厂', word],
    ]);
    assert.deepEqual([run.written, run.bad], [2, 1]);
    assert.deepEqual(
      (await report(clerk, run)).items.map(({ line, column, code }) => [line, column, code]),
      [[4, '立案编号', 'import.noParent']],
    );
    const again = await bring('old-case-parties', [
      heads,
      ['旧〔2026〕1号', '甲厂', word],
      ['旧〔2026〕3号', '甲厂', word],
    ]);
    assert.deepEqual([again.written, again.skipped], [1, 1], 'known beside its siblings only');
    const below = await ask<{ title: string; up: string; root: number; organization: string; owner: number }>(
      'select p.title, c.title as up, p.root_id = c.id as root, p.organization, p.owner = c.owner as owner from record p join record c on c.id = p.parent_id order by c.title',
    );
    assert.deepEqual(
      below.map(({ title, up, root, organization, owner }) => [title, up, Number(root), organization, Number(owner)]),
      [1, 2, 3].map((n) => ['甲厂', `旧案${n}`, 1, '96010200', 1]),
    );
  });

  test('a record that is there is updated in the fields named; the report tells what was and what was not', async () => {
    const first = [enterpriseRow(1), enterpriseRow(2), enterpriseRow(3)];
    await bring('enterprises', [[...enterpriseHeads], ...first], 'all');
    await system.storage.transact((db) =>
      db.updateTable('record').set({ state_class: 'terminal' }).where('title', '=', '第3厂').execute(),
    );
    const heads = [...enterpriseHeads, '地址', '联系电话'];
    const run = await bring('enterprise-updates', [
      heads,
      [...enterpriseRow(1).with(0, '改名不算'), '江北路1号', '0960-5550123'],
      [...enterpriseRow(2), '', ''],
      [...enterpriseRow(3), '江北路3号', ''],
      [...enterpriseRow(4), '江北路4号', ''],
    ]);
    assert.deepEqual([run.state, run.notes], ['done', { updated: 1, unchanged: 1, closed: 1 }]);
    assert.deepEqual(
      (await report(clerk, run)).items.map(({ line, message }) => [line, message]),
      [
        [2, '已更新：地址、联系电话'],
        [3, '与已有记录一致，未更新'],
        [4, '记录已办结，未更新'],
      ],
    );
    const [row] = await ask<{ data: string; version: number; title: string }>(
      `select m.data, r.version, r.title from m_enterprise m join record r on r.id = m.id where r.title = '第1厂'`,
    );
    const { address, tel, uscc } = JSON.parse(row?.data ?? '{}');
    assert.deepEqual([address, tel, uscc, Number(row?.version)], ['江北路1号', '0960-5550123', creditCode(1), 2]);
    const [event] = await ask<{ data: string }>(
      "select data from event where type = 'record.imported' and record_version = 2",
    );
    assert.deepEqual(
      JSON.parse(event?.data ?? '{}')
        .changes.map(({ field }: { field: string }) => field)
        .toSorted(),
      ['address', 'tel'],
    );
    assert.equal(await count("from record where title = '第4厂'"), 1);
    const repeated = await bring('enterprise-updates', [heads, [...enterpriseRow(1), '江北路1号', '0960-5550123']]);
    assert.deepEqual(repeated.notes, { unchanged: 1 });
    await system.storage.transact((db) =>
      db.updateTable('record').set({ state_class: 'editable' }).where('title', '=', '第3厂').execute(),
    );
  });

  test('all this leaves a database in which the invariants hold', async () => {
    const findings = await verify(await openWorld(system.storage, system.dataDir));
    assert.deepEqual(
      findings.flatMap(({ invariant, offences }) => offences.map((offence) => [invariant.id, offence])),
      [],
    );
  });
});
