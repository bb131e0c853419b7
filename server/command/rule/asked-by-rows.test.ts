import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { formatDefinition } from '#engine/definition/canonical.ts';
import type { AnyDefinition } from '#engine/definition/kinds.ts';
import { replay } from '#server/query/replay-decision.ts';
import { all, asJson } from '#server/storage/db.ts';
import type { DecisionRow } from '#server/storage/decisions.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { openWatch, type Watch } from '#test/support/watch/hands.ts';
import { watchPack } from '#test/support/watch-pack.ts';

interface Loose extends Record<string, unknown> {
  readonly components: object[];
  readonly rules: RuleLike[];
}
interface RuleLike extends Record<string, unknown> {
  outcome: Record<string, unknown>;
}

const cell = (key: string, type = 'textfield') => ({ type, key, label: key, input: true });

/** Gauges that say in rows where it alarms, an alarm that tells of each level, and watches that know their window. */
const pack = (): Map<string, string> => {
  const files = watchPack();
  const edit = (path: string, change: (definition: Loose) => void) => {
    const definition = JSON.parse(files.get(path) ?? '{}') as Loose;
    change(definition);
    files.set(path, formatDefinition(definition as unknown as AnyDefinition));
  };
  edit('definitions/gauge/forms/gaugeForm.json', ({ components }) => {
    const columns = [cell('set', 'number'), cell('metric'), cell('is'), cell('than'), cell('least', 'number')];
    components.push({ type: 'datagrid', key: 'asked', label: 'asked', input: true, components: columns });
  });
  edit('definitions/watch/rules/alarms.json', (alarms) => {
    alarms.facts = {
      ...(alarms.facts as object),
      asked: { type: 'rows', each: 'asked' },
      price: { type: 'money', measure: 'place-losses.price' },
    };
    const [ring] = alarms.rules;
    if (ring === undefined) return;
    const { level, ...unlevelled } = ring.outcome;
    alarms.rules.push({
      when: ring.when,
      outcome: unlevelled,
      key: 'asked',
      unknown: 'ignore',
      rows: {
        fact: 'asked',
        group: 'set',
        metric: 'metric',
        operator: 'is',
        value: 'than',
        base: 'least',
        operators: { atLeast: 'greaterThanInclusive', below: 'lessThan' },
        metrics: { count: { fact: 'count' }, price: { fact: 'price', times: 100, base: 'count' } },
      },
    });
    ring.outcome.level = { ...(level as object), action: 'tell' };
    ring.outcome.form = 'ringForm';
    ring.outcome.data = { ...(ring.outcome.data as object), worth: { fact: 'price' } };
    ring.when = { all: [ring.when, { fact: 'asked', operator: 'absent' }] };
  });
  edit('definitions/watch/aggregates/place-losses.json', (aggregate) => {
    aggregate.measures = { ...(aggregate.measures as object), price: { function: 'sum', field: 'price' } };
  });
  edit('definitions/watch/rules/watch-list.json', ({ rules }) => {
    for (const { outcome } of rules)
      outcome.data = { ...(outcome.data as object), since: { from: 'reader-losses' }, until: { to: 'reader-losses' } };
  });
  edit('definitions/watch/module.json', (module) => {
    (module.fields as object[]).push({ field: 'until', type: 'date', title: { zh: 'until' } });
  });
  const ringForm = { kind: 'form', key: 'ringForm', module: 'alarm', title: { zh: 'ring' } };
  files.set(
    'definitions/alarm/forms/ringForm.json',
    formatDefinition({ ...ringForm, components: [cell('worth', 'money')] } as unknown as AnyDefinition),
  );
  edit('definitions/alarm/module.json', (module) => {
    (module.forms as string[]).push('ringForm');
  });
  edit('definitions/alarm/workflows/alarmFlow.json', (flow) => {
    Object.assign(flow.actions as object, { tell: { title: { zh: 'tell' }, machine: true } });
    const { ringing } = flow.states as { ringing: { on: object } };
    Object.assign(ringing.on, { tell: [{ target: 'ringing' }] });
  });
  return files;
};

onEachStorage('Conditions that people fill in as rows', (context) => {
  let watch: Watch;
  before(async () => {
    watch = await openWatch(context, pack());
  });
  after(() => watch?.close());

  const alarms = async () =>
    (await watch.records('alarm')).filter(({ state }) => state === 'ringing').map(({ data }) => data.place);

  test('a run asks each record what its own rows say, and its decisions can be made again', async () => {
    for (const place of ['970101', '970101', '970102'])
      await watch.lose({ reader: 'Ann', on: '2026-02-20', place, price: 2050 });
    const rows = [
      { set: 1, metric: 'count', is: 'atLeast', than: '2' },
      { set: 1, metric: 'price', is: 'atLeast', than: '41' },
      { set: 2, metric: 'price', is: 'below', than: '20.5', least: 1 },
    ];
    const gauge = await watch.add('gauge', { name: 'rows', days: 30, digits: 6, asked: rows }, 'begin');
    await watch.forget();
    await watch.run('alarms', '2026-03-02');
    assert.deepEqual(await alarms(), ['970101']);
    const decisions = await all<DecisionRow>(context.storage.read, 'select * from decision where ruleset = ?', [
      'alarms',
    ]);
    assert.equal(decisions.length, 1);
    for (const row of decisions) assert.equal((await replay(context.storage, row)).same, true);
    await watch.act('gauge', gauge, '', { asked: [...rows, { set: 3, metric: 'price', is: 'below', than: '20.51' }] });
    await watch.run('alarms', '2026-03-02');
    assert.deepEqual(await alarms(), ['970101', '970102']);
    await watch.act('gauge', gauge, '', { asked: [{ set: 1, metric: 'size', is: 'atLeast', than: '1' }] });
    await watch.run('alarms', '2026-03-02');
    assert.deepEqual(await alarms(), [], 'a row that cannot be read hits nothing');
  });

  test('an action is taken on the record whenever its level is another one', async () => {
    const told = async () =>
      (
        await all(context.storage.read, "select seq from event where type = 'record.acted' and data like ?", [
          '%"tell"%',
        ])
      ).length;
    await watch.add('gauge', { name: 'G', blue: 2, yellow: 3, red: 5, days: 30, digits: 4 }, 'begin');
    await watch.forget();
    await watch.run('alarms', '2026-03-02');
    assert.equal(await told(), 0, 'the first level is no change');
    await watch.lose({ reader: 'Ann', on: '2026-03-01', place: '970103' });
    await watch.forget();
    await watch.run('alarms', '2026-03-02');
    assert.equal(await told(), 0, 'still yellow');
    for (const on of ['2026-03-01', '2026-03-02']) await watch.lose({ reader: 'Ann', on, place: '970103' });
    await watch.forget();
    await watch.run('alarms', '2026-03-02');
    assert.equal(await told(), 1);
  });

  test('what people read of a record that a rule made is a filling of its form, and tells what holds now', async () => {
    const [alarm] = (await watch.records('alarm')).filter(({ data }) => data.level !== undefined);
    const fillings = await all<{ form: string; round: number; state: string; data: string }>(
      context.storage.read,
      'select form, round, state, data from entry where record_id = ? order by round',
      [alarm?.id ?? ''],
    );
    assert.deepEqual(new Set(fillings.map(({ form }) => form)), new Set(['ringForm']));
    const last = fillings.at(-1);
    assert.deepEqual(asJson(last?.data), { worth: alarm?.data.worth });
  });

  test('a record that a rule makes knows the days that were counted', async () => {
    for (const on of ['2025-01-10', '2025-05-10', '2026-02-01']) await watch.lose({ reader: 'Bea', on });
    await watch.run('watch-list', '2026-03-02');
    const [bea] = (await watch.records('watch')).filter(({ data }) => data.reader === 'Bea');
    assert.deepEqual([bea?.data.since, bea?.data.until], ['2024-03-03', '2026-03-02']);
  });
});
