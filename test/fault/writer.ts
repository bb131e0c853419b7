import { writeSync } from 'node:fs';
import { insertRow } from '#server/storage/db.ts';
import { appendEvent, sha256 } from '#server/storage/events.ts';
import { newId } from '#server/storage/id.ts';
import { insertAnswer } from '#server/storage/idempotency.ts';
import { prepareModuleTables } from '#server/storage/module-tables.ts';
import { takeNumber } from '#server/storage/numbers.ts';
import { insertRecord, updateRecord } from '#server/storage/records.ts';
import { sealEvents } from '#server/storage/sealer.ts';
import { openStorage, type Storage } from '#server/storage/storage.ts';

/**
 * A process that writes as commands do until it is killed: eight at a time, each a record, its number, event and stored
 * answer in one transaction. It says `<id> <number>` for each only after it was told that the change is durable.
 */
const at = '2026-06-30T01:00:00.000Z';
const say = (line: string): void => void writeSync(1, `${line}\n`);

const create = async (storage: Storage, key: string): Promise<void> => {
  const id = newId();
  const text = await storage.transact(async (db) => {
    const wanted = { numbering: 'case-number', organization: 'o', year: 2026, by: 'a', at, recordId: id };
    const number = await takeNumber(db, { ...wanted, format: (n) => `No ${n}` });
    const people = { owner: 'a', created_by: 'a', modified_by: 'a' };
    const header = { id, module: 'item', organization: 'o', root_id: id, parent_id: null, title: number.text };
    const flow = { state: 'new', state_class: 'editable' as const, regime: '', closure: '', due_at: null };
    const rest = { version: 1, family_version: 0, platform: 'p', origin: 'entered', created_at: at, modified_at: at };
    await insertRecord(db, { ...header, ...flow, ...rest, ...people }, JSON.stringify({ number: number.text }));
    await event(db, id, 1, key);
    const answer = {
      actor: 'a',
      route: 'create',
      key,
      body: sha256(key),
      status: 201,
      reference: `{"id":"${id}"}`,
      at,
    };
    await insertAnswer(db, answer);
    return number.text;
  });
  say(`${id} ${text}`);
  await storage.transact(async (db) => {
    const from = { module: 'item', id, version: 1 };
    await updateRecord(db, from, { state: 'done', modified_at: at, modified_by: 'a', data: '{}' });
    await event(db, id, 2, key);
  });
};

const event = (db: Parameters<typeof appendEvent>[0], id: string, version: number, key: string): Promise<number> =>
  appendEvent(db, {
    record_id: id,
    root_id: id,
    organization: 'o',
    type: 'item.written',
    actor: 'a',
    on_behalf_of: null,
    at,
    request_id: key,
    record_version: version,
    data: '{}',
  });

const storage = await openStorage({ url: process.env.DATABASE_URL ?? '', dataDir: process.env.DATA_DIR ?? '' });
await prepareModuleTables(storage, [
  { key: 'item', fields: [{ path: 'number', type: 'text' }], indexes: [['number']] },
]);
const named = await storage.read.selectFrom('pointer').select('name').where('name', '=', 'begun').executeTakeFirst();
if (named === undefined) await storage.transact((db) => insertRow(db, 'pointer', { name: 'begun', value: at }));
say('ready');
const loops = Array.from({ length: 8 }, async (_, loop) => {
  for (let count = 0; count < 100_000; count += 1) {
    await create(storage, `${process.pid}-${loop}-${count}`);
    if (loop === 0 && count % 20 === 19) await sealEvents(storage, '2026-06-30T01:01:00.000Z');
  }
});
await Promise.all(loops);
