import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TemplateField } from '#engine/definition/template-fields.ts';
import { parseTemplate } from '#engine/document/handlebars.ts';
import { insertionFor, surroundings, waysOf } from './insertion.ts';

const place = (text: string, inPartial = false) => ({ text, at: text.length, inPartial });
const total: TemplateField = { path: 'record.decision.total', type: 'money' };
const row: TemplateField = { path: 'record.decision.penalties.*.kind', type: 'code', codes: 'penalty-kind' };

test('a field is printed by what it is', () => {
  assert.deepEqual(waysOf(total), ['money', 'capitals']);
  assert.equal(insertionFor(total, 'capitals', place('')), '{{cnUpper record.decision.total}}');
  assert.equal(insertionFor({ path: 'now', type: 'instant' }, 'time', place('')), '{{cnDateTime now}}');
  assert.deepEqual(waysOf({ path: 'a', type: 'text', long: true }), ['lines', 'text']);
});

test('in partials and inside lists the rest of the view is reached from its root', () => {
  assert.equal(insertionFor(total, 'money', place('', true)), '{{money @root.record.decision.total}}');
  assert.equal(
    insertionFor(total, 'money', place('{{#each children.goods}}<p>')),
    '{{money @root.record.decision.total}}',
  );
});

test('an item of a list is written short inside a block over it, and brings the block where there is none', () => {
  const inside = place('{{#each @root.record.decision.penalties}}<p>');
  assert.equal(insertionFor(row, 'label', inside), '{{codeLabel "penalty-kind" kind}}');
  const named = place('{{#each record.decision.penalties as |one|}}');
  assert.equal(insertionFor(row, 'label', named), '{{codeLabel "penalty-kind" one.kind}}');
  const outside = insertionFor(row, 'label', place('<p>x</p>\n'));
  assert.match(outside, /^\{\{#each record\.decision\.penalties\}\}/);
  assert.doesNotThrow(() => parseTemplate(outside));
});

test('a block that ended surrounds nothing', () => {
  assert.deepEqual(surroundings('{{#each a}}x{{/each}}{{#with b.c}}', 40), [{ path: 'b.c' }]);
});
