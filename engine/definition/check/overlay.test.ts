import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogOf, changed, type PackFiles, smallPack } from '#test/support/small-pack.ts';
import { formatDefinition } from '../canonical.ts';
import { checkOverlay } from './overlay.ts';

const days = 'definitions/loan/parameters/loan-days.json';
const genre = 'definitions/loan/codes/genre.json';
const form = 'definitions/loan/forms/loanForm.json';
const flow = 'definitions/loan/workflows/loanFlow.json';

const opened = (path: string, open: object): PackFiles =>
  changed(smallPack(), path, (definition: { open?: object }) => {
    definition.open = open;
  });
const codes = (below: PackFiles, path: string, change: (definition: never) => unknown): string[] =>
  checkOverlay(catalogOf(below), catalogOf(changed(below, path, change))).map(({ code }) => code);

test('a definition that says nothing of layers is replaced freely, a closed one not at all', () => {
  const change = (d: { items: object[] }) => void d.items.pop();
  assert.deepEqual(codes(smallPack(), genre, change), []);
  assert.deepEqual(codes(opened(genre, {}), genre, change), ['overlay-closed']);
});

test('a definition that says what is open cannot be removed, and one of the layer itself is no concern of the pack', () => {
  const merged = smallPack();
  merged.delete(days);
  merged.delete('definitions/loan/cases/limit.json');
  merged.set(
    'definitions/loan/posts/keeper.json',
    formatDefinition({ kind: 'post', key: 'keeper', module: 'loan', title: { zh: 'x' } }),
  );
  assert.deepEqual(
    checkOverlay(catalogOf(), catalogOf(merged)).map(({ code, file }) => [code, file]),
    [['overlay-removed', days]],
  );
});

test('an open parameter takes values inside its range and no others', () => {
  const set = (length: number) => (d: { values: { value: { length: number } }[] }) => {
    (d.values[0] ?? { value: { length: 0 } }).value.length = length;
  };
  assert.deepEqual(codes(smallPack(), days, set(30)), []);
  assert.deepEqual(codes(smallPack(), days, set(61)), ['overlay-out-of-range']);
  assert.deepEqual(
    codes(smallPack(), days, (d: { unit: string }) => {
      d.unit = 'workDay';
    }),
    ['overlay-member-closed'],
  );
});

test('an open code list takes more codes and keeps those it has', () => {
  const below = opened(genre, { append: true });
  const more = { code: 'drama', title: { zh: 'x' } };
  assert.deepEqual(
    codes(below, genre, (d: { items: object[] }) => void d.items.push(more)),
    [],
  );
  assert.deepEqual(
    codes(below, genre, (d: { items: object[] }) => void d.items.shift()),
    ['overlay-not-appended'],
  );
});

test('an open form takes more fields and changes none', () => {
  const below = opened(form, { fields: true });
  const more = { type: 'textfield', key: 'shelf', label: 'shelf', input: true };
  assert.deepEqual(
    codes(below, form, (d: { components: object[] }) => void d.components.unshift(more)),
    [],
  );
  assert.deepEqual(
    codes(below, form, (d: { components: { validate?: object }[] }) => {
      delete d.components[0]?.validate;
    }),
    ['overlay-member-closed'],
  );
});

test('an open workflow takes more optional steps and loses no binding one', () => {
  const below = opened(flow, { steps: true });
  type Flow = { actions: { review: { approval: { steps: object[] } } } };
  const step = (optional: boolean) => ({ key: 'chief', title: { zh: 'x' }, who: [{ post: 'head' }], optional });
  const push = (optional: boolean) => (d: Flow) => void d.actions.review.approval.steps.push(step(optional));
  assert.deepEqual(codes(below, flow, push(true)), []);
  assert.deepEqual(codes(below, flow, push(false)), ['overlay-member-closed']);
  assert.deepEqual(
    codes(below, flow, (d: Flow) => {
      d.actions.review.approval.steps = [step(true)];
    }).length > 0,
    true,
  );
});
