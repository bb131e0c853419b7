import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Problem } from '#engine/problem.ts';
import { actOnRecord } from '#server/command/act-on-record.ts';
import { createRecord } from '#server/command/create-record.ts';
import { onEachStorage } from '#test/support/storage.ts';
import { openWorkshop, type PersonName, type Workshop } from '#test/support/workshop.ts';
import { filled } from '#test/support/workshop-hands.ts';
import { workshopPack } from '#test/support/workshop-pack.ts';
import { listRecords, listRecordTexts } from './list-records.ts';
import { readRecord, readRecordText } from './read-record.ts';

type Sensitivity = 'personal' | 'secret' | undefined;
const people: readonly PersonName[] = ['dora', 'wim', 'hana', 'dan', 'gus'];

/** An answer, or the word of the refusal. */
const told = <T>(work: Promise<T>): Promise<T | { slug: string }> =>
  work.catch((error: unknown) => {
    if (error instanceof Problem) return { slug: error.slug };
    throw error;
  });

/** The loans of the workshop, with one thing or another to hide about the reader. */
const packHiding = (sensitivity: Sensitivity): ReadonlyMap<string, string> => {
  const path = 'definitions/loan/forms/loanForm.json';
  const pack = new Map(workshopPack());
  const form = JSON.parse(pack.get(path) ?? '{}');
  for (const component of form.components)
    if (component.key === 'reader') {
      const { sensitivity: _, ...meta } = component.meta ?? {};
      component.meta = { ...meta, ...(sensitivity && { sensitivity }) };
    }
  pack.set(path, JSON.stringify(form));
  return pack;
};

for (const sensitivity of [undefined, 'personal', 'secret'] as const)
  onEachStorage(`records as text, the reader ${sensitivity ?? 'open'}`, (context) => {
    let shop: Workshop | undefined;
    const ids: string[] = [];
    const as = (name: PersonName) => (shop ?? assert.fail('closed')).as(name);

    before(async () => {
      shop = await openWorkshop(context, packHiding(sensitivity));
      for (const name of ['dora', 'wim'] as const)
        for (const book of ['"Quotes" \\ and \u2028 lines', '\u4e66 \u{1F4D6}', 'Plain'])
          ids.push((await createRecord(await as(name), { module: 'loan', data: { ...filled, book } })).id);
      const deed = { module: 'loan', id: ids[0] ?? '', action: 'submit', version: 1, data: {} };
      await actOnRecord(await as('dora'), deed);
    });
    after(() => shop?.close());

    for (const name of people)
      test(`say to ${name} what the presented records say`, async () => {
        const actor = await as(name);
        for (const query of [{}, { limit: 2, skip: 1, sort: 'created' }, { skip: 99 }]) {
          const asked = { module: 'loan', filters: [], ...query };
          const said = await told(listRecordTexts(actor, asked).then((page) => ({ ...page, text: String(page.text) })));
          const presented = listRecords(actor, asked);
          const { records, ...range } = { records: undefined, ...(await told(presented)) };
          assert.deepEqual(said, records === undefined ? range : { ...range, text: JSON.stringify(records) });
        }
        for (const id of ids) {
          const key = { module: 'loan', id };
          const said = await told(readRecordText(actor, key).then((text) => ({ text: String(text) })));
          assert.deepEqual(
            said,
            await told(readRecord(actor, key).then((record) => ({ text: JSON.stringify(record) }))),
          );
        }
      });

    test('are told apart by who asks where something is hidden', async () => {
      const readers = async (name: PersonName) =>
        JSON.parse(String((await listRecordTexts(await as(name), { module: 'loan', filters: [] })).text)).map(
          ({ data }: { data: { reader?: string } }) => data.reader,
        );
      const [full, hidden] = [await readers('hana'), await readers('dan')];
      const shown = sensitivity === 'secret' ? undefined : filled.reader;
      assert.ok(full.length > 0 && full.every((reader: unknown) => reader === shown));
      assert.ok(hidden.every((reader: unknown) => (reader === filled.reader) === (sensitivity === undefined)));
    });
  });
