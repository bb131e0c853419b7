import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asJson } from '#server/storage/db.ts';
import { entriesOf } from '#server/storage/entries.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { workshopHands } from '#test/support/workshop-hands.ts';

onEachStorage('a new round', (context) => {
  const { db, act, lend, dataOf, broken } = workshopHands(context);
  const entries = async (id: string) =>
    (await entriesOf(db(), id)).map(({ form, round, state, data }) => [form, round, state, asJson<object>(data)]);

  test('what was filled in leaves the record and stays in its entry', async () => {
    const id = await lend();
    const before = await entries(id);
    assert.deepEqual((await dataOf(id)).review, { note: 'fine' });
    await act('dora', id, 'ask');
    const data = await dataOf(id);
    assert.equal('review' in data, false);
    assert.equal(data.book, 'Atlas', 'other forms keep theirs');
    assert.deepEqual(await entries(id), before);
    assert.ok(before.some(([form, round, state]) => form === 'opinionForm' && round === 1 && state === 'frozen'));
    assert.deepEqual(await broken(), []);
  });

  test('what effects have written stays', async () => {
    const id = await lend();
    const { number, times, signedBy } = await dataOf(id);
    await act('dora', id, 'askAgain');
    assert.deepEqual(await dataOf(id), { number, times, signedBy, review: { note: 'fine' } });
    assert.ok(
      (await entries(id)).some(
        ([form, , , data]) => form === 'loanForm' && (data as { book?: string }).book === 'Atlas',
      ),
    );
  });
});
