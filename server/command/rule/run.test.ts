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

  test('a run makes one record for every subject that is hit, and a second run changes nothing', async () => {
    for (const on of ['2025-01-10', '2025-05-10', '2026-02-01']) await watch.lose({ reader: 'Ann', on });
    await watch.lose({ reader: 'Bob', on: '2026-01-05', weight: 'grave' });
    for (const on of ['2025-01-10', '2026-02-02']) await watch.lose({ reader: 'Cy', on });
    const run = await watch.run('watch-list', '2026-03-02');
    assert.deepEqual([run.state, run.error], ['done', null]);
    assert.deepEqual([run.subjects, run.hits, run.created, run.changed, run.lapsed].map(Number), [3, 2, 2, 0, 0]);
    const watched = await watch.records('watch');
    assert.deepEqual(
      watched.map(({ data, state, organization }) => [
        data.reader,
        data.count,
        data.points,
        data.reasons,
        state,
        organization,
      ]),
      [
        ['Ann', 3, 3, ['many'], 'candidate', 'town'],
        ['Bob', 1, 5, ['heavy', 'gravely'], 'candidate', 'town'],
      ],
    );
    const before = await watch.counts();
    const again = await watch.run('watch-list', '2026-03-02');
    assert.deepEqual([again.hits, again.created, again.changed, again.lapsed].map(Number), [2, 0, 0, 0]);
    assert.deepEqual(await watch.counts(), before);
  });
});
