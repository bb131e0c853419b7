import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Client, signIn } from '../support/client.ts';
import type { Json } from '../support/edited-pack.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import type { ProblemJson } from '../support/unchanged.ts';
import { canReadPdf, wordsOf } from '../support/words-of.ts';

/** A module that did not exist, made in a draft over HTTP while the system runs: visitors of an office, with a pass. */
const title = (zh: string) => ({ zh });
const field = (key: string, label: string, more: object = {}) => ({
  type: 'textfield',
  key,
  label,
  input: true,
  validate: { maxLength: 40, required: true },
  meta: { title: title(label), list: true, query: true },
  ...more,
});
const visit = { key: 'visit', module: 'visit' };
const definitions: readonly (readonly [string, string, Json])[] = [
  [
    'module',
    'visit',
    {
      ...visit,
      kind: 'module',
      title: title('来访'),
      forms: ['visitCard'],
      createForm: 'visitCard',
      workflow: 'visit',
      titleField: 'visitor',
      create: [{ post: 'sourceClerk' }],
      operations: ['read', 'create', 'update', 'delete', 'export', 'documents', 'files'],
      list: { columns: ['passNo', 'visitor', 'cameAt', '$state'], query: ['visitor', 'cameAt'], sort: '-$created' },
      fields: [{ field: 'passNo', type: 'text', title: title('通行证号'), list: true, query: true }],
    },
  ],
  [
    'form',
    'visitCard',
    {
      key: 'visitCard',
      module: 'visit',
      kind: 'form',
      title: title('来访登记'),
      components: [
        field('visitor', '来访人'),
        field('reason', '事由'),
        {
          ...field('cameAt', '来访日期'),
          type: 'datetime',
          enableDate: true,
          enableTime: false,
          format: 'yyyy-MM-dd',
          validate: { required: true, maxDate: 'today' },
        },
      ],
    },
  ],
  [
    'workflow',
    'visit',
    {
      ...visit,
      kind: 'workflow',
      title: title('来访'),
      initial: 'draft',
      actions: {
        admit: { title: title('提交'), needs: { entries: ['visitCard'] }, who: [{ author: true }] },
        approve: {
          title: title('批准'),
          approval: {
            start: 'enter',
            returnTo: 'author',
            results: [
              { key: 'agree', title: title('同意') },
              { key: 'return', title: title('退回'), opinionRequired: true },
            ],
            steps: [{ key: 'head', title: title('负责人'), who: [{ post: 'orgHead' }] }],
          },
        },
      },
      states: {
        draft: {
          class: 'editable',
          title: title('草稿'),
          edit: [{ form: 'visitCard', who: [{ author: true }] }],
          on: { admit: [{ target: 'asked' }] },
        },
        asked: {
          class: 'inApproval',
          title: title('待批准'),
          on: {
            'approve.agree': [
              { target: 'admitted', effects: [{ type: 'number', field: 'passNo', numbering: 'visit-pass' }] },
            ],
            'approve.return': [{ target: 'draft' }],
          },
        },
        admitted: { class: 'terminal', title: title('已批准'), documents: ['visit-pass'] },
      },
    },
  ],
  [
    'numbering',
    'visit-pass',
    { key: 'visit-pass', module: 'visit', kind: 'numbering', title: title('通行证号'), pattern: 'TX-{yyyy}-{n:3}' },
  ],
  [
    'document',
    'visit-pass',
    {
      key: 'visit-pass',
      module: 'visit',
      kind: 'document',
      record: 'visit',
      title: title('通行证'),
      numberField: 'passNo',
      prepare: [{ post: 'sourceClerk' }],
      issue: [{ post: 'sourceClerk' }],
      seal: false,
      style: 'record',
      template: 'visit/pass',
      view: {},
    },
  ],
];
const template =
  '<h1>{{organization.name}}</h1>\n<p>{{doc.title}}{{doc.number}}</p>\n<p>准予{{record.visitor}}进入，事由：{{record.reason}}。</p>\n';

interface RecordJson {
  readonly _id: string;
  readonly state: string;
  readonly version: number;
  readonly data: Record<string, unknown>;
}

describe('a module made while the system runs', () => {
  let system: TestSystem;
  let keeper: Client;
  let clerk: Client;
  let head: Client;
  let draft: string;
  let pass: RecordJson;

  before(async () => {
    system = await startSystem({ now: '2026-05-06T01:00:00.000Z', demoDir: 'test/support/jiangzhou' });
    [keeper, clerk, head] = await Promise.all([
      signIn(system.url, 'guzhiyao'),
      signIn(system.url, 'linxiaoman'),
      signIn(system.url, 'zhangguodong'),
    ]);
  });
  after(() => system.close());

  const put = (kind: string, key: string, body: object) =>
    keeper.request<ProblemJson>('PUT', `/drafts/${draft}/definitions/${kind}/${encodeURIComponent(key)}`, body);
  const act = async (who: Client, action: string, data: object = {}): Promise<RecordJson> => {
    const { _id, version } = pass;
    return (await who.post<{ record: RecordJson }>(`/records/visit/${_id}/actions/${action}`, { version, data }))
      .record;
  };

  it('is drafted piece by piece, and what is missing is named before it is published', async () => {
    assert.equal((await clerk.request('GET', '/records/visit')).status, 404);
    draft = (await keeper.post<{ id: string }>('/drafts', { title: '来访' })).id;
    for (const [kind, key, definition] of definitions) {
      const { status, body } = await put(kind, key, { definition });
      assert.equal(status, 200, JSON.stringify(body));
    }
    const { ok, findings } = await keeper.post<Json>(`/drafts/${draft}/check`);
    assert.equal(ok, false);
    const missing = findings.find(({ file }: Json) => file === 'definitions/visit/documents/visit-pass.json');
    assert.ok(missing, JSON.stringify(findings));
    assert.match(missing.message, /visit\/pass/);
  });

  it('goes into force when template and grants are there, without a restart', async () => {
    assert.equal((await put('template', 'visit/pass', { text: template })).status, 200);
    for (const [role, operations] of [
      ['regClerk', ['read', 'create', 'update', 'delete', 'act', 'documents', 'files', 'export']],
      ['deptHead', ['read', 'act']],
    ] as const) {
      const { definition } = await keeper.get<Json>(`/definitions/role/${role}`);
      definition.grants.push({ module: 'visit', operations, scope: 'organization' });
      assert.equal((await put('role', role, { definition })).status, 200);
    }
    const { ok, findings } = await keeper.post<Json>(`/drafts/${draft}/check`);
    assert.deepEqual(findings, []);
    assert.equal(ok, true);
    // New rights need the yes of somebody who may give rights: the keeper of rules alone may not, nor may that one publish.
    const alone = await keeper.request<ProblemJson>('POST', `/drafts/${draft}/publish`, { note: '来访' });
    assert.equal(alone.status, 403);
    assert.equal(alone.body.issues?.[0]?.params?.right, 'usersManage');
    const grantor = await signIn(system.url, 'fangguanli');
    assert.equal((await grantor.request('POST', `/drafts/${draft}/publish`, { note: '来访' })).status, 403);
    const { content, roles, approve } = await grantor.get<Json>(`/drafts/${draft}/access`);
    assert.deepEqual(
      roles.map(({ role }: Json) => role),
      ['deptHead', 'regClerk'],
    );
    assert.equal(approve.allowed, true);
    const approved = await grantor.post<Json>(`/drafts/${draft}/approve`, { content, note: '同意' });
    assert.equal(approved.approved, true);
    await keeper.post(`/drafts/${draft}/publish`, { note: '来访' });
    const [release] = await keeper.get<Json[]>('/releases');
    assert.deepEqual([release?.author.id, release?.approver.id], ['guzhiyao', 'fangguanli']);
    const menu = await clerk.get<Json[]>('/modules');
    assert.ok(menu.some(({ key }) => key === 'visit'));
  });

  it('files, lists, refuses and approves with its own workflow and numbers', async () => {
    const data = { visitor: '周建平', reason: '递交材料', cameAt: '2026-05-06' };
    pass = await clerk.post<RecordJson>('/records/visit', { data: { visitor: '周建平' } });
    const half = await clerk.request<ProblemJson>('POST', `/records/visit/${pass._id}/actions/admit`, {
      version: pass.version,
    });
    assert.equal(half.status, 422);
    assert.deepEqual(half.body.issues?.map(({ path }) => path).sort(), ['/cameAt', '/reason']);
    pass = await clerk.put<RecordJson>(`/records/visit/${pass._id}`, { data, version: pass.version });
    pass = await act(clerk, 'admit');
    assert.equal(pass.state, 'asked');
    assert.equal((await head.get<Json[]>('/tasks?state=todo')).length, 1);
    pass = await act(head, 'approve', { result: 'agree', opinion: '同意。' });
    assert.deepEqual([pass.state, pass.data.passNo], ['admitted', 'TX-2026-001']);
    const found = await clerk.get<RecordJson[]>(`/records/visit?visitor=${encodeURIComponent('周建平')}`);
    assert.deepEqual(
      found.map(({ _id }) => _id),
      [pass._id],
    );
    assert.equal(
      (await (await signIn(system.url, 'qianduoning')).request('GET', `/records/visit/${pass._id}`)).status,
      403,
    );
  });

  it('prints its own document', async (t) => {
    const paper = await clerk.post<{ id: string }>(`/records/visit/${pass._id}/documents`, { document: 'visit-pass' });
    const issued = await clerk.request<{ number: string }>('POST', `/documents/${paper.id}/issue`);
    if (issued.status === 503 && process.env.CI !== 'true') return t.skip('no browser can print here');
    assert.equal(issued.status, 202, JSON.stringify(issued.body));
    assert.equal(issued.body.number, 'TX-2026-001');
    await system.jobs.drain();
    const pdf = await clerk.get<Buffer>(`/documents/${paper.id}/pdf`);
    if (!canReadPdf && process.env.CI !== 'true') return t.skip('no pdftotext');
    assert.match(wordsOf(pdf), /通行证TX-2026-001准予周建平进入，事由：递交材料。/);
  });
});
