import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogOf, changed, type PackFiles, smallPack } from '#test/support/small-pack.ts';
import type { Catalog } from '../catalog.ts';
import { buildClosure, closureOf } from '../closure.ts';
import { describeFinding } from './describe.ts';
import { checkOpenClosures, type OpenClosure } from './open-closures.ts';

const before = smallPack();

/** The closure of the unchanged pack, as two open records of it pin it while `current` is in force. */
const pinned = (current: Catalog, files: PackFiles = before): OpenClosure => {
  const { manifest } = closureOf(catalogOf(files), 'loan');
  const module = buildClosure(
    new Map(Object.keys(manifest).map((path) => [path, files.get(path) ?? ''])),
    current.definitions,
  );
  return { key: 'loan', module, count: 2, records: ['Loan 7', 'Loan 9'] };
};
const check = (files: PackFiles) => {
  const catalog = catalogOf(files);
  return checkOpenClosures(catalog, [pinned(catalog)]);
};
const withField = (key: string) =>
  changed(before, 'definitions/loan/forms/loanForm.json', (form: { components: object[] }) => {
    form.components.push({ type: 'money', key, label: key, input: true });
  });

test('records pinned to the current definitions are content with them', () => {
  assert.deepEqual(check(before), []);
});

test('a template that prints a new field is refused while open records pin the form without it', () => {
  const files = withField('deposit').set(
    'templates/loan/slip.hbs',
    '<p>{{record.book}}</p>\n<p>{{record.deposit}}</p>\n',
  );
  const [found, ...others] = check(files);
  assert.deepEqual(others, []);
  assert.equal(found?.code, 'pinned-template');
  assert.equal(found?.file, 'templates/loan/slip.hbs');
  const text = describeFinding(found as never, 'en');
  for (const part of ['loan/slip', 'record.deposit', '2 open records', 'Loan 7, Loan 9'])
    assert.ok(text.includes(part), text);
  assert.ok(describeFinding(found as never, 'zh').includes('record.deposit'));
});

test('a rule, a column, a report and a condition over a new field are refused with the records that lack it', () => {
  let files = withField('deposit');
  files = changed(files, 'definitions/loan/rules/lending.json', (d: { facts: { price: { field: string } } }) => {
    d.facts.price.field = 'deposit';
  });
  files = changed(files, 'definitions/loan/module.json', (d: { list: { columns: string[] } }) => {
    d.list.columns.push('deposit');
  });
  files = changed(
    files,
    'definitions/loan/reports/by-genre.json',
    (d: { measures: { field: string }[]; filter?: object }) => {
      (d.measures[0] ?? { field: '' }).field = 'deposit';
      d.filter = { fact: 'deposit', operator: 'greaterThan', value: 0 };
    },
  );
  assert.deepEqual(
    check(files).map(({ code, file, params }) => [code, file.split('/').at(-1), params?.field]),
    [
      ['pinned-rule', 'lending.json', 'deposit'],
      ['pinned-report', 'by-genre.json', 'deposit'],
      ['pinned-list', 'module.json', 'deposit'],
      ['pinned-condition', 'by-genre.json', 'deposit'],
    ],
  );
});

test('what a pinned workflow still names cannot be removed', () => {
  const files = changed(
    before,
    'definitions/loan/workflows/loanFlow.json',
    (d: { actions: { lend: { guards?: unknown } } }) => {
      delete d.actions.lend.guards;
    },
  );
  files.delete('definitions/loan/rules/lending.json');
  files.delete('definitions/loan/cases/limit.json');
  assert.deepEqual(
    check(files).map(({ code, path, params }) => [code, path, params?.key]),
    [['pinned-reference', '/actions/lend/guards/0', 'lending']],
  );
});

test('a module that goes away while records of it are open is refused', () => {
  const catalog = catalogOf(before);
  const closure = { ...pinned(catalog), key: 'gone', module: undefined };
  assert.deepEqual(
    checkOpenClosures(catalog, [closure]).map(({ code }) => code),
    ['pinned-broken'],
  );
});
