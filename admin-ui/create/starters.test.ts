import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { zipSync } from 'fflate';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { checkCatalog } from '#engine/definition/check/check-catalog.ts';
import { runGolden } from '#engine/definition/golden.ts';
import { isKind, partialPath, pathOf, stylePath, templatePath } from '#engine/definition/kinds.ts';
import { checkForm } from '#engine/form/check-form.ts';
import { readPack, withChanges } from '../catalog/pack.ts';
import { creatable, startersOf } from './starters.ts';

const paths = { template: templatePath, partial: partialPath, style: stylePath };
const files = globSync(['definitions/**/*.json', 'templates/**/*.{hbs,css}']);
const pack = readPack(zipSync(Object.fromEntries(files.map((file) => [file, readFileSync(file)]))));
const titleOf = (what: string) => ({ zh: what, en: what });
const clean = checkCatalog(pack.catalog).length;

const made = (kind: string, module: string) => {
  const wanted = { key: 'brand-new', module, title: { zh: '新的', en: 'New' }, today: '2026-06-30' };
  const items = startersOf(kind, wanted, { catalog: pack.catalog, titleOf });
  const overlay = items.map(({ kind: of, key, content }) => {
    if (typeof content === 'string') return { file: paths[of as keyof typeof paths](key), after: content };
    assert.ok(isKind(of));
    return { file: pathOf(of, key, (content as { module: string }).module), after: formatDefinition(content) };
  });
  return { items, changed: withChanges(pack, overlay) };
};

for (const kind of creatable()) {
  test(`a new ${kind} passes every check as it stands`, async () => {
    const { items, changed } = made(kind, kind === 'module' ? 'brand-new' : 'case');
    assert.ok(items.length > 0);
    assert.deepEqual(checkCatalog(changed.catalog).slice(clean), []);
    const golden = changed.catalog.definitions.golden.get('brand-new');
    if (kind === 'golden') assert.ok(golden);
    const results = await runGolden(changed.catalog, ({ key }) => key === golden?.key);
    assert.deepEqual(
      results.filter(({ ok }) => !ok),
      [],
    );
    const form = changed.catalog.definitions.form.get('brand-new');
    if (form) assert.deepEqual(checkForm(form), []);
  });
}

test('a new module can be opened at once: form, workflow, list', () => {
  const { changed } = made('module', 'brand-new');
  const module = changed.catalog.module('brand-new');
  assert.equal(module.workflow.initial, 'draft');
  assert.deepEqual([...module.forms.keys()], ['brand-new']);
});
