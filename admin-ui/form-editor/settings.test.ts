import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkForm } from '#engine/form/check-form.ts';
import { newComponent, palette } from './palette.ts';
import { settingGroups, withSetting } from './settings.ts';

test('a setting is written where it belongs, and taking it away leaves nothing empty behind', () => {
  const field = { type: 'textfield', key: 'a' };
  const required = withSetting(field, ['validate', 'required'], true);
  assert.deepEqual(required, { ...field, validate: { required: true } });
  assert.deepEqual(withSetting(required, ['validate', 'required'], undefined), field);
});

test('every entry of the palette has something to set and passes the checks of forms, and nothing takes code', () => {
  const words = () => ({ zh: '字段' });
  for (const entry of palette.flatMap((group) => group.entries)) {
    const suited = settingGroups.flatMap((group) => group.settings).filter(({ suits }) => suits(entry.settings));
    assert.ok(suited.length > 0, entry.name);
    const component = newComponent(entry, (stem) => `${stem}1`, words);
    // Which list or module a field takes its values from is chosen when it is there.
    const faults = checkForm({ components: [component] }).filter(({ path }) => !/\/meta\/(codes|module)$/.test(path));
    assert.deepEqual(faults, [], entry.name);
  }
  const code = /^custom|calculateValue|logic|onChange|url|^script/i;
  const paths = settingGroups.flatMap((group) => group.settings).map(({ path }) => path.join('.'));
  assert.deepEqual(
    paths.filter((path) => code.test(path)),
    [],
  );
});
