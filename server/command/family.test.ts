import assert from 'node:assert/strict';
import { test } from 'node:test';
import { title } from '#test/support/definition-words.ts';
import { changed } from '#test/support/small-pack.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { codesOf, filled, workshopHands } from '#test/support/workshop-hands.ts';
import { workshopPack } from '#test/support/workshop-pack.ts';

interface Flow {
  states: Record<string, { on: Record<string, object[]> }>;
  actions: Record<string, object>;
}
interface Loan {
  fields: object[];
  balances: object[];
}

const desk = [{ post: 'desk' }];
const stay = (target: string, ...effects: object[]) => [{ target, effects }];

/** Copies hold the clock of their loan up and let it go, check each other, and are worth no more than the loan. */
const pack = () => {
  const copies = changed(workshopPack(), 'definitions/copy/workflows/copyFlow.json', (flow: Flow) => {
    const { on } = flow.states.unchecked ?? { on: {} };
    on.hold = stay('unchecked', { type: 'pauseClock', deadline: 'bring-back' });
    on.letGo = stay('unchecked', { type: 'resumeClock', deadline: 'bring-back' });
    on.checkRest = stay('checked', { type: 'act', module: 'copy', of: 'beside', action: 'check' });
    on.lose = stay('checked', { type: 'act', module: 'loan', of: 'above', action: 'giveBack' });
    for (const key of ['hold', 'letGo', 'checkRest', 'lose']) flow.actions[key] = { title: title(key), who: desk };
  });
  const flows = changed(copies, 'definitions/loan/workflows/loanFlow.json', (flow: Flow) => {
    const { on } = flow.states.lent ?? { on: {} };
    const dear = { fact: 'value', operator: 'greaterThan', value: 1000 };
    on.checkDear = stay('lent', { type: 'act', module: 'copy', of: 'below', where: dear, action: 'check' });
    on.copyGuests = stay('lent', {
      type: 'create',
      module: 'copy',
      each: 'guests',
      data: { label: { row: 'name' }, value: { literal: 1 } },
    });
    for (const key of ['checkDear', 'copyGuests']) flow.actions[key] = { title: title(key), who: desk };
  });
  return changed(flows, 'definitions/loan/module.json', (loan: Loan) => {
    loan.fields.push({ field: 'worth', type: 'money', title: title('Worth') });
    loan.balances = [
      {
        key: 'worth',
        title: title('Worth'),
        module: 'copy',
        amount: 'value',
        in: { fact: '$state', operator: 'in', value: ['unchecked', 'checked'] },
        field: 'worth',
        least: { literal: 0 },
        most: { field: 'price' },
        message: title('The copies are worth more than the loan'),
      },
    ];
  });
};

onEachStorage('records of one family', (context) => {
  const { shop, db, read, dataOf, act, addCopy, lend, broken } = workshopHands(context, pack());
  const day = (date: string) => shop().clock.set(`${date}T02:00:00.000Z`);
  const clockOf = async (id: string) =>
    await db().selectFrom('clock').select(['due_at', 'state']).where('record_id', '=', id).executeTakeFirstOrThrow();
  const stateOf = async (id: string) => (await read(id, 'copy')).state;

  test('a clock that two records hold up goes on when both have let go', async () => {
    day('2026-03-02');
    const id = await lend();
    const copy = { label: 'copy', value: 1 };
    const [one, two] = [await addCopy(id, copy), await addCopy(id, copy)];
    day('2026-03-10');
    await act('dora', one, 'hold', {}, 'copy');
    day('2026-03-12');
    await act('dora', two, 'hold', {}, 'copy');
    await act('dora', two, 'hold', {}, 'copy');
    day('2026-03-15');
    await act('dora', one, 'letGo', {}, 'copy');
    assert.deepEqual(await clockOf(id), { due_at: null, state: 'paused' });
    day('2026-03-20');
    await act('dora', two, 'letGo', {}, 'copy');
    assert.deepEqual(await clockOf(id), { due_at: '2026-04-09', state: 'running' });
    const pauses = await db().selectFrom('clock_pause').select(['from_date', 'to_date']).execute();
    assert.deepEqual(pauses, [{ from_date: '2026-03-10', to_date: '2026-03-20' }]);
  });

  test('records below, beside and above are moved, where their state knows the action and the condition holds', async () => {
    day('2026-03-02');
    const id = await lend();
    const [dear, cheap] = [
      await addCopy(id, { label: 'dear', value: 1500 }),
      await addCopy(id, { label: 'cheap', value: 10 }),
    ];
    await act('dora', id, 'checkDear');
    assert.deepEqual([await stateOf(dear), await stateOf(cheap)], ['checked', 'unchecked']);
    const more = await addCopy(id, { label: 'more', value: 5 });
    await act('dora', more, 'checkRest', {}, 'copy');
    assert.equal(await stateOf(cheap), 'checked');
    await act('dora', await addCopy(id, { label: 'lost', value: 1 }), 'lose', {}, 'copy');
    assert.equal((await read(id)).state, 'back');
  });

  test('a record is made for every row of a grid', async () => {
    const id = await lend({ ...filled, guests: [{ name: 'Ann' }, { name: 'Ben' }] } as never);
    await act('dora', id, 'copyGuests');
    const rows = await db().selectFrom('record').select('title').where('parent_id', '=', id).orderBy('title').execute();
    assert.deepEqual(
      rows.map(({ title: name }) => name),
      ['Ann', 'Atlas', 'Ben'],
    );
  });

  test('a balance is kept with every record below, and what breaks its bounds is refused whole', async () => {
    const id = await lend();
    await addCopy(id, { label: 'a', value: 3000 });
    assert.equal((await dataOf(id)).worth, 3100);
    const { version } = await read(id);
    assert.deepEqual(await codesOf(addCopy(id, { label: 'b', value: 901 })), ['workflow.balance']);
    assert.deepEqual(await codesOf(addCopy(id, { label: 'c', value: -3101 })), ['workflow.balance']);
    assert.equal((await read(id)).version, version);
    await addCopy(id, { label: 'd', value: 900 });
    assert.equal((await dataOf(id)).worth, 4000);
  });

  test('all this leaves a database in which the invariants hold', async () => {
    assert.deepEqual(await broken(), []);
  });
});
