import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asJson } from '#server/storage/db.ts';
import { openTasksOf } from '#server/storage/tasks.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { workshopHands } from '#test/support/workshop-hands.ts';

onEachStorage('tasks of a state during a sign-off', (context) => {
  const { db, act, lend, read, broken } = workshopHands(context);
  const open = async (id: string) =>
    (await openTasksOf(db(), id)).map(({ title, account, post }) => [
      asJson<{ zh: string }>(title).zh,
      account ?? post,
    ]);
  const due = async (id: string) => (await openTasksOf(db(), id)).find(({ account }) => account === 'hugo')?.due_at;

  test('who handed his work in has nothing to do until it comes back to him', async () => {
    const id = await lend();
    const before = await due(id);
    assert.deepEqual(await open(id), [['Bring it back', 'hugo']]);
    await act('hugo', id, 'writeOff');
    assert.deepEqual(await open(id), [['Desk agrees', 'desk']]);
    await act('dora', id, 'writeOff', { result: 'agree' });
    assert.deepEqual(await open(id), [['Head agrees', 'head']]);
    await act('hana', id, 'writeOff', { result: 'return', opinion: 'why?' });
    assert.deepEqual(await open(id), [['Bring it back', 'hugo']]);
    assert.equal(await due(id), before, 'with the same due date');
    assert.deepEqual(await broken(), []);
  });

  test('taking it back opens the work again, and agreement leads on', async () => {
    const id = await lend();
    await act('hugo', id, 'writeOff');
    await act('hugo', id, 'writeOff.recall');
    assert.deepEqual(await open(id), [['Bring it back', 'hugo']]);
    await act('hugo', id, 'writeOff');
    await act('dora', id, 'writeOff', { result: 'agree' });
    await act('hana', id, 'writeOff', { result: 'agree' });
    assert.deepEqual([await open(id), (await read(id)).state], [[], 'refused']);
  });

  test('a sign-off beside the work leaves the work open', async () => {
    const id = await lend();
    await act('hugo', id, 'renew');
    assert.deepEqual(await open(id), [
      ['Bring it back', 'hugo'],
      ['Head', 'head'],
    ]);
  });
});
