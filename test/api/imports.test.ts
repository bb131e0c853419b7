import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readXlsx } from '#server/command/import/sheet/read-xlsx.ts';
import { all } from '#server/storage/db.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { type Client, signIn } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { SeededRandom } from '../support/forms/seeded-random.ts';
import {
  type ImportRefusal,
  type ImportReport,
  type ImportRun,
  importDesk,
  openImportDesk,
} from '../support/import-desk.ts';
import { creditCode, csv, enterpriseHeads, enterpriseRow, inGb18030, workbook } from '../support/import-files.ts';
import type { TestSystem } from '../support/system.ts';
import { upload } from '../support/upload.ts';

onEachDatabase('imports of the shipped pack', ({ where }) => {
  let system: TestSystem;
  let clerk: Client;
  let close: (() => Promise<void>) | undefined;
  before(async () => {
    ({ system, clerk, close } = await openImportDesk(where()));
  });
  after(() => close?.());

  const { hand, start, report, count } = importDesk(() => system);
  const sheet = (rows: readonly (readonly string[])[]) => workbook([[...enterpriseHeads], ...rows]);

  test('the report names row, column, value and what would be right, in the language asked for; nothing is written', async () => {
    const wrong = [
      enterpriseRow(1),
      ['', ...enterpriseRow(2).slice(1)],
      enterpriseRow(3).with(1, `${creditCode(3).slice(0, 17)}I`),
      enterpriseRow(4).with(5, '9'),
      enterpriseRow(5).with(2, '没有这个局'),
      enterpriseRow(1).with(0, '第1厂又一次'),
      enterpriseRow(6).with(2, '97000000'),
      enterpriseRow(7).with(4, '=1+1'),
    ];
    const run = await hand(clerk, 'enterprises', await sheet(wrong));
    assert.deepEqual([run.state, run.rows, run.good, run.bad], ['checked', 8, 1, 7]);
    const { items, total } = await report(clerk, run);
    assert.equal(total, items.length);
    assert.deepEqual(
      items.map(({ line, column, code }) => [line, column, code]),
      [
        [3, '名称', 'import.required'],
        [4, '统一社会信用代码', 'checkDigit'],
        [5, '产品风险等级', 'import.notInList'],
        [6, '管理单位', 'import.noorganization'],
        [7, '统一社会信用代码', 'import.twice'],
        [8, '管理单位', 'import.outside'],
        [9, '主要产品类别', 'import.formula'],
      ],
    );
    assert.equal(items[0]?.message, '必须填写');
    assert.match(items[2]?.message ?? '', /^不在可选范围内；可填：/);
    assert.equal(items[2]?.value, '9');
    const english = await clerk.request<ImportReport>('GET', `/imports/runs/${run.id}/issues?limit=1`, undefined, {
      headers: { 'accept-language': 'en' },
    });
    assert.deepEqual([english.body.items.length, english.body.items[0]?.message], [1, 'Must be filled']);
    assert.equal(await count('from record'), 0);

    const refused = await clerk.request<ImportRefusal>('POST', `/imports/runs/${run.id}/start`, { mode: 'all' });
    assert.deepEqual([refused.status, refused.body.issues[0]?.code], [409, 'import.allNeedsGood']);
    const done = await start(clerk, run, 'rows');
    assert.deepEqual([done.state, done.written, done.bad], ['done', 1, 7]);
    const errors = await readXlsx(await clerk.get<Buffer>(`/imports/runs/${run.id}/errors.xlsx`));
    const lines = [];
    for await (const { cells } of errors.rows()) lines.push(cells.map((cell) => cell?.text ?? ''));
    assert.deepEqual(lines[0]?.slice(-2), ['行号', '错误原因']);
    assert.deepEqual([lines.length, lines[1]?.at(-2), lines[1]?.at(-1)], [8, '3', '名称: 必须填写']);
    assert.equal(lines[7]?.[4], "'=1+1");
  });

  test('a second click, and the same file once more, do nothing twice', async () => {
    const file = await sheet([enterpriseRow(11), enterpriseRow(12)]);
    const run = await hand(clerk, 'enterprises', file);
    const was = await count('from record');
    await Promise.all([1, 2, 3].map(() => clerk.request('POST', `/imports/runs/${run.id}/start`, { mode: 'all' })));
    await system.jobs.drain();
    assert.equal(await count('from record'), was + 2);
    const again = await hand(clerk, 'enterprises', file);
    assert.deepEqual([again.id, again.state], [run.id, 'done']);
    await start(clerk, again, 'all');
    assert.equal(await count('from record'), was + 2);
    const body = { upload: await upload(system.url, clerk, await sheet([enterpriseRow(14)])), name: 'lost.xlsx' };
    const [first, repeated] = [
      await clerk.post<ImportRun>('/imports/enterprises', body, 'lost-answer-0001'),
      await clerk.post<ImportRun>('/imports/enterprises', body, 'lost-answer-0001'),
    ];
    assert.equal(repeated.id, first.id);
    const other = await hand(clerk, 'enterprises', await sheet([enterpriseRow(12), enterpriseRow(13)]));
    assert.deepEqual([other.good, other.skipped], [1, 1]);
    const done = await start(clerk, other, 'all');
    assert.deepEqual([done.written, done.skipped], [1, 1]);
  });

  test('a record says where it came from, begins in the state given, and stays true to what is verified', async () => {
    const rows = await all<{ origin: string; state: string; organization: string; type: string; data: string }>(
      system.storage.read,
      'select r.origin, r.state, r.organization, e.type, e.data from record r join event e on e.record_id = r.id',
    );
    assert.ok(rows.length > 0);
    for (const { origin, state, organization, type, data } of rows)
      assert.deepEqual(
        [origin, state, organization, type, JSON.parse(data).to],
        ['imported', 'active', '96010200', 'record.imported', 'active'],
      );
  });

  test('commas in UTF-8 with its mark, in GB18030, and tabs are read as they are meant', async () => {
    const rows = (n: number) => [[...enterpriseHeads], enterpriseRow(n).with(0, `第${n}厂，“分”厂`)];
    const files: readonly Uint8Array[] = [
      Buffer.from(`\uFEFF${csv(rows(21))}`),
      inGb18030(csv(rows(22).map((row) => row.map((cell) => cell.replaceAll('“', '').replaceAll('”', ''))))),
      Buffer.from(
        rows(23)
          .map((row) => row.join('\t'))
          .join('\n'),
      ),
    ];
    for (const file of files) {
      const run = await hand(clerk, 'enterprises', file, 'rows.csv');
      assert.deepEqual([run.state, run.good, run.error], ['checked', 1, null]);
      await start(clerk, run, 'all');
    }
    assert.equal(await count("from record where title like '第2_厂%'"), 3);
    assert.equal(await count("from record where title = '第21厂，“分”厂'"), 1);
  });

  test('a file that is none of the kind is refused as a whole, with the reason', async () => {
    const bad: readonly (readonly [Uint8Array, RegExp])[] = [
      [Buffer.from('名称,地址\r\n甲厂,某路'), /文件缺少列“统一社会信用代码”；现有列：名称、地址/],
      [Buffer.from(csv([[...enterpriseHeads]])), /文件中没有数据行/],
      [(await sheet([enterpriseRow(1)])).subarray(0, 900), /文件已损坏/],
      [Uint8Array.of(0xff, 0x80, 0x81, 0x0a, 0xff), /文字编码不能识别/],
    ];
    for (const [file, reason] of bad) {
      const run = await hand(clerk, 'enterprises', file);
      assert.equal(run.state, 'refused');
      assert.match(run.error ?? '', reason);
    }
    const old = await upload(system.url, clerk, Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3));
    const answer = await clerk.request<ImportRefusal>('POST', '/imports/enterprises', { upload: old, name: 'old.xls' });
    assert.deepEqual([answer.status, answer.body.issues[0]?.code], [415, 'import.oldWorkbook']);
  });

  test('old cases come in the state they are in, and the number series goes on behind them', async () => {
    const heads = [
      '立案编号',
      '案件名称',
      '当事人名称',
      '办案单位',
      '办理阶段',
      '立案日期',
      '货值金额',
      '涉嫌违法行为',
    ];
    const row = (n: number, state: string) => [
      `江市监立案〔2026〕${n}号`,
      `第${n}案`,
      '某厂',
      '96010200',
      state,
      '2026-01-15',
      '12,345.60',
      '0102',
    ];
    const run = await hand(
      clerk,
      'old-cases',
      await workbook([heads, row(7, '已结案'), row(41, '调查'), row(9, '睡着了')]),
    );
    assert.deepEqual(
      (await report(clerk, run)).items.map(({ line, code }) => [line, code]),
      [
        [4, 'import.notInList'],
        [4, 'import.state'],
      ],
    );
    await start(clerk, run, 'rows');
    const cases = await all<{ state: string; data: string; created_at: string }>(
      system.storage.read,
      "select r.state, m.data, r.created_at from record r join m_case m on m.id = r.id where r.origin = 'imported' order by r.id",
    );
    assert.deepEqual(
      cases.map(({ state, created_at, data }) => [state, created_at, JSON.parse(data).goodsValue]),
      [
        ['closed', '2026-01-14T16:00:00.000Z', 1_234_560],
        ['investigating', '2026-01-14T16:00:00.000Z', 1_234_560],
      ],
    );
    const series = await all(
      system.storage.read,
      "select last, start from counter where numbering = 'case-filing' and organization = '96010200' and year = 2026",
    );
    assert.deepEqual(series, [{ last: 41, start: 41 }]);
  });

  test('people come with posts and roles, within the rights of who brings them', async () => {
    const admin = await signIn(system.url, 'tianxiulan');
    const heads = ['姓名', '用户名', '单位', '角色', '岗位'];
    const file = await workbook([
      heads,
      ['新来一', 'new.one', '96010200', '承办人；综合岗（收发）', '承办人'],
      ['新来二', 'new.two', '96000000', '承办人', ''],
      ['新来三', 'new.three', '96010200', '指标规则维护员', ''],
      ['新来四', 'x', '96010200', '不存在', ''],
    ]);
    const run = await hand(admin, 'users', file);
    assert.deepEqual(
      (await report(admin, run)).items.map(({ line, code }) => [line, code]),
      [
        [3, 'import.outside'],
        [4, 'import.privilege'],
        [5, 'import.username'],
        [5, 'import.noRole'],
      ],
    );
    await start(admin, run, 'rows');
    const made = await all<{ role: string }>(
      system.storage.read,
      "select r.role from account a join account_role r on r.account = a.id where a.username = 'new.one' order by r.role",
    );
    assert.deepEqual(
      made.map(({ role }) => role),
      ['handler', 'regClerk'],
    );
    assert.equal(await count("from account where username like 'new.%'"), 1);
    const refused = await clerk.request('POST', '/imports/users', { upload: 'x', name: 'x' });
    assert.equal(refused.status, 403);
  });

  test('who may import nothing is offered nothing, and runs of others do not exist', async () => {
    const viewer = await signIn(system.url, 'xusiqi');
    assert.deepEqual(await viewer.get('/imports'), []);
    const offered = await clerk.get<readonly { key: string }[]>('/imports');
    assert.deepEqual(offered.map(({ key }) => key).toSorted(), [
      'enterprise-updates',
      'enterprises',
      'old-case-goods',
      'old-case-parties',
      'old-cases',
    ]);
    const [mine] = await clerk.get<readonly ImportRun[]>('/imports/runs');
    assert.equal((await viewer.request('GET', `/imports/runs/${mine?.id}`)).status, 404);
    assert.equal((await viewer.request('GET', '/imports/enterprises/template.xlsx')).status, 403);
    const template = await readXlsx(await clerk.get<Buffer>('/imports/enterprises/template.xlsx'));
    for await (const { cells } of template.rows())
      assert.ok(
        cells.some((cell) => cell?.text === '统一社会信用代码*'),
        JSON.stringify(cells),
      );
  });

  const seed = Number(process.env.SHARE_SEED ?? Math.floor(Math.random() * 2 ** 31));
  test(`5,000 rows go in whole or not at all, and by rows exactly the good ones (SHARE_SEED=${seed})`, async () => {
    const random = new SeededRandom(seed);
    const from = 1_000_000;
    const rows = Array.from({ length: 5000 }, (_, n) => enterpriseRow(from + n));
    const bad = new Set(Array.from({ length: 40 }, () => random.int(0, 4999)));
    const spoiled = rows.map((row, n) => (bad.has(n) ? row.with(5, 'X') : row));
    const run = await hand(clerk, 'enterprises', Buffer.from(csv([[...enterpriseHeads], ...spoiled])), 'many.csv');
    assert.deepEqual([run.rows, run.good, run.bad], [5000, 5000 - bad.size, bad.size]);
    const was = await count('from record');
    const done = await start(clerk, run, 'rows');
    assert.deepEqual([done.state, done.written, done.bad], ['done', 5000 - bad.size, bad.size]);
    assert.equal(await count('from record'), was + 5000 - bad.size);
    const whole = await hand(clerk, 'enterprises', Buffer.from(csv([[...enterpriseHeads], ...rows])), 'all.csv');
    assert.deepEqual([whole.good, whole.skipped], [bad.size, 5000 - bad.size]);
    const all5000 = await start(clerk, whole, 'all');
    assert.deepEqual([all5000.state, all5000.written], ['done', bad.size]);
    assert.equal(await count('from record'), was + 5000);
  });

  test('every invariant holds afterwards', async () => {
    const findings = await verify(await openWorld(system.storage, system.dataDir));
    assert.deepEqual(
      findings.flatMap(({ invariant, offences }) => offences.map((offence) => [invariant.id, offence])),
      [],
    );
  });
});
