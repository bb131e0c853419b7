import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDefinition } from '#engine/definition/canonical.ts';
import type { AnyDefinition } from '#engine/definition/kinds.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { filled, workshopHands } from '#test/support/workshop-hands.ts';
import { workshopPack } from '#test/support/workshop-pack.ts';

type Loose = Record<string, Record<string, Record<string, unknown>>>;

/** Loans that the platform closes itself when the book was not brought back in time. */
const pack = (): Map<string, string> => {
  const files = workshopPack();
  const edit = (path: string, change: (definition: Loose) => void) => {
    const definition = JSON.parse(files.get(path) ?? '{}') as Loose;
    change(definition);
    files.set(path, formatDefinition(definition as unknown as AnyDefinition));
  };
  edit('definitions/loan/deadlines/bring-back.json', ({ whenPassed = {} }) => {
    Object.assign(whenPassed, { action: 'giveUp' });
  });
  edit('definitions/loan/workflows/loanFlow.json', ({ actions = {}, states = {} }) => {
    actions.giveUp = { title: { zh: 'give up' }, machine: true };
    Object.assign(states.lent?.on ?? {}, { giveUp: [{ target: 'refused' }] });
  });
  return files;
};

onEachStorage('The action of a deadline that has passed', (context) => {
  const { shop, read, lend, act, db } = workshopHands(context, pack());
  const begin = '2026-03-02T02:00:00.000Z';
  const actsOf = async (id: string) =>
    (
      await db()
        .selectFrom('event')
        .select('data')
        .where('record_id', '=', id)
        .where('type', '=', 'record.acted')
        .where('data', 'like', '%giveUp%')
        .execute()
    ).length;

  test('is taken by the platform once the due day is over, and not before', async () => {
    const id = await lend(filled);
    shop().clock.set('2026-03-30T15:59:00.000Z');
    await shop().jobs.drain();
    assert.equal((await read(id)).state, 'lent');
    shop().clock.set('2026-03-31T02:00:00.000Z');
    await shop().jobs.drain();
    assert.equal((await read(id)).state, 'refused');
    assert.equal(await actsOf(id), 1);
    shop().clock.set(begin);
  });

  test('is not taken while the clock is paused', async () => {
    const id = await lend(filled);
    await act('dora', id, 'pause');
    shop().clock.set('2026-04-30T02:00:00.000Z');
    await shop().jobs.drain();
    assert.equal((await read(id)).state, 'lent');
    assert.equal(await actsOf(id), 0);
    shop().clock.set(begin);
  });
});
