import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { type Client, signIn } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

interface Target {
  readonly page: string;
  readonly record?: string;
  readonly view?: string | null;
  readonly query: Readonly<Record<string, string>>;
}

interface Tile {
  readonly key: string;
  readonly kind: string;
  readonly value?: number;
  readonly measure?: { readonly key: string; readonly function: string };
  readonly figures?: { readonly values: Readonly<Record<string, number | null>> };
  readonly rows?: readonly { readonly value: number; readonly to: Target }[];
  readonly total?: number;
  readonly records?: readonly { readonly _id: string }[];
  readonly report?: { readonly measures: readonly { readonly key: string }[]; readonly rows: readonly object[] };
  readonly to: Target;
}

const total = async (who: Client, { record, view, query }: Target): Promise<number> => {
  const asked = new URLSearchParams({ ...query, ...(view ? { view } : {}), limit: '0' });
  const { headers, status } = await who.request('GET', `/records/${record}?${asked}`);
  assert.equal(status, 200, `${record} ${asked}`);
  return Number(/\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1]);
};

onEachDatabase('dashboards', ({ where, share }) => {
  let system: TestSystem;
  before(async () => {
    system = await startSystem({ now: '2026-06-30T02:00:00.000Z', ...where() });
    // What the demonstration sent is on its way still: orders that arrive are somebody's tasks.
    await system.jobs.drain();
  });
  after(() => system?.close());

  /** Of a county, its city and the province, one or two of each role. */
  const people = (
    'wuzhicheng shenlixin hanzhenhua xujianping caoyaqin chenmingyuan fengxiaofeng pengwenbo zengsiqi xiaojingyi ' +
    'yuanguoqiang caixiulan chenglixin dingyongkang luwenbo cuihaiyan xusiqi yuanzhicheng yejianping zhongguoqiang'
  ).split(' ');

  test('every figure of every dashboard leads to as many records as it says, for each reader', async () => {
    const names = share(people, 4);
    let figures = 0;
    for (const name of names) {
      const who = await signIn(system.url, name);
      for (const { key } of await who.get<{ key: string }[]>('/dashboards')) {
        const { tiles } = await who.get<{ tiles: Tile[] }>(`/dashboards/${key}`);
        assert.ok(tiles.length > 0, `${name} ${key}`);
        for (const tile of tiles) {
          const said = `${name} ${key} ${tile.key}`;
          if (tile.kind === 'number' && tile.to.page === 'list')
            assert.equal(await total(who, tile.to), tile.value, said);
          if (tile.kind === 'number' && tile.to.page === 'tasks') {
            const { headers } = await who.request('GET', `/tasks?${new URLSearchParams(tile.to.query)}`);
            assert.equal(Number(headers.get('x-total-count')), tile.value, said);
          }
          if (tile.kind === 'figure' && tile.measure?.function === 'count')
            assert.equal(await total(who, tile.to), tile.figures?.values[tile.measure.key], said);
          for (const row of tile.rows ?? []) assert.equal(await total(who, row.to), row.value, said);
          if (tile.kind === 'records') assert.equal(await total(who, tile.to), tile.total, said);
          if (tile.kind === 'chart') assert.equal(tile.report?.measures.length, 1, said);
          figures += 1;
        }
      }
    }
    assert.ok(figures >= 4 * names.length, String(figures));
  });

  test('a dashboard is for those who hold one of its roles, and nobody else finds it', async () => {
    const leader = await signIn(system.url, 'xujianping');
    assert.deepEqual(
      (await leader.get<{ key: string }[]>('/dashboards')).map(({ key }) => key),
      ['leading'],
    );
    assert.equal((await leader.request('GET', '/dashboards/handling')).status, 404);
    assert.equal((await leader.request('GET', '/dashboards/nothing')).status, 404);
    const handler = await signIn(system.url, 'wuzhicheng');
    assert.deepEqual(
      (await handler.get<{ key: string }[]>('/dashboards')).map(({ key }) => key),
      ['handling'],
    );
  });

  test('my own work is what I own or am assigned to', async () => {
    const handler = await signIn(system.url, 'wuzhicheng');
    const before = await total(handler, { page: 'list', record: 'case', query: { mine: 'true' } });
    const made = await handler.request('POST', '/records/case', { data: { caseTitle: '我自己的一件' } });
    assert.equal(made.status, 201);
    assert.equal(await total(handler, { page: 'list', record: 'case', query: { mine: 'true' } }), before + 1);
  });
});
