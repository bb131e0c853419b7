import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { onEachStorage } from '#test/support/storage.ts';
import { openWatch, type Watch } from '#test/support/watch/hands.ts';

onEachStorage('Runs of rule sets', (context) => {
  let watch: Watch;
  before(async () => {
    watch = await openWatch(context);
  });
  after(() => watch?.close());

  const today = '2026-03-02';
  const runOf = async (ruleSet = 'watch-list', asOf = today) => {
    const run = await watch.run(ruleSet, asOf);
    assert.deepEqual([run.state, run.error], ['done', null]);
    return [run.hits, run.created, run.changed, run.lapsed].map(Number);
  };
  /** What is watched: reader, count, state. */
  const watched = async (reader?: string) =>
    (await watch.records('watch'))
      .filter(({ data }) => reader === undefined || data.reader === reader)
      .map(({ data, state }) => [data.reader, data.count, state]);

  test('a run makes one record for every subject that is hit, and a second run changes nothing', async () => {
    for (const on of ['2025-01-10', '2025-05-10', '2026-02-01']) await watch.lose({ reader: 'Ann', on });
    await watch.lose({ reader: 'Bob', on: '2026-01-05', weight: 'grave' });
    for (const on of ['2025-01-10', '2026-02-02']) await watch.lose({ reader: 'Cy', on });
    await watch.forget();
    assert.deepEqual(await runOf(), [2, 2, 0, 0]);
    const found = await watch.records('watch');
    assert.deepEqual(
      found.map(({ data, organization }) => [data.reader, data.count, data.points, data.reasons, organization]),
      [
        ['Ann', 3, 3, ['many'], 'town'],
        ['Bob', 1, 5, ['heavy', 'gravely'], 'town'],
      ],
    );
    assert.equal(((found[0]?.data.losses ?? []) as object[]).length, 3);
    const before = await watch.counts();
    assert.deepEqual(await runOf(), [2, 0, 0, 0]);
    assert.deepEqual(await watch.counts(), before);
  });

  test('what nobody has decided yet is kept up to date; what somebody has is left alone', async () => {
    await watch.lose({ reader: 'Ann', on: '2026-02-20' });
    await watch.forget();
    assert.deepEqual(await runOf(), [2, 0, 1, 0]);
    assert.deepEqual(await watched('Ann'), [['Ann', 4, 'candidate']]);
    await watch.act('watch', await watch.idOf('watch', 'Ann'), 'list');
    await watch.lose({ reader: 'Ann', on: '2026-02-21' });
    await watch.forget();
    assert.deepEqual(await runOf(), [2, 0, 0, 0]);
    assert.deepEqual(await watched('Ann'), [['Ann', 4, 'listed']]);
  });

  test('what is no longer hit lapses while nobody has decided, and comes back when it is hit again', async () => {
    const [bob] = await watch.find('loss', { reader: 'Bob' });
    await watch.act('loss', bob ?? '', '', { proven: false });
    await watch.forget();
    assert.deepEqual(await runOf(), [1, 0, 0, 1]);
    assert.deepEqual(await watched('Bob'), [['Bob', 1, 'removed']]);
    const before = await watch.counts();
    assert.deepEqual(await runOf(), [1, 0, 0, 0]);
    assert.deepEqual(await watch.counts(), before);
    await watch.act('loss', bob ?? '', '', { proven: true });
    await watch.forget();
    assert.deepEqual(await runOf(), [2, 1, 0, 0]);
    assert.deepEqual(
      (await watched('Bob')).map(([, , state]) => state),
      ['removed', 'candidate'],
    );
  });

  test('what a person has dropped comes back only for a record that was not counted before', async () => {
    const id = (await watch.records('watch')).findLast(({ data }) => data.reader === 'Bob')?.id ?? '';
    await watch.act('watch', id, 'drop');
    assert.deepEqual(await runOf(), [2, 0, 0, 0]);
    assert.deepEqual(await runOf('watch-list', '2026-03-03'), [2, 0, 0, 0]);
    await watch.lose({ reader: 'Bob', on: '2026-02-25' });
    await watch.forget();
    assert.deepEqual(await runOf(), [2, 1, 0, 0]);
  });

  test('one subject decided again when a record changes ends as a run would have it', async () => {
    for (const on of ['2026-01-10', '2026-01-11', '2026-01-12']) await watch.lose({ reader: 'Dan', on });
    await watch.shop.jobs.drain();
    assert.deepEqual(await watched('Dan'), [['Dan', 3, 'candidate']]);
    const before = await watch.counts();
    assert.deepEqual((await runOf()).slice(1), [0, 0, 0]);
    assert.deepEqual(await watch.counts(), before);
    const [first] = await watch.find('loss', { reader: 'Dan' });
    await watch.act('loss', first ?? '', 'forget');
    await watch.shop.jobs.drain();
    assert.deepEqual(await watched('Dan'), [['Dan', 3, 'removed']]);
    assert.deepEqual((await runOf()).slice(1), [0, 0, 0]);
  });

  test('a record that goes from one subject to another has both decided again', async () => {
    for (const on of ['2026-01-10', '2026-01-11', '2026-01-12']) await watch.lose({ reader: 'Eve', on });
    for (const on of ['2026-01-10', '2026-01-11']) await watch.lose({ reader: 'Flo', on });
    await watch.shop.jobs.drain();
    assert.deepEqual(await watched('Eve'), [['Eve', 3, 'candidate']]);
    const [first] = await watch.find('loss', { reader: 'Eve' });
    await watch.act('loss', first ?? '', '', { reader: 'Flo' });
    await watch.shop.jobs.drain();
    assert.deepEqual(
      [...(await watched('Eve')), ...(await watched('Flo'))],
      [
        ['Eve', 3, 'removed'],
        ['Flo', 3, 'candidate'],
      ],
    );
  });

  test('an indicator alarms on levels with a history, up and down, and is silent when it is stopped', async () => {
    const gauge = await watch.add('gauge', { name: 'G', blue: 2, yellow: 3, red: 5, days: 30, digits: 4 }, 'begin');
    const alarm = async () =>
      (await watch.records('alarm')).map(({ data, state }) => [data.place, data.level, data.count, state]);
    for (const reader of ['Gus', 'Gus']) await watch.lose({ reader, on: '2026-03-01', place: '970101' });
    await watch.shop.jobs.drain();
    assert.deepEqual(await alarm(), [['970100', 'blue', 2, 'ringing']]);
    for (const reader of ['Hal', 'Ian']) await watch.lose({ reader, on: '2026-02-28', place: '970102' });
    await watch.shop.jobs.drain();
    assert.deepEqual(await alarm(), [['970100', 'red', 4, 'ringing']], 'three readers raise it by one');
    const [held] = await watch.records('alarm');
    assert.deepEqual(
      ((held?.data.levels ?? []) as { from: string; to: string }[]).map(({ from, to }) => [from, to]),
      [
        [null, 'blue'],
        ['blue', 'red'],
      ],
    );
    assert.deepEqual(await runOf('alarms', '2026-03-30'), [1, 0, 1, 0]);
    assert.deepEqual(await alarm(), [['970100', 'blue', 2, 'ringing']]);
    await watch.act('gauge', gauge, 'stop');
    assert.deepEqual(await runOf('alarms', '2026-03-30'), [0, 0, 0, 1]);
    assert.deepEqual(await alarm(), [['970100', 'blue', 2, 'silent']]);
  });
});
