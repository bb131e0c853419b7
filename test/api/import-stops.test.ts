import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Client } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { type ImportRun, importDesk, openImportDesk } from '../support/import-desk.ts';
import { csv, enterpriseHeads, enterpriseRow } from '../support/import-files.ts';
import type { TestSystem } from '../support/system.ts';

onEachDatabase('imports that are stopped', ({ where }) => {
  let system: TestSystem;
  let clerk: Client;
  let close: (() => Promise<void>) | undefined;
  before(async () => {
    ({ system, clerk, close } = await openImportDesk(where()));
  });
  after(() => close?.());
  const { hand, start, count } = importDesk(() => system);

  const stopWhile = async (run: ImportRun, mode: 'all' | 'rows'): Promise<ImportRun> => {
    await clerk.post(`/imports/runs/${run.id}/start`, { mode });
    for (;;) {
      const { done, state } = await clerk.get<ImportRun & { done: number }>(`/imports/runs/${run.id}`);
      assert.ok(['waiting', 'running'].includes(state), state);
      if (done > 0) break;
    }
    await clerk.post(`/imports/runs/${run.id}/cancel`);
    await system.jobs.drain();
    return await clerk.get<ImportRun>(`/imports/runs/${run.id}`);
  };

  test('a run by rows that is cancelled keeps what went in, and goes on there; all at once nothing is kept', async () => {
    const file = (from: number) =>
      Buffer.from(csv([[...enterpriseHeads], ...Array.from({ length: 3000 }, (_, n) => enterpriseRow(from + n))]));
    const was = await count('from record');
    const some = await stopWhile(await hand(clerk, 'enterprises', file(2_000_000), 'some.csv'), 'rows');
    assert.equal(some.state, 'cancelled');
    assert.ok(some.written > 0 && some.written < 3000, String(some.written));
    assert.equal(await count('from record'), was + some.written);
    const done = await start(clerk, some, 'rows');
    assert.deepEqual([done.state, done.written], ['done', 3000]);
    assert.equal(await count('from record'), was + 3000);

    const none = await stopWhile(await hand(clerk, 'enterprises', file(3_000_000), 'none.csv'), 'all');
    assert.deepEqual([none.state, none.written], ['cancelled', 0]);
    assert.equal(await count('from record'), was + 3000);
    assert.equal((await start(clerk, none, 'all')).written, 3000);
    assert.equal(await count('from record'), was + 6000);
  });
});
