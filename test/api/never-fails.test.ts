import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { type Client, signIn } from '../support/client.ts';
import { readExample } from '../support/jiangzhou/walk.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

/** Whatever is asked, in any address and any body: a refusal, never a failure of the server. */
const odd = [
  '__proto__',
  'constructor',
  'toString',
  '%00',
  'a'.repeat(300),
  '..%2f..',
  '%E0%A4%A',
  '💥',
  "'",
  '--',
  'null',
  '-',
  '0',
  '%25',
  '',
];

const caseData = readExample('example-a').steps.find(({ key }) => key === 'registered')?.create?.data;
let system: TestSystem;
let clerk: Client;
let keeper: Client;
let record: string;
let draft: string;

before(async () => {
  system = await startSystem({ now: '2026-05-06T01:00:00.000Z', demoDir: 'test/support/jiangzhou' });
  [clerk, keeper] = await Promise.all([signIn(system.url, 'linxiaoman'), signIn(system.url, 'guzhiyao')]);
  record = `/records/case/${(await clerk.post<{ _id: string }>('/records/case', { data: caseData }))._id}`;
  draft = `/drafts/${(await keeper.post<{ id: string }>('/drafts', { title: 'odd' })).id}`;
});
after(() => system.close());

const ask = async (who: Client, method: string, path: string, body?: unknown): Promise<string | undefined> => {
  const { status } = await who.request(method, path, body);
  return status < 500 ? undefined : `${status} ${method} ${path} ${JSON.stringify(body)?.slice(0, 100)}`;
};

test('no address makes the server fail', async (t) => {
  const addresses = (one: string): readonly string[] => [
    ...['records', 'modules', 'reports', 'codes', 'documents', 'files', 'verify'].map((name) => `/${name}/${one}`),
    ...[`/records/case/${one}`, `/records/case/${one}/events`, `${record}/children/${one}`, `/documents/${one}/pdf`],
    ...[`/search?q=${one}${one}`, `/tasks?state=${one}&limit=${one}&skip=${one}`, `/users?q=${one}&post=${one}`],
    ...['', '-'].map((way) => `/records/case?sort=${way}${one}`),
    ...['', '__gte', '__in', '__contains'].map((operator) => `/records/case?${one}${operator}=1`),
    ...['caseTitle', 'filedAt', 'fineAmount', 'caseSource', 'violationTypes', 'intentional', 'state', 'due'].flatMap(
      (field) => [
        `/records/case?${field}__gte=${one}`,
        `/records/case?${field}__in=${one}`,
        `/records/case?${field}=${one}`,
      ],
    ),
    ...['select', 'limit', 'skip', 'organization', 'created'].map((name) => `/records/case?${name}=${one}`),
    ...[`/records/case/export.xlsx?sort=${one}`, `/reports/cases-by-source?from=${one}&to=${one}`],
  ];
  const kept = (one: string): readonly string[] => [
    `/definitions/${one}/${one}`,
    `/definitions/module/${one}`,
    `/definitions/template/${one}`,
    `/drafts/${one}`,
    `/releases/${one}/diff/${one}`,
  ];
  const failed: (string | undefined)[] = [];
  for (const one of odd) {
    for (const address of addresses(one)) failed.push(await ask(clerk, 'GET', address));
    for (const address of kept(one)) failed.push(await ask(keeper, 'GET', address));
  }
  t.diagnostic(`${failed.length} addresses`);
  assert.deepEqual(failed.filter(Boolean), []);
});

const bodies: readonly unknown[] = [
  ...[null, [], '', 'x', 1, true, {}, { data: null }, { data: [] }, { definition: {} }, { definition: null }],
  ...[
    { data: {}, version: '1' },
    { data: {}, version: 1.5 },
    { data: {}, version: -1 },
    { data: {}, version: 1e300 },
  ],
  ...[
    { data: {}, version: 1, form: '__proto__' },
    { data: {}, form: 'constructor', version: 1 },
    { data: {}, parent: '' },
  ],
  ...[
    { upload: '', name: 'x' },
    { upload: 1, name: 2 },
    { document: '__proto__' },
    { document: 'constructor', data: {} },
  ],
  ...[{ document: 'filing-approval', subject: 'x' }, { document: 'filing-approval', data: { x: 1 } }, { reason: '' }],
  ...[{ servedAt: 'x' }, { title: '' }, { definition: { kind: 'parameter' } }, { definition: [] }, { definition: 1 }],
  ...[
    { text: 1 },
    { text: '' },
    { note: 1 },
    { facts: {}, regime: 1 },
    { facts: [], date: 'x' },
    { zip: 'x' },
    { zip: '' },
  ],
  ...[{ zip: 'UEsDBA==' }, { username: 1, password: 2 }, { username: 'x', password: 'y'.repeat(10_000) }],
  ...[
    { version: 1, data: { result: '__proto__' } },
    { version: 1, data: { result: 'agree', returnTo: 'x', skip: ['y'] } },
  ],
  { version: 1, onBehalfOf: 'x', data: {} },
];

test('no body makes the server fail', async (t) => {
  const clerks: readonly (readonly [string, string])[] = [
    ...['case', 'party', '__proto__'].map((module) => ['POST', `/records/${module}`] as const),
    ['PUT', record],
    ['PUT', `${record}/stash`],
    ...['submitSource', '__proto__', 'constructor', 'toString.recall', 'submitSource.recall'].map(
      (action) => ['POST', `${record}/actions/${action}`] as const,
    ),
    ...[`${record}/documents`, `${record}/files`, '/documents/x/issue', '/documents/x/void', '/documents/x/serve'].map(
      (path) => ['POST', path] as const,
    ),
    ...['/tasks/x/claim', '/decisions/x/replay'].map((path) => ['POST', path] as const),
  ];
  const keepers: readonly (readonly [string, string])[] = [
    ...[
      'parameter/pay',
      'parameter/__proto__',
      '__proto__/x',
      'constructor/x',
      'template/..%2f..%2fx',
      'style/x',
      'form/party',
    ].map((item) => ['PUT', `${draft}/definitions/${item}`] as const),
    ...[
      '/drafts/x/publish',
      '/releases/x/revert',
      '/pack',
      '/rules/hearing-right/simulate',
      '/rules/__proto__/simulate',
    ].map((path) => ['POST', path] as const),
  ];
  const failed: (string | undefined)[] = [];
  for (const body of bodies) {
    for (const [method, path] of clerks) failed.push(await ask(clerk, method, path, body));
    for (const [method, path] of keepers) failed.push(await ask(keeper, method, path, body));
  }
  t.diagnostic(`${failed.length} bodies`);
  assert.deepEqual(failed.filter(Boolean), []);
});
