import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { type Client, signIn } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { type EditedPack, editedPack } from '../support/edited-pack.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

interface Found {
  readonly module: string;
  readonly total: number;
  readonly capped: boolean;
  readonly records: readonly {
    readonly _id: string;
    readonly metadata: { readonly title: string };
    readonly found: readonly { readonly title: { readonly zh: string } | null; readonly text: string }[];
  }[];
}

interface Stored {
  readonly _id: string;
  readonly version: number;
}

const library = 'test/support/library';
const phone = '13800138000';

onEachDatabase('the search over all modules', ({ where }) => {
  let pack: EditedPack;
  let system: TestSystem;
  let dora: Client;
  let wim: Client;
  let gus: Client;

  before(async () => {
    pack = await editedPack(
      {
        'reader/module.json': (module) => {
          module.list.search = ['phone'];
        },
        'loan/module.json': (module) => {
          module.list.search = ['loanNumber'];
        },
        'platform/roles/guest.json': (role) => {
          role.grants.push({ module: 'reader', operations: ['read'], scope: 'organization' });
        },
      },
      {},
      library,
    );
    system = await startSystem({
      now: '2026-03-02T02:00:00.000Z',
      packDir: pack.dir,
      demoDir: `${library}/demo`,
      ...where(),
    });
    [dora, wim, gus] = (await Promise.all(['dora', 'wim', 'gus'].map((name) => signIn(system.url, name)))) as [
      Client,
      Client,
      Client,
    ];
  });
  after(async () => {
    await system?.close();
    await pack?.dispose();
  });

  const search = (who: Client, words: string) => who.get<Found[]>(`/search?q=${encodeURIComponent(words)}`);
  const titles = async (who: Client, words: string) =>
    (await search(who, words)).flatMap(({ records }) => records.map(({ metadata }) => metadata.title)).sort();
  const loan = (book: string) =>
    dora.post<Stored>('/records/loan', { data: { book, genre: 'atlas', price: 100, lentAt: '2026-03-02' } });

  test('a part of a Chinese title is found, in any width, case and kind of brackets, and all words are asked for', async () => {
    await loan('江州市地图集【修订版】Atlas');
    await loan('江州市食品安全志');
    assert.deepEqual(await titles(dora, '州市'), ['江州市地图集【修订版】Atlas', '江州市食品安全志']);
    assert.deepEqual(await titles(dora, '(修订版)ａｔｌａｓ'), ['江州市地图集【修订版】Atlas']);
    assert.deepEqual(await titles(dora, '安全 江州'), ['江州市食品安全志']);
    assert.deepEqual(await titles(dora, '安全 地图'), []);
    assert.deepEqual(await titles(dora, '%_'), []);
  });

  test('what is found stands by module with its number, five of each, and the list of the module pages through all', async () => {
    for (const number of [1, 2, 3, 4, 5, 6, 7]) await loan(`长篇小说第${number}卷`);
    await dora.post('/records/reader', { data: { name: '长篇小说爱好者', phone } });
    const groups = await search(dora, '长篇');
    assert.deepEqual(
      groups.map(({ module, total, capped, records }) => [module, total, capped, records.length]),
      [
        ['loan', 7, false, 5],
        ['reader', 1, false, 1],
      ],
    );
    const { status, body, headers } = await dora.request<Stored[]>(
      'GET',
      `/records/loan?q=${encodeURIComponent('长篇')}&limit=3&skip=6`,
    );
    assert.deepEqual([status, body.length, headers.get('content-range')], [200, 1, 'items 6-6/7']);
    const beside = await dora.get<Stored[]>(`/records/loan?q=${encodeURIComponent('长篇')}&book__contains=7`);
    assert.equal(beside.length, 1);
  });

  test('a starred field finds a record only for those who see it in full', async () => {
    await dora.post('/records/reader', { data: { name: '周密', phone: '13912345678' } });
    assert.deepEqual(await titles(dora, '13912345678'), ['周密']);
    assert.deepEqual(await titles(dora, '周密 1234'), ['周密']);
    assert.deepEqual(await titles(gus, '周密'), ['周密']);
    const shown = JSON.stringify(await search(gus, '周密'));
    assert.doesNotMatch(shown, /1391234/);
    assert.deepEqual(await titles(gus, '13912345678'), []);
    assert.deepEqual(await titles(gus, '1234'), []);
    assert.deepEqual(await titles(gus, '周密 1234'), []);
    assert.deepEqual(await gus.get(`/records/reader?q=1234`), []);
  });

  test('what another organization has is not found, and has no number either', async () => {
    assert.deepEqual(await search(wim, '长篇'), []);
    assert.deepEqual(await search(wim, '周密'), []);
  });

  test('a number given later, a new title and a deletion are told at once', async () => {
    const draft = await loan('旧书名');
    const { record } = await dora.post<{ record: Stored & { data: { loanNumber?: string } } }>(
      `/records/loan/${draft._id}/actions/request`,
      { version: draft.version, data: {} },
    );
    const number = record.data.loanNumber ?? '';
    if (number !== '') assert.deepEqual(await titles(dora, number), ['旧书名']);
    const other = await loan('另一本旧书');
    await dora.request('PUT', `/records/loan/${other._id}`, {
      version: other.version,
      data: { book: '另一本新书', genre: 'atlas', price: 100, lentAt: '2026-03-02' },
    });
    assert.deepEqual(await titles(dora, '另一本旧'), []);
    const [now] = (await search(dora, '另一本新')).flatMap(({ records }) => records);
    assert.equal(now?.metadata.title, '另一本新书');
    const { body } = await dora.request<Stored>('GET', `/records/loan/${other._id}`);
    assert.ok((await dora.request('DELETE', `/records/loan/${other._id}?version=${body.version}`)).status < 300);
    assert.deepEqual(await titles(dora, '另一本'), []);
  });

  test('too short and too long a question is refused by name', async () => {
    for (const words of ['书', '书'.repeat(101)]) {
      const reply = await dora.request<{ issues: { path: string }[] }>('GET', `/search?q=${encodeURIComponent(words)}`);
      assert.deepEqual([reply.status, reply.body.issues[0]?.path], [422, '/q']);
    }
  });
});
