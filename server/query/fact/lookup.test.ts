import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FactDeclaration } from '#engine/schema/types.gen.ts';
import { openRecord } from '#server/command/open-record.ts';
import { openUnit } from '#server/command/unit.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { workshopHands } from '#test/support/workshop-hands.ts';
import { collectFacts } from '../collect-facts.ts';

type Lookup = NonNullable<FactDeclaration['lookup']>;

onEachStorage('facts looked up in records elsewhere', (context) => {
  const { shop, create } = workshopHands(context);

  const ask = async (id: string, lookup: Lookup, type: FactDeclaration['type'] = 'integer', input = {}) => {
    const person = await shop().as('hana');
    return await context.storage.transact(async (db) => {
      const record = await openRecord(openUnit(db, person), { module: 'loan', id }, { operation: 'read' });
      const { catalog, now, actor } = person;
      const place = { db, catalog, dialect: context.storage.dialect, module: record.module, record, input, now };
      const { facts, counted } = await collectFacts(
        { ...place, actor: actor.id },
        { facts: { found: { type, lookup } } },
      );
      return { found: facts.found, records: counted.found?.map((one) => one.id).sort() ?? null };
    });
  };

  test('records alike are counted, this one apart where that is asked', async () => {
    const [one, two] = [await create({ price: 4444 }), await create({ price: 4444 })];
    await create({ price: 4445 });
    const alike: Lookup = { module: 'loan', on: 'price', from: 'price', measure: 'count' };
    assert.deepEqual(await ask(one, alike), { found: 2, records: [one, two].sort() });
    assert.deepEqual(await ask(one, { ...alike, others: true }), { found: 1, records: [two] });
  });

  test('a condition compares their fields with those of this record', async () => {
    const one = await create({ price: 5550 });
    const [less, more] = [await create({ price: 5549 }), await create({ price: 5551 })];
    const near = { all: [compare('greaterThan', 5500), compare('lessThan', { of: 'price' })] } as Lookup['where'];
    assert.deepEqual(await ask(one, { module: 'loan', measure: 'count', where: near as never }), {
      found: 1,
      records: [less],
    });
    const above = compare('greaterThan', { of: 'price' });
    const found = await ask(one, {
      module: 'loan',
      measure: 'count',
      where: { all: [above, compare('lessThan', 5600)] },
    });
    assert.deepEqual(found.records, [more]);
  });

  test('what is handed in names several: how many of them have none, and the newest one’s field', async () => {
    const [one, two] = [await create({ price: 6660 }), await create({ price: 6661 })];
    const input = { wanted: [one, two, 'nobody'] };
    const wanted = { module: 'loan', on: '$id', from: 'input.wanted' };
    assert.equal((await ask(one, { ...wanted, measure: 'missing' }, 'integer', input)).found, 1);
    assert.equal((await ask(one, { ...wanted, measure: 'first', field: 'price' }, 'money', input)).found, 6661);
    assert.equal((await ask(one, { ...wanted, measure: 'count' }, 'integer', { wanted: [] })).found, 0);
  });

  test('it is unknown while this record does not say what is looked for', async () => {
    const one = await create({ price: 7770 });
    assert.equal(
      (await ask(one, { module: 'loan', on: '$id', from: 'input.wanted', measure: 'count' })).found,
      undefined,
    );
    const where = compare('lessThan', { of: 'input.limit' });
    assert.equal((await ask(one, { module: 'loan', measure: 'count', where })).found, undefined);
  });
});

const compare = (operator: string, value: unknown) => ({ fact: 'price', operator, value });
