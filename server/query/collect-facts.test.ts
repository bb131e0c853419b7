import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FactDeclaration } from '#engine/schema/types.gen.ts';
import { openRecord } from '#server/command/open-record.ts';
import { openUnit } from '#server/command/unit.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { filled, workshopHands } from '#test/support/workshop-hands.ts';
import { collectFacts } from './collect-facts.ts';

onEachStorage('facts of a record', (context) => {
  const { shop, create, lend, act, addCopy } = workshopHands(context);

  const collect = async (id: string, facts: Record<string, FactDeclaration>, input: Record<string, unknown> = {}) => {
    const person = await shop().as('hana');
    return await context.storage.transact(async (db) => {
      const record = await openRecord(openUnit(db, person), { module: 'loan', id }, { operation: 'read' });
      const { catalog, now, actor } = person;
      const { dialect } = context.storage;
      return await collectFacts(
        { db, catalog, dialect, module: record.module, record, input, now, actor: actor.id },
        { facts },
      );
    });
  };
  const worth = (name: 'count' | 'sum' | 'min' | 'max', more: object = {}): FactDeclaration => ({
    type: name === 'count' ? 'integer' : 'money',
    aggregate: { function: name, module: 'copy', ...(name === 'count' ? {} : { field: 'value' }), ...more },
  });

  test('fields, what is handed in, the moment, dated parameters and calculations', async () => {
    const id = await create();
    const { facts } = await collect(
      id,
      {
        price: { type: 'money', field: 'price' },
        given: { type: 'text', field: 'input.word' },
        today: { type: 'date', field: '$today' },
        state: { type: 'code', field: '$state' },
        limit: { type: 'money', parameter: 'price-limit', at: 'lentOn' },
        early: { type: 'money', parameter: 'price-limit', at: 'returned.on' },
        days: { type: 'integer', parameter: 'loan-days', at: '$today' },
        half: { type: 'money', calculate: { '/': [{ var: 'limit' }, 2] } },
        unknown: { type: 'money', calculate: { '+': [{ var: 'early' }, 1] } },
      },
      { word: 'yes' },
    );
    assert.deepEqual(facts, {
      price: 4000,
      given: 'yes',
      today: '2026-03-02',
      state: 'draft',
      limit: 20_000,
      days: 28,
      half: 10_000,
    });
  });

  test('how many of some persons could not do something with the record, were they assigned to it', async () => {
    const id = await create();
    const out = (of: string, operation: 'act' | 'read') => ({ type: 'integer', unable: { of, operation } }) as const;
    const asked = {
      actors: out('input.who', 'act'),
      readers: out('input.who', 'read'),
      none: out('input.gone', 'act'),
    };
    const who = ['hana', 'gus', 'carl', 'nobody', 'hana'];
    assert.deepEqual((await collect(id, asked, { who })).facts, { actors: 2, readers: 1 });
    assert.deepEqual((await collect(id, asked, { who: 'gus' })).facts, { actors: 1, readers: 0 });
  });

  test('aggregates over no, some and incomplete children', async () => {
    const id = await create();
    const all = { count: worth('count'), sum: worth('sum'), min: worth('min'), max: worth('max') };
    assert.deepEqual((await collect(id, all)).facts, { count: 0, sum: 0 });
    await addCopy(id, { label: 'a', value: 300 });
    const second = await addCopy(id, { label: 'b', value: 200 });
    const some = await collect(id, all);
    assert.deepEqual(some.facts, { count: 2, sum: 500, min: 200, max: 300 });
    assert.deepEqual(
      some.counted.sum?.map(({ version }) => version),
      [1, 1],
    );
    await addCopy(id, { label: 'without a value' });
    assert.deepEqual((await collect(id, all)).facts, { count: 3 }, 'a sum over something unknown is unknown');
    await act('dora', second, 'check', {}, 'copy');
    const where = { fact: '$state', operator: 'equal', value: 'checked' };
    const checked = await collect(id, { sum: worth('sum', { where }), count: worth('count', { where }) });
    assert.deepEqual(checked.facts, { sum: 200, count: 1 });
    assert.deepEqual(checked.counted.sum, [{ id: second, version: 2 }]);
    const dear = { fact: 'value', operator: 'greaterThan', value: 100 };
    assert.deepEqual(
      (await collect(id, { count: worth('count', { where: dear }) })).facts,
      {},
      'one of them may or may not count',
    );
  });

  test('clocks, papers and the organization', async () => {
    const id = await lend(filled);
    const facts: Record<string, FactDeclaration> = {
      due: { type: 'date', clock: { deadline: 'bring-back', value: 'due' } },
      state: { type: 'code', clock: { deadline: 'bring-back', value: 'state' } },
      passed: { type: 'boolean', clock: { deadline: 'bring-back', value: 'passed' } },
      none: { type: 'boolean', clock: { deadline: 'answer', value: 'passed' } },
      papers: { type: 'integer', document: { document: 'slip', value: 'count' } },
      served: { type: 'boolean', document: { document: 'slip', value: 'served' } },
      level: { type: 'text', organization: 'level' },
      word: { type: 'text', organization: 'docWord' },
    };
    assert.deepEqual((await collect(id, facts)).facts, {
      due: '2026-03-30',
      state: 'running',
      passed: false,
      papers: 0,
      served: false,
      level: 'branch',
    });
    shop().clock.set('2026-03-31T02:00:00.000Z');
    assert.equal((await collect(id, facts)).facts.passed, true);
    shop().clock.set('2026-03-20T02:00:00.000Z');
    await act('dora', id, 'giveBack', { on: '2026-03-20' });
    shop().clock.set('2026-03-31T02:00:00.000Z');
    const met = (await collect(id, facts)).facts;
    assert.deepEqual([met.state, met.passed], ['met', false], 'a clock met in time has not passed');
    shop().clock.set('2026-03-02T02:00:00.000Z');
  });
});
