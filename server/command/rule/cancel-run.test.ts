import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listRuns } from '#server/query/list-runs.ts';
import { findRuleRun, findRuleSwitch } from '#server/storage/rule-runs.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { openWatch, type Watch } from '#test/support/watch/hands.ts';
import { codesOf } from '#test/support/workshop-hands.ts';
import { cancelRun } from './cancel-run.ts';
import { performRun } from './perform-run.ts';
import { startRun } from './start-run.ts';

onEachStorage('A run that somebody ends', (context) => {
  let watch: Watch;
  const readers = 90;
  before(async () => {
    watch = await openWatch(context);
    const losses = Array.from({ length: readers * 3 }, (_, n) => ({
      reader: `R${n % readers}`,
      on: '2026-02-01',
      book: 'Atlas',
      weight: 'slight',
      proven: true,
      place: '960102',
    }));
    await watch.fill(losses);
  });
  after(() => watch?.close());

  const begin = async () => (await startRun(await watch.ruler(), { key: 'watch-list', asOf: '2026-03-02' })).id;

  test('before it began is not begun', async () => {
    const id = await begin();
    await cancelRun(await watch.ruler(), { id });
    await performRun(await watch.platform(), { run: id });
    assert.equal((await findRuleRun(context.storage.read, id))?.state, 'cancelled');
    assert.equal((await watch.records('watch')).length, 0);
    assert.deepEqual(await codesOf(cancelRun(await watch.ruler(), { id })), ['run-ended']);
  });

  test('halfway keeps what it has done, tells how far it was, and is no failure; the next run does the rest', async () => {
    const id = await begin();
    let ended = false;
    const going = performRun(await watch.platform(), { run: id }).finally(() => {
      ended = true;
    });
    const percents = new Set<number>();
    while (!ended) {
      const { runs } = await listRuns(await watch.ruler(), { key: 'watch-list' });
      const percent = runs.find((run) => run.id === id)?.percent ?? null;
      if (percent !== null) percents.add(percent);
      if ((percent ?? 0) > 60) break;
      await new Promise(setImmediate);
    }
    await cancelRun(await watch.ruler(), { id });
    await going;
    const made = (await watch.records('watch')).length;
    assert.ok(made > 0 && made < readers, `${made}`);
    assert.equal((await findRuleRun(context.storage.read, id))?.state, 'cancelled');
    assert.equal((await findRuleSwitch(context.storage.read, 'watch-list'))?.failures ?? 0, 0);
    await performRun(await watch.platform(), { run: id });
    assert.equal((await watch.records('watch')).length, made);
    const next = await begin();
    await performRun(await watch.platform(), { run: next });
    const { state, created } = (await findRuleRun(context.storage.read, next)) ?? {};
    assert.deepEqual([state, Number(created)], ['done', readers - made]);
    // What was filled in has no events of its own.
    const broken = await watch.broken();
    assert.deepEqual(
      broken.filter(({ row }) => !row.startsWith('l0')),
      [],
    );
  });
});
