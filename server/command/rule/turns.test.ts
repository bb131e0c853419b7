import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listRuleRuns } from '#server/storage/rule-runs.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { openWatch, type Watch } from '#test/support/watch/hands.ts';
import { watchPack } from '#test/support/watch-pack.ts';

/** Losses nobody took up: an action for each record of a module, nothing counted. */
const forgetting = {
  kind: 'ruleset',
  key: 'forgetting',
  module: 'watch',
  title: { zh: 'Forgetting' },
  subject: {
    keys: [],
    from: [],
    each: { module: 'loss', where: { fact: '$state', operator: 'equal', value: 'closed' } },
  },
  trigger: { daily: '10:30' },
  facts: {
    price: { type: 'money', each: 'price' },
    most: { type: 'integer', parameter: 'watch-points', at: 'each.on' },
  },
  rules: [
    {
      key: 'cheap',
      when: {
        all: [
          { fact: 'price', operator: 'lessThan', value: 500 },
          { fact: 'most', operator: 'equal', value: 5 },
        ],
      },
      outcome: { type: 'act', action: 'forget' },
      unknown: 'task',
    },
  ],
};

onEachStorage('Turns of rule sets', (context) => {
  let watch: Watch;
  before(async () => {
    watch = await openWatch(context, watchPack([forgetting]));
  });
  after(() => watch?.close());

  const states = async () => (await watch.records('loss')).map(({ state }) => state);
  const daily = async (key: string) =>
    (await listRuleRuns(context.storage.read, key)).filter(({ cause }) => cause === 'daily').map(({ as_of }) => as_of);

  test('a day begins with its runs once, at their time of the day', async () => {
    await watch.lose({ reader: 'Ann', on: '2026-02-01', price: 499 });
    await watch.lose({ reader: 'Bob', on: '2026-02-01', price: 500 });
    await watch.lose({ reader: 'Cy', on: '2026-02-01' });
    watch.shop.clock.set('2026-03-02T02:29:00.000Z');
    await watch.shop.jobs.drain();
    assert.deepEqual([await daily('watch-list'), await daily('forgetting')], [['2026-03-02'], []]);
    watch.shop.clock.set('2026-03-02T02:30:00.000Z');
    await watch.shop.jobs.drain();
    await watch.shop.jobs.drain();
    assert.deepEqual([await daily('watch-list'), await daily('forgetting')], [['2026-03-02'], ['2026-03-02']]);
    assert.deepEqual(await states(), ['gone', 'closed', 'closed']);
  });

  test('an act is done once, and what could not be decided is on a worklist once', async () => {
    const before = await watch.counts();
    watch.shop.clock.set('2026-03-03T03:00:00.000Z');
    await watch.shop.jobs.drain();
    assert.deepEqual(await daily('forgetting'), ['2026-03-03', '2026-03-02']);
    assert.deepEqual(await watch.counts(), before);
    assert.deepEqual(await states(), ['gone', 'closed', 'closed']);
  });
});
