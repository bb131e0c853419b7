import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it, type TestContext } from 'node:test';
import { readConfig } from '#server/config.ts';
import { type System, start } from '#server/main.ts';
import { signIn } from '../support/client.ts';
import { testClock } from '../support/system.ts';
import { type AdminDesk, assertSound, openAdminDesk } from './admin-desk.ts';

const now = '2026-04-28T00:00:00.000Z';
const limit = 'definitions/case/parameters/hearing-fine.json';

/** The content of one file of the newest release is damaged where it lies. */
const damage = (dataDir: string): void => {
  const database = new DatabaseSync(join(dataDir, 'zhifa.db'));
  const newest = 'select content from blob where hash = (select manifest from `release` order by number desc limit 1)';
  const { content } = database.prepare(newest).get() as { content: string };
  const hash = (JSON.parse(content) as Record<string, string>)[limit] ?? '';
  const { changes } = database.prepare('update blob set content = \'{"kind": "para\' where hash = ?').run(hash);
  assert.equal(changes, 1);
  database.close();
};

describe('a release that cannot be read at the start is passed over, and both interfaces say so', () => {
  let dataDir = '';
  let system: System;
  let desk: AdminDesk | string;
  const boot = () => {
    const demo = { DEMO_DIR: resolve('test/support/jiangzhou') };
    return start(readConfig({ DATA_DIR: dataDir, PORT: '0', CLOCK: now, ...demo }), testClock(now));
  };

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'zhifa-safe-'));
    system = await boot();
    const maintainer = await signIn(system.url, 'guzhiyao');
    const { id } = await maintainer.post<{ id: string }>('/drafts', { title: 'x' });
    const { definition } = await maintainer.get<{ definition: object }>('/definitions/parameter/hearing-fine');
    const title = { zh: '听证限额（罚款）' };
    await maintainer.put(`/drafts/${id}/definitions/parameter/hearing-fine`, { definition: { ...definition, title } });
    await maintainer.post(`/drafts/${id}/publish`, { note: '改名' });
    await system.close();
    damage(dataDir);
    system = await boot();
    desk = await openAdminDesk(system);
  });
  after(async () => {
    if (typeof desk !== 'string') await desk.close();
    await system.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const scene = (title: string, play: (desk: AdminDesk) => Promise<void>) =>
    it(title, (t: TestContext) => (typeof desk === 'string' ? t.skip(desk) : play(desk)));

  scene('officers see that an older release is used, and work on', async (desk) => {
    await desk.as('linxiaoman');
    await desk.hands.open('/');
    await desk.hands.sees('安全模式');
    await desk.hands.sees('工作台');
    await desk.picture('safe-mode-officer');
    assert.deepEqual(await desk.hands.barriers(), []);
  });

  scene('administrators see which file is at fault and take the release back', async (desk) => {
    const { hands } = desk;
    await desk.as('guzhiyao');
    await hands.open('/admin/releases');
    await hands.sees('安全模式：最新版本无法加载');
    await hands.sees(limit);
    await desk.picture('safe-mode-admin');
    await assertSound(desk, 'safe mode');
    await hands.press('撤回该版本');
    await desk.type('#revert-note', '内容损坏');
    await desk.page.locator('.ant-modal .ant-btn-primary').click();
    await desk.page.waitForSelector('tr.ant-table-row ::-p-text(内容损坏)');
    const page = (await desk.texts('body')).join();
    assert.doesNotMatch(page, /安全模式/);
    await hands.open('/admin/definitions/parameter/hearing-fine');
    await hands.sees('听证限额：罚款');
    assert.deepEqual(desk.noise, []);
  });
});
