import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { listRecords } from '#server/query/list-records.ts';
import { readRecord } from '#server/query/read-record.ts';
import { readRelated } from '#server/query/read-related.ts';
import { readStash } from '#server/query/read-stash.ts';
import { openVault, WrongSecret } from '#server/storage/vault.ts';
import { openWorld } from '#server/verify/main.ts';
import { verify } from '#server/verify/verify.ts';
import { houseSecret } from '#test/support/pack-house.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { openWorkshop, type PersonName, type Workshop } from '#test/support/workshop.ts';
import { filled } from '#test/support/workshop-hands.ts';
import { workshopPack } from '#test/support/workshop-pack.ts';
import { actOnRecord } from './act-on-record.ts';
import { createRecord } from './create-record.ts';
import { noteUnmasked } from './note-unmasked.ts';
import { saveRecord } from './save-record.ts';
import { stashRecord } from './stash-record.ts';

/** The loans of the workshop, of which the reader is a secret. */
const secretivePack = (): ReadonlyMap<string, string> => {
  const path = 'definitions/loan/forms/loanForm.json';
  const pack = new Map(workshopPack());
  const form = JSON.parse(pack.get(path) ?? '{}');
  for (const component of form.components)
    if (component.key === 'reader') component.meta = { ...component.meta, sensitivity: 'secret' };
  pack.set(path, JSON.stringify(form));
  return pack;
};

onEachStorage('secrets', (context) => {
  let shop: Workshop | undefined;
  before(async () => {
    shop = await openWorkshop(context, secretivePack());
  });
  after(() => shop?.close());
  const as = (name: PersonName) => (shop ?? assert.fail('closed')).as(name);
  const create = async (reader: string) =>
    (await createRecord(await as('dora'), { module: 'loan', data: { ...filled, reader } })).id;

  /** Every text the database holds that may have come from people. */
  const everything = async (): Promise<string> => {
    const { rows } = await sql<{ text: string }>`select data as text from m_loan union all select data from entry
      union all select data from stash union all select data from event union all select payload from outbox
      union all select reference from idempotency`.execute(context.storage.read);
    return rows.map(({ text }) => JSON.stringify(text)).join('\n');
  };

  test('lie sealed in every table, and open for those alone who may see them', async () => {
    const id = await create('Ada Unseen');
    await stashRecord(await as('hana'), { module: 'loan', id, form: 'loanForm', data: { reader: 'Ada Unsaved' } });
    assert.doesNotMatch(await everything(), /Ada Uns/);
    assert.equal((await readRecord(await as('hana'), { module: 'loan', id })).data.reader, 'Ada Unseen');
    assert.deepEqual((await readStash(await as('hana'), { module: 'loan', id }))[0]?.data, { reader: 'Ada Unsaved' });
    assert.equal((await readRecord(await as('dan'), { module: 'loan', id })).data.reader, undefined);
  });

  test('stand in no list and in no filling, whoever asks', async () => {
    const id = await create('Ada Unlisted');
    const { records } = await listRecords(await as('hana'), { module: 'loan', filters: [] });
    assert.ok(records.some(({ _id }) => _id === id));
    const entries = await readRelated(await as('hana'), { module: 'loan', id, kind: 'entries' });
    assert.doesNotMatch(JSON.stringify([records, entries]), /Ada Un|sealed/);
  });

  test('stay with a record that others save, sign and check, and the invariants hold', async () => {
    const id = (await createRecord(await as('dora'), { module: 'loan', data: { ...filled, reader: 'Ada Kept' } })).id;
    const { reader: _, ...seen } = filled;
    await saveRecord(await as('dora'), { module: 'loan', id, version: 1, data: { ...seen, price: 4100 } });
    await actOnRecord(await as('dora'), { module: 'loan', id, action: 'submit', version: 2, data: {} });
    assert.equal((await readRecord(await as('hana'), { module: 'loan', id })).data.reader, 'Ada Kept');
    const findings = await verify(await openWorld(context.storage, context.dataDir));
    assert.deepEqual(
      findings.flatMap(({ invariant, offences }) => offences.map((offence) => [invariant.id, offence])),
      [],
    );
  });

  test('are told in the log when somebody reads them', async () => {
    const id = await create('Ada Read');
    await noteUnmasked(await as('hana'), { module: 'loan', id });
    const events = await context.storage.read.selectFrom('event').selectAll().where('record_id', '=', id).execute();
    assert.deepEqual(
      events.filter(({ type }) => type === 'record.unmasked').map(({ actor }) => actor),
      ['hana'],
    );
  });

  test('open with keys of another time, not in another record, not with another secret', async () => {
    const now = () => '2026-03-02T02:00:00.000Z';
    const vault = await openVault(context.storage, houseSecret, now);
    const before = vault.seal('r1', 'Ada');
    await vault.rotate();
    const after = vault.seal('r1', 'Ada');
    const again = await openVault(context.storage, houseSecret, now);
    assert.deepEqual([again.open('r1', before), again.open('r1', after)], ['Ada', 'Ada']);
    assert.notEqual(before.split(':')[1], after.split(':')[1]);
    assert.throws(() => again.open('r2', before));
    assert.throws(() => again.open('r1', `${before.slice(0, -6)}AAAAAA`));
    await assert.rejects(openVault(context.storage, 'of somebody else', now), WrongSecret);
  });
});
