import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { all } from '#server/storage/db.ts';
import { type Client, clientOf, signIn } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { peopleFolder } from '../support/people-folder.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

interface Managed {
  readonly id: string;
  readonly username: string;
  readonly active: boolean;
  readonly password: string;
  readonly roles: readonly { key: string }[];
  readonly posts: readonly { post: string; from: string | null; to: string | null }[];
  readonly requests: readonly { id: string; role: string }[];
}
interface Refusal {
  readonly type: string;
  readonly issues: readonly { path: string; code: string }[];
}

onEachDatabase('accounts and their administrators', ({ where }) => {
  let system: TestSystem;
  let remove: () => void;
  let city: Client;
  let province: Client;
  let national: Client;
  let id = '';
  before(async () => {
    const { demoDir, remove: away } = peopleFolder();
    remove = away;
    system = await startSystem({ ...where(), now: '2026-06-30T01:00:00.000Z', demoDir });
    city = await signIn(system.url, 'tianxiulan');
    province = await signIn(system.url, 'shenjingyi');
    national = await signIn(system.url, 'luyumei');
  });
  after(async () => {
    await system?.close();
    remove?.();
  });

  const list = (client: Client, query = '') =>
    client.get<{ total: number; items: Managed[] }>(`/accounts?limit=100&${query}`);
  const one = async (client: Client) => {
    const found = (await list(client, 'search=linguo')).items.find((row) => row.id === id);
    return found ?? assert.fail('no such account');
  };
  const refused = async (client: Client, method: string, path: string, body: object = {}) => {
    const { status, body: answer } = await client.request<Refusal>(method, path, method === 'GET' ? undefined : body);
    return [status, answer.issues?.[0]?.code ?? answer.type.split(':').at(-1)];
  };
  const enter = (body: object) =>
    clientOf(system.url, '').request<Refusal>('POST', '/session', body, {
      headers: { 'x-forwarded-for': '127.0.0.1' },
    });

  test('an administrator sees the people of his organization and those below, page by page, and nobody else may look', async () => {
    const mine = await list(city);
    const above = await list(province);
    assert.ok(mine.total > 20 && above.total > mine.total);
    const page = await city.get<{ total: number; items: Managed[] }>('/accounts?limit=5&skip=5');
    assert.deepEqual(
      page.items.map((row) => row.username),
      mine.items.slice(5, 10).map((row) => row.username),
    );
    const leaders = await list(city, 'role=leader&organization=96010200');
    assert.deepEqual(
      leaders.items.map(({ username }) => username),
      ['caoyaqin', 'dengyongkang', 'xujianping'],
    );
    assert.deepEqual(
      (await list(city, 'post=statistician&organization=96010200')).items.map(({ username }) => username),
      ['caixiulan'],
    );
    assert.deepEqual(await refused(await signIn(system.url, 'luwenbo'), 'GET', '/accounts'), [
      403,
      'access.systemRight',
    ]);
  });

  test('a new account is made below, once for one key, and not with roles beyond the maker’s rights', async () => {
    const body = {
      username: 'linguo',
      name: '林果',
      organization: '96010200',
      roles: ['stat'],
      posts: [{ post: 'statistician', from: '2026-07-01', to: null }],
    };
    const made = await city.post<{ id: string; given: string[]; posts: number }>('/accounts', body, 'make-linguo');
    assert.deepEqual([made.given, made.posts], [['stat'], 1]);
    id = made.id;
    assert.equal((await city.post<{ id: string }>('/accounts', body, 'make-linguo')).id, id);
    assert.deepEqual(await refused(city, 'POST', '/accounts', body), [409, 'account.taken']);
    const other = { ...body, username: 'lin.two' };
    assert.deepEqual(await refused(city, 'POST', '/accounts', { ...other, organization: '96000000' }), [
      404,
      'not-found',
    ]);
    assert.deepEqual(await refused(city, 'POST', '/accounts', { ...other, roles: ['ruleAdmin'] }), [
      422,
      'account.beyond',
    ]);
    assert.deepEqual(
      await refused(city, 'POST', '/accounts', {
        ...other,
        posts: [{ post: 'handler', from: '2026-07-02', to: '2026-07-01' }],
      }),
      [422, 'account.dates'],
    );
    assert.deepEqual([(await one(city)).password, (await one(city)).posts[0]?.from], ['none', '2026-07-01']);
  });

  test('a given password is for one sign-in and has to be replaced there; a repeated request gives the same', async () => {
    const given = await city.post<{ password: string }>(`/accounts/${id}/password`, {}, 'give-linguo');
    const again = await city.post<{ password: string }>(`/accounts/${id}/password`, {}, 'give-linguo');
    assert.equal(again.password, given.password);
    assert.equal((await one(city)).password, 'oneTime');
    const { password } = given;
    const first = await enter({ username: 'linguo', password });
    assert.deepEqual([first.status, first.body.type.split(':').at(-1)], [403, 'password-change']);
    assert.equal((await enter({ username: 'linguo', password, newPassword: 'short' })).status, 403);
    assert.equal((await enter({ username: 'linguo', password, newPassword: password })).status, 403);
    assert.equal((await enter({ username: 'linguo', password, newPassword: 'meadow-and-river' })).status, 200);
    assert.equal((await enter({ username: 'linguo', password })).status, 401);
    assert.equal((await enter({ username: 'linguo', password: 'meadow-and-river' })).status, 200);
    assert.equal((await one(city)).password, 'own');
  });

  test('roles and posts change by date; what opens the platform or what is sensitive takes a second person', async () => {
    const change = (client: Client, roles: readonly string[]) =>
      client.put<{ given: string[]; asked: string[]; taken: string[] }>(`/accounts/${id}`, {
        name: '林果',
        roles,
        posts: [{ post: 'handler', from: null, to: '2026-12-31' }],
      });
    const done = await change(city, ['viewer', 'sysAdmin']);
    assert.deepEqual([done.given, done.asked, done.taken], [['viewer'], ['sysAdmin'], ['stat']]);
    const now = await one(city);
    assert.deepEqual(
      [now.roles.map(({ key }) => key), now.posts.map(({ post, to }) => [post, to]), now.requests[0]?.role],
      [['viewer'], [['handler', '2026-12-31']], 'sysAdmin'],
    );
    const request = `/accounts/requests/${now.requests[0]?.id}`;
    assert.deepEqual(await refused(city, 'POST', request, { agree: true }), [403, 'account.secondPerson']);
    await province.post(request, { agree: true });
    assert.deepEqual(await refused(national, 'POST', request, { agree: true }), [409, 'account.requestEnded']);
    assert.deepEqual(
      (await one(city)).roles.map(({ key }) => key),
      ['sysAdmin', 'viewer'],
    );
    await change(city, ['viewer']);
    const own = (await list(city, 'search=tianxiulan')).items[0];
    assert.deepEqual(await refused(city, 'PUT', `/accounts/${own?.id}`, { name: 'x', roles: ['leader'], posts: [] }), [
      403,
      'account.ownself',
    ]);
  });

  test('a suspended account loses its sessions; failed tries are forgotten when an administrator says so', async () => {
    const person = await signIn(system.url, 'linguo', 'meadow-and-river');
    await city.post(`/accounts/${id}/active`, { active: false });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    assert.equal((await person.request('GET', '/session')).status, 401);
    assert.equal((await enter({ username: 'linguo', password: 'meadow-and-river' })).status, 401);
    await city.post(`/accounts/${id}/active`, { active: true });
    for (let turn = 0; turn < 10; turn += 1) await enter({ username: 'linguo', password: 'wrong' });
    assert.equal((await enter({ username: 'linguo', password: 'meadow-and-river' })).status, 429);
    await city.post(`/accounts/${id}/unlock`);
    assert.equal((await enter({ username: 'linguo', password: 'meadow-and-river' })).status, 200);
  });

  test('all of it is told in the log', async () => {
    const events = await all<{ type: string }>(
      system.storage.read,
      "select type from event where type like 'account.%' order by seq",
    );
    assert.deepEqual(
      [...new Set(events.map(({ type }) => type))],
      [
        'account.created',
        'account.passwordGiven',
        'account.passwordChanged',
        'account.changed',
        'account.roleGranted',
        'account.suspended',
        'account.resumed',
        'account.unlocked',
      ],
    );
  });
});
