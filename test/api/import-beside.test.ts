import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Client } from '../support/client.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { type ImportRun, importDesk, openImportDesk } from '../support/import-desk.ts';
import { csv, enterpriseHeads, enterpriseRow } from '../support/import-files.ts';
import type { TestSystem } from '../support/system.ts';

const rows = 4500;

interface Told extends ImportRun {
  readonly holdsUp: number;
  readonly done: number;
}

onEachDatabase('writers beside an import', ({ where }) => {
  let system: TestSystem;
  let clerk: Client;
  let close: (() => Promise<void>) | undefined;
  before(async () => {
    ({ system, clerk, close } = await openImportDesk(where()));
  });
  after(() => close?.());
  const { hand, count } = importDesk(() => system);
  const file = (from: number) =>
    Buffer.from(csv([[...enterpriseHeads], ...Array.from({ length: rows }, (_, n) => enterpriseRow(from + n))]));
  const shown = (id: string) => clerk.get<Told>(`/imports/runs/${id}`);

  for (const [mode, from] of [
    ['all', 3_000_000],
    ['rows', 4_000_000],
  ] as const)
    test(`${mode}: who saves meanwhile is told nothing wrong and loses nothing, and the pages go on to be read`, async () => {
      const run = await hand(clerk, 'enterprises', file(from), `${mode}.csv`);
      const sqlite = system.storage.dialect === 'sqlite';
      assert.equal((await shown(run.id)).holdsUp, sqlite ? 3 : 0);
      const was = await count('from record');
      await clerk.post(`/imports/runs/${run.id}/start`, { mode });
      for (;;) if ((await shown(run.id)).done > 0) break;
      const saved = Array.from({ length: 5 }, (_, n) =>
        clerk.post('/records/case', { data: { caseTitle: `旁人所写${mode}${n}` } }),
      );
      assert.ok((await shown(run.id)).done > 0, 'progress is shown while others wait');
      await Promise.all(saved);
      const state = (await shown(run.id)).state;
      await system.jobs.drain();
      const done = await shown(run.id);
      assert.deepEqual([done.state, done.written], ['done', rows]);
      assert.equal(await count('from record'), was + rows + 5);
      if (mode === 'rows') assert.equal(state, 'running', 'by rows nobody waits for the end');
    });
});
