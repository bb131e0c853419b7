import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogOf, hashesOf, type PackFiles, smallPack } from '#test/support/small-pack.ts';
import { buildCatalog, type Finding } from '../catalog.ts';
import { checkCatalog } from './check-catalog.ts';

const findingsOf = (files: PackFiles): Finding[] => {
  const { catalog, issues } = buildCatalog(files, hashesOf(files));
  return [...issues, ...checkCatalog(catalog)];
};

test('a sound pack has no finding', () => {
  assert.deepEqual(checkCatalog(catalogOf()), []);
});

test('a rule set that nothing asks is found', () => {
  const files = smallPack();
  const idle = JSON.parse(files.get('definitions/loan/rules/lending.json') ?? '');
  files.set('definitions/loan/rules/idle.json', JSON.stringify({ ...idle, key: 'idle', trigger: {} }));
  assert.deepEqual(
    findingsOf(files).map(({ file, code }) => [file, code]),
    [['definitions/loan/rules/idle.json', 'rule-never-asked']],
  );
});

test('a template that reads what its view lacks is named with its line and field', () => {
  const files = smallPack().set('templates/loan/slip.hbs', '<p>{{record.book}}</p>\n<p>{{record.isbn}}</p>\n');
  const [found, ...others] = findingsOf(files);
  assert.equal(others.length, 0);
  assert.equal(found?.file, 'templates/loan/slip.hbs');
  assert.equal(found?.path, '/line/2');
  assert.equal(found?.params?.field, 'record.isbn');
});

test('a definition removed is missed by everything that names it', () => {
  const files = smallPack();
  files.delete('definitions/loan/forms/returnForm.json');
  assert.deepEqual(
    findingsOf(files)
      .filter(({ code }) => code === 'reference-missing')
      .map(({ file, path }) => [file, path]),
    [
      ['definitions/loan/module.json', '/forms/1'],
      ['definitions/loan/workflows/loanFlow.json', '/actions/giveBack/form'],
    ],
  );
});

test('an empty set and a set of one definition are judged without an error', () => {
  assert.deepEqual(findingsOf(new Map()), []);
  for (const [path, content] of smallPack()) findingsOf(new Map([[path, content]]));
});
