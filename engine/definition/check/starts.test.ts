import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stockPack } from '#test/support/stock-pack.ts';
import { buildCatalog } from '../catalog.ts';
import { checkCatalog } from './check-catalog.ts';
import { describeFinding } from './describe.ts';

const form = 'definitions/stockReceipt/forms/resultForm.json';
const asked = 'definitions/stockReceipt/forms/askedForm.json';
const exchange = 'definitions/stockOrder/exchanges/stock.json';
const orderModule = 'definitions/stockOrder/module.json';

type Changes = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The findings of the stock pack after files of it were changed, as `path code`. */
const findings = (changes: Changes): string[] => {
  const files = stockPack();
  for (const [file, members] of Object.entries(changes))
    files.set(file, JSON.stringify({ ...JSON.parse(files.get(file) ?? 'null'), ...members }));
  const { catalog, issues } = buildCatalog(files, new Map());
  assert.deepEqual(issues, []);
  const found = checkCatalog(catalog);
  for (const one of found)
    for (const language of ['zh', 'en'] as const)
      assert.doesNotMatch(describeFinding(one, language), /\{[a-z]+\}/, `${one.code} has no words`);
  return found.map(({ path, code }) => `${path} ${code}`);
};

const starting = (field: string, source: object): Changes => ({ [form]: { start: { [field]: source } } });
const below = { below: 'stock', sum: 'stated' };

test('a form may start with what lies below, with a field of the record, or with a plain value', () => {
  for (const source of [below, { literal: 3 }, { field: 'correction.books' }])
    assert.deepEqual(findings(starting('books', source)), []);
});

const secret = { type: 'textfield', key: 'name', label: 'name', input: true, meta: { sensitivity: 'secret' } };
const noForward = JSON.parse(stockPack().get(exchange) ?? 'null');
const orderForm = 'definitions/stockOrder/forms/orderForm.json';

const faults: readonly (readonly [fault: string, changes: Changes, finding: string])[] = [
  ['a field there is none of', starting('colour', below), '/start/colour field-missing'],
  [
    'an exchange there is none of',
    starting('books', { ...below, below: 'none' }),
    '/start/books/below reference-missing',
  ],
  [
    'an exchange of other receipts',
    { [orderForm]: { start: { name: { below: 'stock', sum: 'name' } } } },
    '/start/name/below form-start-below',
  ],
  [
    'an exchange that is never handed on',
    { ...starting('books', below), [exchange]: { ...noForward, forward: undefined } },
    '/start/books/below form-start-below',
  ],
  ['a sum of nothing', starting('books', { ...below, sum: 'colour' }), '/start/books/sum field-missing'],
  ['a sum of words', starting('books', { ...below, sum: 'name' }), '/start/books/sum field-type'],
  ['a field that is missing', starting('books', { field: 'colour' }), '/start/books/field field-missing'],
  ['a field of another type', starting('books', { field: 'name' }), '/start/books/field field-type'],
  [
    'a secret',
    { [asked]: { components: [secret], start: { name: { field: 'name' } } } },
    '/start/name/field form-start-secret',
  ],
  ['what nobody has put in yet', starting('books', { input: 'books' }), '/start/books form-start-source'],
  [
    'a parameter there is none of',
    starting('books', { parameter: 'none' }),
    '/start/books/parameter reference-missing',
  ],
  ['an open number that is missing', { [orderModule]: { openNumber: 'colour' } }, '/openNumber field-missing'],
  ['an open number that is no text', { [orderModule]: { openNumber: 'dueAt' } }, '/openNumber field-type'],
];

for (const [fault, changes, wanted] of faults)
  test(`it is found where a form starts or a number is open: ${fault}`, () => {
    const found = findings(changes);
    assert.ok(found.includes(wanted), found.join('\n'));
  });
