import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogOf, changed, hashesOf, smallPack } from '#test/support/small-pack.ts';
import { formatDefinition, parseDefinition } from './canonical.ts';
import { buildCatalog } from './catalog.ts';
import { buildClosure, closureOf } from './closure.ts';
import { kinds, partsOf, pathOf } from './kinds.ts';

test('every kind has one path, and the path gives kind, module and key back', () => {
  for (const kind of kinds) {
    const key = kind === 'module' ? 'loan' : 'some-key';
    assert.deepEqual(partsOf(pathOf(kind, key, 'loan')), { type: 'definition', kind, module: 'loan', key });
  }
  assert.deepEqual(partsOf('templates/loan/slip.hbs'), { type: 'template', key: 'loan/slip' });
  assert.deepEqual(partsOf('templates/partials/head.hbs'), { type: 'partial', key: 'head' });
  assert.deepEqual(partsOf('templates/styles/plain.css'), { type: 'style', key: 'plain' });
  assert.equal(partsOf('definitions/loan/forms/../x.json'), undefined);
  assert.equal(partsOf('definitions/loan/secrets/x.json'), undefined);
});

test('a definition read and written gives the same bytes, whatever the order of its keys was', () => {
  for (const [path, content] of smallPack()) {
    if (!path.endsWith('.json')) continue;
    const parsed = parseDefinition(path, content);
    assert.ok(parsed.ok, path);
    assert.equal(formatDefinition(parsed.definition), content);
  }
  assert.equal(
    formatDefinition({ b: 'e\u0301', a: [{ d: 1, c: 2 }] }),
    formatDefinition({ a: [{ c: 2, d: 1 }], b: '\u00e9' }),
  );
});

test('a compiled module knows the fields of all its forms under their place in the record', () => {
  const loan = catalogOf().module('loan');
  assert.deepEqual([...loan.forms.keys()], ['loanForm', 'returnForm']);
  assert.deepEqual(
    [...loan.fields].map(([path, field]) => [path, field.type]),
    [
      ['book', 'text'],
      ['reader', 'text'],
      ['genre', 'code'],
      ['price', 'money'],
      ['lentOn', 'date'],
      ['returned.remark', 'text'],
      ['number', 'text'],
    ],
  );
  assert.equal(loan.fields.get('genre')?.query, true);
  const result = loan.forms.get('loanForm')?.compiled.validate({ reader: 'x', genre: 'maths' }, { complete: true });
  assert.deepEqual(
    result?.issues.map((issue) => issue.path),
    ['/book', '/genre'].sort(),
  );
});

test('a module that is not there is refused as not found', () => {
  assert.throws(() => catalogOf().module('nothing'), { name: 'Problem', slug: 'not-found' });
});

test('a file that cannot be read is named and the rest of the catalog stands', () => {
  const files = smallPack();
  files.set('definitions/loan/codes/genre.json', '{"kind": "codes", ');
  files.set(
    'definitions/loan/codes/other.json',
    formatDefinition({ kind: 'codes', key: 'elsewhere', module: 'loan', title: { zh: 'x' }, items: [] }),
  );
  files.set('notes.txt', 'x');
  const { catalog, issues } = buildCatalog(files, hashesOf(files));
  assert.deepEqual(
    issues.map(({ file, code }) => [file, code]),
    [
      ['definitions/loan/codes/genre.json', 'definition-not-json'],
      ['definitions/loan/codes/other.json', 'definition-misplaced'],
      ['notes.txt', 'definition-path-unknown'],
    ],
  );
  assert.ok(catalog.definitions.form.has('loanForm'));
});

test('one key is taken once per kind, in whichever folder the second lies', () => {
  const files = smallPack();
  files.set(
    'definitions/other/posts/desk.json',
    formatDefinition({ kind: 'post', key: 'desk', module: 'other', title: { zh: 'x' } }),
  );
  const { issues } = buildCatalog(files, hashesOf(files));
  assert.deepEqual(
    issues.map(({ code, params }) => [code, params?.other]),
    [['definition-key-taken', 'definitions/other/posts/desk.json']],
  );
});

test('a closure holds module, workflow and forms, and compiles to the module that was pinned', () => {
  const files = smallPack();
  const before = catalogOf(files);
  const { manifest } = closureOf(before, 'loan');
  assert.deepEqual(Object.keys(manifest), [
    'definitions/loan/forms/loanForm.json',
    'definitions/loan/forms/returnForm.json',
    'definitions/loan/module.json',
    'definitions/loan/workflows/loanFlow.json',
  ]);
  const after = catalogOf(
    changed(files, 'definitions/loan/forms/loanForm.json', (form: { components: { key: string }[] }) => {
      form.components = form.components.filter(({ key }) => key !== 'price');
    }),
  );
  const pinned = buildClosure(
    new Map(Object.keys(manifest).map((path) => [path, files.get(path) ?? ''])),
    after.definitions,
  );
  assert.equal(pinned?.fields.get('price')?.type, 'money');
  assert.equal(after.module('loan').fields.has('price'), false);
});
