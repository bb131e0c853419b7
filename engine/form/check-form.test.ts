import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkForm } from './check-form.ts';
import type { Component } from './form.ts';

const found = (...components: Component[]): string[] =>
  checkForm({ components }).map(({ path, code }) => `${path.replace(/^\/components\/0/, '')} ${code}`);

const refuses = (properties: Component, ...expected: string[]): void =>
  assert.deepEqual(
    found({ type: 'textfield', key: 'f', label: 'F', ...properties }),
    expected,
    JSON.stringify(properties),
  );

const passes = (...components: Component[]): void => assert.deepEqual(found(...components), []);

test('a form as the builder exports it, with every property and most of them empty, passes', () => {
  passes({
    type: 'textfield',
    key: 'name',
    label: '名称',
    input: true,
    placeholder: '',
    prefix: '',
    customClass: 'wide',
    suffix: '',
    multiple: false,
    defaultValue: null,
    protected: false,
    unique: false,
    persistent: true,
    hidden: false,
    clearOnHide: true,
    refreshOn: '',
    redrawOn: '',
    tableView: true,
    modalEdit: false,
    dataGridLabel: false,
    labelPosition: 'top',
    description: '',
    errorLabel: '',
    tooltip: '',
    hideLabel: false,
    tabindex: '',
    disabled: false,
    autofocus: false,
    dbIndex: false,
    customDefaultValue: '',
    calculateValue: '',
    calculateServer: false,
    widget: { type: 'input' },
    attributes: {},
    validateOn: 'change',
    validate: {
      required: true,
      custom: '',
      customPrivate: false,
      strictDateValidation: false,
      multiple: false,
      unique: false,
      minLength: '',
      maxLength: 120,
      pattern: '',
    },
    conditional: { show: null, when: null, eq: '' },
    overlay: { style: '', left: '', top: '', width: '', height: '' },
    allowCalculateOverride: false,
    encrypted: false,
    showCharCount: false,
    showWordCount: false,
    properties: {},
    allowMultipleMasks: false,
    addons: [],
    mask: false,
    inputType: 'text',
    inputFormat: 'plain',
    inputMask: '',
    displayMask: '',
    spellcheck: true,
    truncateMultipleSpaces: false,
    logic: [],
    customConditional: '',
    id: 'e1',
  });
});

test('properties that carry code are refused by name', () => {
  refuses({ calculateValue: 'value = 1' }, '/calculateValue scriptRefused');
  refuses({ customConditional: 'show = true' }, '/customConditional scriptRefused');
  refuses({ customDefaultValue: 'value = 1' }, '/customDefaultValue scriptRefused');
  refuses({ validate: { custom: 'valid = true' } }, '/validate/custom scriptRefused');
  refuses(
    { logic: [{ name: 'l', trigger: {}, actions: [{ type: 'customAction', customAction: 'x' }] }] },
    '/logic scriptRefused',
  );
  refuses({ widget: { type: 'calendar', disableFunction: 'x' } }, '/widget/disableFunction scriptRefused');
  refuses({ serverOverride: { validate: { custom: 'x' } } }, '/serverOverride scriptRefused');
  refuses({ type: 'select', data: { values: [], custom: 'values = []' } }, '/data/custom scriptRefused');
  refuses({ conditional: { json: { '==': [1, 1] } } }, '/conditional/json notSupported');
  refuses({ validate: { json: { if: [1] } } }, '/validate/json notSupported');
});

test('properties that call out are refused by name', () => {
  refuses(
    { type: 'select', dataSrc: 'url', data: { values: [], url: 'http://x' } },
    '/data/url remoteRefused',
    '/dataSrc remoteRefused',
  );
  refuses({ refreshOn: 'data' }, '/refreshOn remoteRefused');
  refuses({ storage: 'url', url: 'http://x' }, '/storage remoteRefused', '/url remoteRefused');
});

test('a property nobody listed is refused', () => {
  refuses({ onEvilEvent: 'x' }, '/onEvilEvent unknownProperty');
  refuses({ validate: { evil: 1 } }, '/validate/evil unknownProperty');
  refuses({ meta: { lsit: true } }, '/meta/lsit unknownProperty');
  assert.deepEqual(found({ type: 'columns', key: 'c', columns: [{ components: [], evil: 1 }] }), [
    '/columns/0/evil unknownProperty',
  ]);
});

test('templates and markup are refused in every text', () => {
  refuses({ label: 'a {{ data.x }}' }, '/label templateRefused');
  refuses({ tooltip: '{% x %}' }, '/tooltip templateRefused');
  refuses({ label: '<img src=x onerror=alert(1)>' }, '/label markupRefused');
  refuses({ meta: { title: { zh: '<b>x</b>' } } }, '/meta/title/zh markupRefused');
  refuses({ attributes: { onclick: 'x' } }, '/attributes/onclick markupRefused');
  refuses({ type: 'select', data: { values: [] }, template: '<span>{{ item.evil }}</span>' }, '/template notSupported');
  passes(
    { type: 'select', key: 's', data: { values: [] }, template: '<span>{{ item.label }}</span>' },
    { type: 'number', key: 'n', label: '1 < 2 > 0' },
  );
  assert.deepEqual(found({ type: 'tabs', key: 't', components: [{ key: 'x', label: '{{ x }}', components: [] }] }), [
    '/components/0/label templateRefused',
  ]);
});

test('content holds plain elements only', () => {
  const content = (html: string): string[] => found({ type: 'content', key: 'c', input: false, html });
  assert.deepEqual(content('<p class="lead">text<br/><b>bold</b></p><ul><li>one</li></ul>'), []);
  for (const html of [
    '<script>x</script>',
    '<p onclick="x">',
    '<a href="javascript:x">',
    '<iframe src="x">',
    '<p style="x">',
    '<img src=x>',
    '<p class=x>',
    '<!-- x -->',
    '<svg/onload=x>',
  ]) {
    assert.deepEqual(content(html), ['/html markupRefused'], html);
  }
  assert.deepEqual(
    found({ type: 'htmlelement', key: 'h', tag: 'p', attrs: [{ attr: 'onclick', value: 'x' }], content: 'x' }),
    ['/attrs/0 markupRefused'],
  );
});

test('types and keys must be known, well made and used once', () => {
  refuses({ type: 'file' }, '/type unknownComponent');
  for (const key of ['', '1a', 'a b', 'a.b', '__proto__', 'constructor', 'a__b', 'x'.repeat(65)])
    refuses({ key }, '/key badKey');
  assert.deepEqual(
    found({ type: 'number', key: 'a' }, { type: 'panel', key: 'p', components: [{ type: 'number', key: 'A' }] }),
    ['/components/1/components/0/key duplicateKey'],
  );
  passes({ type: 'container', key: 'c', components: [{ type: 'number', key: 'a' }] }, { type: 'number', key: 'a' });
  refuses({ components: [{ type: 'number', key: 'a' }] }, '/components notSupported');
  refuses({ input: false }, '/input badSetting');
  assert.deepEqual(
    checkForm({ components: [null] as unknown as Component[] }).map(({ code }) => code),
    ['badSetting'],
  );
});

test('settings must mean something', () => {
  refuses({ validate: { pattern: '(a' } }, '/validate/pattern badPattern');
  refuses({ validate: { pattern: '(a)\\1' } }, '/validate/pattern badPattern');
  refuses({ validate: { pattern: '(a+)+' } }, '/validate/pattern patternBacktracks');
  refuses({ validate: { minLength: 'two' } }, '/validate/minLength badSetting');
  refuses({ validate: { minLength: 5, maxLength: 4 } }, '/validate/maxLength badSetting');
  refuses({ type: 'datetime', widget: { minDate: 'moment()' } }, '/widget/minDate badSetting');
  refuses({ type: 'datetime', validate: { maxDate: 'yesterday' } }, '/validate/maxDate badSetting');
  refuses({ type: 'code' }, '/meta/codes badSetting');
  refuses({ type: 'record' }, '/meta/module badSetting');
  refuses({ meta: { check: ['uscc', 'luhn'] } }, '/meta/check badSetting');
  refuses({ type: 'radio' }, '/values badSetting');
  refuses(
    { type: 'radio', values: [{ value: 'a' }, { value: 'a' }, { value: 5 }] },
    '/values/1 badSetting',
    '/values/2 badSetting',
  );
  refuses({ type: 'money', defaultValue: 1.5 }, '/defaultValue badSetting');
  refuses({ persistent: false }, '/persistent notSupported');
  passes({
    type: 'datetime',
    key: 'd',
    validate: { maxDate: 'now' },
    widget: { type: 'calendar', minDate: '2026-01-01' },
  });
});

test('conditions and orders refer to fields that exist and can be seen', () => {
  const grid = { type: 'datagrid', key: 'g', components: [{ type: 'number', key: 'cell' }] };
  const on = (component: string, operator = 'isEqual'): Component => ({
    conditional: { show: true, conjunction: 'all', conditions: [{ component, operator, value: 1 }] },
  });
  refuses({ conditional: { show: true, when: 'gone', eq: '1' } }, '/conditional unknownTarget');
  refuses(on('gone'), '/conditional unknownTarget');
  assert.deepEqual(found({ type: 'number', key: 'n', ...on('g.cell') }, grid), ['/conditional unknownTarget']);
  assert.deepEqual(found({ type: 'number', key: 'n', ...on('m', 'evil') }, { type: 'number', key: 'm' }), [
    '/conditional/conditions/0 unknownOperation',
  ]);
  assert.deepEqual(found({ type: 'datetime', key: 'a', validate: { minField: 'b' } }, { type: 'number', key: 'b' }), [
    '/validate/minField unknownTarget',
  ]);
});

test('conditions and calculations that run in a circle are refused', () => {
  const shows = (when: string): Component => ({ conditional: { show: true, when, eq: 'x' } });
  const fields = [
    { type: 'textfield', key: 'a', ...shows('b') },
    { type: 'textfield', key: 'b', ...shows('a') },
  ];
  assert.deepEqual(found(...fields), [' conditionCycle']);
  refuses({ type: 'number', calculateValue: { '+': [{ var: 'data.f' }, 1] } }, '/calculateValue calculationCycle');
});

test('calculations use known operations and fields only', () => {
  const calculated = (calculateValue: unknown): Component => ({ type: 'number', calculateValue });
  refuses(calculated({ log: 1 }), '/calculateValue unknownOperation');
  refuses(calculated({ _template: 'x' }), '/calculateValue unknownOperation');
  refuses(calculated({ var: 'data.gone' }), '/calculateValue unknownField');
  refuses(calculated({ var: 'form.components' }), '/calculateValue unknownField');
  refuses(calculated({ var: 'data.constructor' }), '/calculateValue unknownField');
  passes(
    { type: 'number', key: 'a' },
    { type: 'selectboxes', key: 'b', values: [{ value: 'x' }] },
    { type: 'number', key: 'c', calculateValue: { if: [{ var: 'data.b.x' }, { var: 'row.a' }, 0] } },
  );
});
