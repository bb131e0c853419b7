import { testPlanted } from '#test/support/planted-fault.ts';

const title = { zh: '相同' };
const rule = { key: 'same', title, points: 90, all: [{ field: 'book', how: 'equal' }] };
const duplicates = (more: object) => [{ key: 'book', title, against: [{ module: 'loan' }], rules: [rule], ...more }];

testPlanted('duplicates by a field there is not', {
  file: 'loan/module.json',
  set: { '/duplicates': duplicates({ rules: [{ ...rule, all: [{ field: 'bock', how: 'equal' }] }] }) },
  code: 'field-missing',
  path: '/duplicates/0/rules/0/all/0/field',
  right: 'book',
});
testPlanted('duplicates against a module there is not', {
  file: 'loan/module.json',
  set: { '/duplicates': duplicates({ against: [{ module: 'lone' }] }) },
  code: 'reference-missing',
  path: '/duplicates/0/against/0/module',
});
testPlanted('duplicates whose other field there is not', {
  file: 'loan/module.json',
  set: { '/duplicates': duplicates({ against: [{ module: 'loan', fields: { book: 'bock' } }] }) },
  code: 'field-missing',
  path: '/duplicates/0/against/0/fields/book',
  right: 'book',
});
testPlanted('a fact that asks for duplicates there are not', {
  file: 'loan/rules/lending.json',
  set: { '/facts/price': { type: 'integer', likeness: 'reader' } },
  code: 'field-missing',
  path: '/facts/price/likeness',
});
