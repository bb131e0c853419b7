import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { worklist } from '#server/query/worklist.ts';
import { findRuleSwitch } from '#server/storage/rule-runs.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { openWatch, type Watch } from '#test/support/watch/hands.ts';
import { watchPack } from '#test/support/watch-pack.ts';
import { actOnRecord } from '../act-on-record.ts';
import { createRecord } from '../create-record.ts';
import { decideAgain } from './decide-again.ts';
import { switchRule } from './switch-rule.ts';

const tooLate = {
  kind: 'parameter',
  key: 'watch-months',
  module: 'watch',
  title: { zh: 'months' },
  type: 'integer',
  values: [{ from: '2027-01-01', value: 24 }],
};

onEachStorage('A rule set that fails', (context) => {
  let watch: Watch;
  before(async () => {
    watch = await openWatch(context, watchPack([tooLate]));
  });
  after(() => watch?.close());

  const stateOf = async (key: string) => {
    const found = await findRuleSwitch(context.storage.read, key);
    return [found?.state, Number(found?.failures ?? 0)];
  };
  const todo = async () =>
    (await worklist(await watch.shop.as('hana'), { state: 'todo', skip: 0, limit: 20 })).tasks.map(
      ({ title }) => title,
    );

  test('is switched off after three failures with a task to its owner, and the others go on', async () => {
    await watch.add('gauge', { name: 'G', blue: 1, yellow: 3, red: 5, days: 30, digits: 4 }, 'begin');
    const changed = { ruleset: 'watch-list', module: 'loss', record: 'x', named: [{ reader: 'Ann' }] };
    for (const [state, failures] of [
      ['on', 1],
      ['on', 2],
      ['off', 3],
    ]) {
      await assert.rejects(decideAgain(await watch.platform(), changed), /invalid-input/);
      assert.deepEqual(await stateOf('watch-list'), [state, failures]);
    }
    assert.deepEqual(await todo(), [
      {
        zh: '规则集「Who is watched」连续出错，已自动停用，请检查后重新启用',
        en: 'The rule set Who is watched failed again and again and was switched off; look at it and switch it on',
      },
    ]);
    await watch.lose({ reader: 'Ann', on: '2026-03-01', place: '970101' });
    await watch.shop.jobs.drain();
    assert.deepEqual(await stateOf('watch-list'), ['off', 3]);
    assert.equal((await watch.records('alarm')).length, 1);
    assert.deepEqual(await watch.broken('I19'), []);
    assert.deepEqual(await watch.broken('I21'), []);
    await switchRule(await watch.ruler(), { key: 'watch-list', on: true });
    assert.deepEqual(await todo(), []);
  });

  test('does not stop what people do: it says nothing, its failures are counted, and then it is asked no more', async () => {
    const lending = watch.shop.catalog.current().definitions.ruleset.get('lending');
    const [rule] = lending?.rules ?? [];
    Object.assign(rule ?? {}, { when: { fact: 'book', operator: 'nonsense', value: 'x' } });
    const data = { book: 'Atlas', reader: 'Bo', price: 100, lentOn: '2026-03-02', holder: 'hugo' };
    for (const expected of [
      ['on', 1],
      ['on', 2],
      ['off', 3],
      ['off', 3],
    ]) {
      const { id } = await createRecord(await watch.shop.as('dora'), { module: 'loan', data });
      const acted = await actOnRecord(await watch.shop.as('dora'), {
        module: 'loan',
        id,
        action: 'submit',
        version: 1,
      });
      assert.notEqual(acted.state, 'draft');
      await watch.shop.jobs.drain();
      assert.deepEqual(await stateOf('lending'), expected);
    }
  });
});
