import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { type Client, signIn } from '../support/client.ts';
import { type EditedPack, editedPack } from '../support/edited-pack.ts';
import { startSystem, type TestSystem } from '../support/system.ts';

interface Loan {
  readonly _id: string;
}
interface Entry {
  readonly key: string;
  readonly state: string;
  readonly needed: boolean;
}

const library = 'test/support/library';
const rule = (key: string, need: object, missing: object, type = 'warn') => ({
  key,
  title: { zh: key, en: key },
  when: { all: [need, missing] },
  unknown: 'ignore',
  outcome: { type, message: { zh: `缺少${key}`, en: `no ${key}` } },
});
const dear = { fact: 'price', operator: 'greaterThan', value: 10_000 };
const none = { fact: 'notices', operator: 'equal', value: 0 };

const papers = {
  kind: 'ruleset',
  key: 'loan-papers',
  module: 'loan',
  record: 'loan',
  checklist: true,
  title: { zh: '应有的材料', en: 'What there must be' },
  trigger: { demand: true },
  facts: {
    price: { field: 'price', type: 'money', title: { zh: '价格', en: 'Price' } },
    back: { field: 'returnedAt', type: 'date', title: { zh: '归还', en: 'Back' } },
    notices: {
      document: { document: 'overdue-notice', value: 'count' },
      type: 'integer',
      title: { zh: '通知', en: 'Notices' },
    },
  },
  rules: [
    rule('notice', dear, none, 'block'),
    rule('other', { fact: 'price', operator: 'greaterThan', value: 1_000_000 }, none),
    rule('stamp', { fact: 'back', operator: 'lessThan', value: '2026-01-01' }, none),
  ],
} as const;

let pack: EditedPack;
let system: TestSystem;
let dora: Client;

before(async () => {
  pack = await editedPack({}, {}, library);
  const file = join(pack.dir, 'definitions/loan/rules/loan-papers.json');
  await writeFile(file, formatDefinition(papers));
  system = await startSystem({ now: '2026-03-02T02:00:00.000Z', packDir: pack.dir, demoDir: `${library}/demo` });
  dora = await signIn(system.url, 'dora');
});
after(async () => {
  await system?.close();
  await pack?.dispose();
});

test('a checklist says of each entry whether it is there, missing, not needed or not known yet', async () => {
  const data = { book: 'A', genre: 'atlas', price: 12_000, lentAt: '2026-03-02' };
  const loan = await dora.post<Loan>('/records/loan', { data });
  const states = async () => {
    const [list] = await dora.get<{ title: object; entries: Entry[] }[]>(`/records/loan/${loan._id}/checklists`);
    assert.deepEqual(list?.title, { zh: '应有的材料', en: 'What there must be' });
    return list?.entries.map(({ key, state, needed }) => [key, state, needed]);
  };
  assert.deepEqual(await states(), [
    ['notice', 'missing', true],
    ['other', 'notNeeded', false],
    ['stamp', 'open', false],
  ]);
  await dora.post(`/records/loan/${loan._id}/documents`, { document: 'overdue-notice' });
  assert.deepEqual((await states())?.[0], ['notice', 'met', true]);
});
