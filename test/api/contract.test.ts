import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Ajv, type ValidateFunction } from 'ajv';
import { type Client, clientOf, signIn } from '../support/client.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { name: string; in: string }[];
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema: object }> }>>;
}
interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { properties: Record<string, unknown> }>> };
}

const library = 'test/support/library';
const ajv = new Ajv({ strict: false, allErrors: true });
let system: TestSystem;
let dora: Client;
let api: Api;

before(async () => {
  system = await startSystem({ now: '2026-03-02T02:00:00.000Z', packDir: library, demoDir: `${library}/demo` });
  dora = await signIn(system.url, 'dora');
  api = await dora.get<Api>('/openapi.json');
});
after(() => system.close());

const operations = () =>
  Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

const schemaOf = (operation: Operation, status: number): ValidateFunction | undefined => {
  const answer = operation.responses[String(status)] ?? operation.responses.default;
  const content = answer?.content?.['application/json'] ?? answer?.content?.['application/problem+json'];
  return content === undefined ? undefined : ajv.compile(content.schema);
};

test('the description names the fields of the modules as the definitions declare them', () => {
  assert.deepEqual(Object.keys(api.components.schemas).sort(), ['loan', 'reader']);
  assert.ok('loanNumber' in (api.components.schemas.loan?.properties ?? {}));
});

test('operation ids are unique', () => {
  const ids = operations().map(({ operation }) => operation.operationId);
  assert.equal(new Set(ids).size, ids.length);
});

test('every reading operation answers by its schema, with a record and without', async () => {
  const loan = await dora.post<{ _id: string }>('/records/loan', { data: { book: 'B' } });
  const values: Record<string, string> = {
    module: 'loan',
    child: 'loan',
    kind: 'parameter',
    key: 'loan-term',
    other: 'x',
    token: 'x',
    id: loan._id,
  };
  for (const { path, method, operation } of operations().filter((one) => one.method === 'get')) {
    const address = path.replace(/^\/api/, '').replaceAll(/\{(\w+)\}/g, (_match, name: string) => values[name] ?? 'x');
    const reply = await dora.request(method.toUpperCase(), address);
    assert.ok(reply.status < 500, `${operation.operationId} answered ${reply.status}`);
    const validate = schemaOf(operation, reply.status);
    if (validate && !Buffer.isBuffer(reply.body)) {
      assert.ok(
        validate(reply.body),
        `${operation.operationId} ${reply.status}: ${JSON.stringify(validate.errors?.slice(0, 3))} ${JSON.stringify(reply.body ?? null).slice(0, 300)}`,
      );
    }
  }
});

test('without a session every operation that is not public answers 401, and never 500', async () => {
  const nobody = clientOf(system.url, '');
  for (const { path, method, operation } of operations()) {
    const address = path.replace(/^\/api/, '').replaceAll(/\{\w+\}/g, 'x');
    const reply = await nobody.request(
      method.toUpperCase(),
      address,
      ['post', 'put', 'patch'].includes(method) ? {} : undefined,
    );
    const isPublic = (operation as unknown as { security: unknown[] }).security.length === 0;
    if (!isPublic) assert.equal(reply.status, 401, `${operation.operationId} answered ${reply.status}`);
    assert.ok(reply.status < 500, `${operation.operationId} answered ${reply.status}`);
  }
});

test('a write without an idempotency key is refused', async () => {
  const response = await fetch(`${system.url}/api/records/loan`, {
    method: 'POST',
    headers: { cookie: dora.cookie, 'content-type': 'application/json' },
    body: '{"data":{}}',
  });
  assert.equal(response.status, 400);
  assert.match(((await response.json()) as { type: string }).type, /idempotency-missing$/);
});

test('a page of another site cannot write, and refusals keep the security headers', async () => {
  const response = await fetch(`${system.url}/api/records/loan`, {
    method: 'POST',
    headers: {
      cookie: dora.cookie,
      'content-type': 'application/json',
      origin: 'https://elsewhere.example',
      'idempotency-key': 'a'.repeat(20),
    },
    body: '{"data":{}}',
  });
  assert.equal(response.status, 403);
  assert.match(response.headers.get('content-security-policy') ?? '', /script-src 'self'/);
});

test('an unknown address under /api answers a problem, and a wrong method 405', async () => {
  assert.equal((await dora.request('GET', '/nothing-here')).status, 404);
  assert.equal((await dora.request('PATCH', '/modules', {})).status, 405);
});
