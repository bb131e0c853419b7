import assert from 'node:assert/strict';
import type { ShownReceipts } from '#server/query/read-receipts.ts';
import { type Client, signIn } from './client.ts';
import { peopleFolder } from './people-folder.ts';
import { startSystem, type TestSystem } from './system.ts';

export interface Shown {
  readonly _id: string;
  readonly state: string;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
}

// 江东省局, its cities and a county; who they are says demo/accounts.json.
export const orderPeople = {
  provinceHandler: 'yuanzhicheng',
  provinceHead: 'yuzhenhua',
  provinceLeader: 'yejianping',
  cityClerk: 'lvjianping',
  cityHandler: 'dingyongkang',
  cityHead: 'luwenbo',
  cityLeader: 'zhongjingyi',
  countyClerk: 'chenmingyuan',
  countyHandler: 'wuzhicheng',
  countyHead: 'hanzhenhua',
  countyLeader: 'xujianping',
} as const;
type Name = keyof typeof orderPeople;

export const warningData = {
  title: '糕点检出甲醛次硫酸氢钠',
  level: 'yellow',
  reportCycle: 'weekly',
  scope: '临江市',
  analysis: '同类案件连续三周上升。',
  measures: '排查生产企业，专项抽查。',
  receivers: ['96010000'],
};

/** The offices of a province at work on the shipped pack: organizations and people of the demonstration, no cases. */
export const openOrderDesk = async (where: { readonly databaseUrl?: string } = {}) => {
  const { demoDir, remove } = peopleFolder();
  const system: TestSystem = await startSystem({ now: '2026-06-22T02:00:00.000Z', demoDir, ...where });
  const clients = new Map<Name, Client>();
  const signInAll = async () => {
    for (const [name, username] of Object.entries(orderPeople))
      clients.set(name as Name, await signIn(system.url, username));
  };
  await signInAll();
  /** Another day: sessions have ended by then. */
  const moveTo = async (instant: string) => {
    system.clock.set(instant);
    await signInAll();
  };

  const as = (name: Name): Client => clients.get(name) ?? assert.fail(`${name} is nobody`);
  const read = (name: Name, module: string, id: string) => as(name).get<Shown>(`/records/${module}/${id}`);
  const act = async (name: Name, at: readonly [module: string, id: string], action: string, data: object = {}) => {
    const [module, id] = at;
    const { version } = await read(name, module, id);
    const reply = await as(name).request<{ issues?: { code: string; message: string }[]; record?: Shown }>(
      'POST',
      `/records/${module}/${id}/actions/${action}`,
      { data, version },
    );
    return reply;
  };
  const done = async (...of: Parameters<typeof act>) => {
    const { status, body } = await act(...of);
    assert.ok(status < 300, `${of[0]} ${of[2]}: ${status} ${JSON.stringify(body)}`);
  };
  const receipts = async (name: Name, module: string, id: string): Promise<ShownReceipts> => {
    const [found] = await as(name).get<ShownReceipts[]>(`/records/${module}/${id}/receipts`);
    return found ?? assert.fail('nobody was asked');
  };
  /** Messages travel behind the answers: waits until every receipt is as expected. */
  const arrive = async (name: Name, order: readonly [string, string], states: readonly string[]) => {
    for (let turn = 0; turn < 100; turn += 1) {
      const shown = (await receipts(name, ...order)).receipts;
      if (shown.every(({ pending }) => pending === null) && String(shown.map(({ state }) => state)) === String(states))
        return shown;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return assert.fail(`still ${JSON.stringify((await receipts(name, ...order)).receipts, null, 1)}`);
  };

  const issue = async (prefix: 'province' | 'city', module: string, id: string) => {
    await done(`${prefix}Handler`, [module, id], 'submit');
    await done(`${prefix}Head`, [module, id], 'issue', { result: 'agree' });
    await done(`${prefix}Leader`, [module, id], 'issue', { result: 'agree' });
  };
  const close = async () => {
    await system.close();
    remove();
  };
  return { system, moveTo, as, read, act, done, receipts, arrive, issue, close };
};
