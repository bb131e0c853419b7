import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { onEachStorage } from '#test/support/storage.ts';
import { openWatch, type Watch } from '#test/support/watch/hands.ts';
import { refusal } from '#test/support/workshop-hands.ts';
import { startRun } from '../command/rule/start-run.ts';
import { switchRule } from '../command/rule/switch-rule.ts';
import { listRuns, readRun } from './list-runs.ts';
import { listRules } from './rule/list-rules.ts';
import { simulateRule } from './simulate-rule.ts';

interface Compared {
  readonly counts: object;
  readonly changes: readonly { change: string; group: { reader: string }; organization: string }[];
}

onEachStorage('Trying rule sets over many records', (context) => {
  let watch: Watch;
  before(async () => {
    watch = await openWatch(context);
    for (const on of ['2025-01-10', '2025-05-10', '2026-02-01']) await watch.lose({ reader: 'Ann', on });
    for (const on of ['2025-01-10', '2026-02-02']) await watch.lose({ reader: 'Cy', on });
    await watch.forget();
  });
  after(() => watch?.close());

  test('other parameter values show who would come in addition and who would fall away, and store nothing', async () => {
    const before = await watch.counts();
    const tried = async (value: number) => {
      const parameters = { 'watch-threshold': value };
      const found = await simulateRule(await watch.ruler(), { key: 'watch-list', parameters, asOf: '2026-03-02' });
      return found as unknown as Compared;
    };
    const lower = await tried(2);
    assert.deepEqual(lower.counts, { enters: 1, leaves: 0, level: 0, stays: 1 });
    assert.deepEqual(
      lower.changes.map(({ change, group, organization }) => [change, group.reader, organization]),
      [
        ['enters', 'Cy', 'town'],
        ['stays', 'Ann', 'town'],
      ],
    );
    assert.deepEqual((await tried(4)).counts, { enters: 0, leaves: 1, level: 0, stays: 0 });
    assert.deepEqual(await watch.counts(), before);
  });

  test('thresholds that stand in the records a rule set is asked for are tried, and only what it reads of them', async () => {
    const gauge = await watch.add('gauge', { name: 'G', blue: 2, yellow: 6, red: 9, days: 900, digits: 2 }, 'begin');
    const tried = async (values: object) => {
      const question = { key: 'alarms', records: { [gauge]: { ...values } }, asOf: '2026-03-02' };
      return (await simulateRule(await watch.ruler(), question)) as unknown as Compared;
    };
    assert.deepEqual((await tried({})).counts, { enters: 0, leaves: 0, level: 0, stays: 1 });
    assert.deepEqual((await tried({ yellow: 5 })).counts, { enters: 0, leaves: 0, level: 1, stays: 0 });
    assert.deepEqual((await tried({ blue: 6 })).counts, { enters: 0, leaves: 1, level: 0, stays: 0 });
    assert.deepEqual((await refusal(tried({ title: 'x' }))).issues, [
      { path: `/records/${gauge}/title`, code: 'query.unknownField', params: { field: 'title' } },
    ]);
    const alarms = (await listRules(await watch.ruler())).find(({ key }) => key === 'alarms');
    const [shown] = (alarms?.records ?? []) as { id: string; fields: { path: string; value: unknown }[] }[];
    assert.equal(shown?.id, gauge);
    assert.deepEqual(Object.fromEntries(shown?.fields.map(({ path, value }) => [path, value]) ?? []), {
      name: 'G',
      blue: 2,
      yellow: 6,
      red: 9,
      days: 900,
      digits: 2,
    });
    const ruler = await watch.ruler();
    const stranger = {
      ...ruler,
      actor: { ...ruler.actor, organization: 'elsewhere', organizationPath: ['elsewhere'] },
    };
    const seen = (await listRules(stranger)).find(({ key }) => key === 'alarms');
    assert.deepEqual(seen?.records, []);
  });

  test('one subject is decided with its facts, the records counted, and the parameters with their basis', async () => {
    const subject = { reader: 'Ann' };
    const found = await simulateRule(await watch.ruler(), { key: 'watch-list', subject, asOf: '2026-03-02' });
    const [decision] = (found as unknown as { decisions: Decision[] }).decisions;
    assert.deepEqual([decision?.facts.count, decision?.facts.threshold], [3, 3]);
    assert.equal(decision?.counted['reader-losses']?.length, 3);
    assert.deepEqual(
      decision?.outcomes.map(({ rule, type }) => [rule, type]),
      [['many', 'create']],
    );
    assert.deepEqual(
      decision?.parameters.find((one) => 'fact' in one && one.fact === 'threshold'),
      {
        fact: 'threshold',
        key: 'watch-threshold',
        date: '2026-03-02',
        value: 3,
        from: '2020-01-01',
        basis: 'house rule on watch-threshold',
      },
    );
  });

  test('a run asked for goes on as a job that tells how far it is; one that is switched off is refused', async () => {
    const { id } = await startRun(await watch.ruler(), { key: 'watch-list', asOf: '2026-03-02' });
    assert.equal((await readRun(await watch.ruler(), { id })).state, 'waiting');
    await watch.shop.jobs.drain();
    const run = await readRun(await watch.ruler(), { id });
    assert.deepEqual([run.state, run.subjects, run.hits, run.created].map(String), ['done', '2', '1', '1']);
    await switchRule(await watch.ruler(), { key: 'watch-list', on: false, reason: 'too many' });
    const refused = await refusal(startRun(await watch.ruler(), { key: 'watch-list' }));
    assert.deepEqual(
      refused.issues.map(({ code }) => code),
      ['rule-off'],
    );
    await watch.lose({ reader: 'Cy', on: '2026-02-03' });
    await watch.shop.jobs.drain();
    assert.equal((await watch.records('watch')).length, 1);
    await switchRule(await watch.ruler(), { key: 'watch-list', on: true });
    assert.equal((await listRuns(await watch.ruler(), { key: 'watch-list' })).switch.state, 'on');
    assert.deepEqual((await watch.run('watch-list', '2026-03-02')).created, 1);
  });
});

interface Decision {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly counted: Readonly<Record<string, readonly object[]>>;
  readonly outcomes: readonly { readonly rule: string; readonly type: string }[];
  readonly parameters: readonly object[];
}
