import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { isKind, pathOf, templatePath } from '#engine/definition/kinds.ts';
import { lintTemplate } from '#engine/document/lint-template.ts';
import { checkForm } from '#engine/form/check-form.ts';
import { readPack, withChanges } from '../catalog/pack.ts';
import { faultsOfWish, fieldKinds, type ModuleWish, moduleItems } from './new-module.ts';

const files = globSync(['definitions/**/*.json', 'templates/**/*.{hbs,css}']);
const pack = readPack(zipSync(Object.fromEntries(files.map((file) => [file, readFileSync(file)]))));
const author = [{ author: true }];
const wish: ModuleWish = {
  key: 'equipmentLoan',
  title: { zh: '执法装备借用' },
  group: { zh: '装备管理' },
  fields: fieldKinds.map((kind) => ({ title: `项目 ${kind}`, kind, required: true })),
  states: [
    { title: '登记', action: '借出', who: author },
    { title: '借出', action: '归还', who: author },
    { title: '已归还', action: '', who: author },
  ],
  paper: '装备借用单',
  working: ['handler'],
  reading: ['leader'],
};

test('a module that is asked for in words passes every check as it stands', () => {
  assert.deepEqual(faultsOfWish(wish, pack.catalog), []);
  const items = moduleItems(wish, pack.catalog);
  const overlay = items.map(({ kind, key, content }) => {
    if (typeof content === 'string') {
      assert.deepEqual(lintTemplate(content), []);
      return { file: templatePath(key), after: content };
    }
    assert.ok(isKind(kind));
    return { file: pathOf(kind, key, (content as { module: string }).module), after: formatDefinition(content) };
  });
  const { catalog } = withChanges(pack, overlay);
  assert.deepEqual(checkCatalog(catalog).slice(checkCatalog(pack.catalog).length), []);
  const form = catalog.definitions.form.get('equipmentLoan');
  assert.ok(form);
  assert.deepEqual(checkForm(form), []);
  const module = catalog.module('equipmentLoan');
  assert.deepEqual(Object.keys(module.workflow.states), ['state1', 'state2', 'state3']);
  const granted = (role: string) =>
    catalog.definitions.role.get(role)?.grants.filter(({ module: of }) => of === 'equipmentLoan');
  assert.deepEqual(
    granted('leader')?.map(({ operations }) => operations),
    [['read']],
  );
  assert.ok(granted('handler')?.[0]?.operations.includes('create'));
});

test('what is missing is named before anything is made', () => {
  const nothing = { ...wish, key: '', title: { zh: ' ' }, group: { zh: '' }, fields: [], states: [], working: [] };
  assert.deepEqual(faultsOfWish(nothing, pack.catalog), ['title', 'key', 'group', 'fields', 'states', 'roles']);
  assert.deepEqual(faultsOfWish({ ...wish, key: 'case' }, pack.catalog), ['taken']);
  const [first, ...rest] = wish.states;
  assert.ok(first);
  assert.deepEqual(faultsOfWish({ ...wish, states: [{ ...first, who: [] }, ...rest] }, pack.catalog), ['actions']);
});
