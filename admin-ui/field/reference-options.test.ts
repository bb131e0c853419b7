import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogOf } from '#test/support/small-pack.ts';
import { matches, referenceOptions, withUnknown } from './reference-options.ts';

const pack = { catalog: catalogOf() };

test('definitions of a kind are found by title and by key, and what is named but missing stays in sight', () => {
  const options = referenceOptions(pack, 'module', 'zh');
  const loan = options.find(({ value }) => value === 'loan');
  assert.ok(loan);
  assert.equal(matches('LOAN', loan), true);
  assert.equal(matches(`${loan.label} loan`, loan), true);
  assert.equal(matches('nowhere', loan), false);
  assert.equal(matches('x', undefined), false);
  assert.deepEqual(withUnknown(options, ['loan', 'gone']).slice(0, 1), [
    { value: 'gone', label: 'gone', search: 'gone' },
  ]);
});

test('templates and styles are chosen by their path below their folder', () => {
  const texts = new Map([
    ['templates/case/notice.hbs', ''],
    ['templates/partials/head.hbs', ''],
    ['templates/styles/page.css', ''],
  ]);
  const keys = (kind: string) =>
    referenceOptions({ catalog: { ...pack.catalog, texts } }, kind, 'zh').map(({ value }) => value);
  assert.deepEqual([keys('template'), keys('partial'), keys('style')], [['case/notice'], ['head'], ['page']]);
});
