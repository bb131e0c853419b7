import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testPlanted } from '#test/support/planted-fault.ts';
import { hashesOf, smallPack } from '#test/support/small-pack.ts';
import { buildCatalog } from '../catalog.ts';
import { checkCatalog } from './check-catalog.ts';

testPlanted('a member nobody knows', {
  file: 'loan/module.json',
  set: { '/workflo': 'x' },
  code: 'schema-unknown-member',
  path: '/workflo',
  right: 'workflow',
});
testPlanted('a missing member', {
  file: 'loan/module.json',
  set: { '/titleField': undefined },
  code: 'schema-required',
  path: '',
});
testPlanted('a value that is no choice', {
  file: 'loan/deadlines/return.json',
  set: { '/roll': 'after' },
  code: 'schema-choice',
  path: '/roll',
  right: 'next, previous, none',
});
testPlanted('an effect of no type', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/actions/lend/effects/0/type': 'numbr' },
  code: 'schema-choice',
  path: '/actions/lend/effects/0/type',
});
testPlanted('an effect that lacks a member', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/actions/lend/effects/0/numbering': undefined },
  code: 'schema-required',
  path: '/actions/lend/effects/0',
});
testPlanted('a condition without operator', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/states/draft/on/lend/0/when/operator': undefined },
  code: 'schema-required',
  path: '/states/draft/on/lend/0/when',
});
testPlanted('a form that is not there', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/actions/giveBack/form': 'returnFrom' },
  code: 'reference-missing',
  path: '/actions/giveBack/form',
  right: 'returnForm',
});
testPlanted('a guard that is not there', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/actions/lend/guards': ['lendin'] },
  code: 'reference-missing',
  path: '/actions/lend/guards/0',
  right: 'lending',
});
testPlanted('a post that is not there', {
  file: 'loan/workflows/loanFlow.json',
  set: { '/actions/giveBack/who': [{ post: 'dusk' }] },
  code: 'reference-missing',
  path: '/actions/giveBack/who/0/post',
  right: 'desk',
});
testPlanted('a code list that is not there', {
  file: 'loan/forms/loanForm.json',
  set: { '/components/2/meta/codes': 'gender' },
  code: 'reference-missing',
  path: '/components/2/meta/codes',
  right: 'genre',
});
testPlanted('a template that is not there', {
  file: 'loan/documents/slip.json',
  set: { '/template': 'loan/slap' },
  code: 'reference-text-missing',
  path: '/template',
  right: 'templates/loan/slip.hbs',
});
testPlanted('a paper whose number would stand in a field that is not there', {
  file: 'loan/documents/slip.json',
  set: { '/numberField': 'bok' },
  code: 'field-missing',
  path: '/numberField',
  right: 'book',
});
testPlanted('a deadline without its parameter', {
  file: 'loan/deadlines/return.json',
  set: { '/duration/parameter': 'loan-dais' },
  code: 'reference-missing',
  path: '/duration/parameter',
  right: 'loan-days',
});
testPlanted('a deadline without its calendar', {
  file: 'loan/deadlines/return.json',
  set: { '/calendar': 'weak' },
  code: 'reference-missing',
  path: '/calendar',
  right: 'week',
});
testPlanted('a code that is there twice', {
  file: 'loan/codes/genre.json',
  set: { '/items/1/code': 'novel' },
  code: 'codes-twice',
  path: '/items/1/code',
});
testPlanted('codes in a circle', {
  file: 'loan/codes/genre.json',
  set: { '/items/0/parent': 'poetry', '/items/1/parent': 'novel' },
  code: 'codes-circle',
  path: '/items/0/parent',
});
testPlanted('a form with code in it', {
  file: 'loan/forms/loanForm.json',
  set: { '/components/0/customConditional': 'show = true' },
  code: 'scriptRefused',
  path: '/components/0/customConditional',
});
testPlanted('a number without running number', {
  file: 'loan/numberings/loan-number.json',
  set: { '/pattern': '{docWord} {yyyy}' },
  code: 'numbering-one-running-number',
  path: '/pattern',
});
testPlanted('a module below itself', {
  file: 'loan/module.json',
  set: { '/parent': { module: 'loan' } },
  code: 'module-circle',
  path: '/parent/module',
});

test('a style that fetches something is a finding of the whole set', () => {
  const files = smallPack().set(
    'templates/styles/plain.css',
    'p { margin: 0 }\nh1 { background: url(http://x/y.png) }\n',
  );
  const { catalog } = buildCatalog(files, hashesOf(files));
  const found = checkCatalog(catalog).map(({ file, path, code }) => [file, path, code]);
  assert.deepEqual(found, [['templates/styles/plain.css', '/line/2', 'styleAddress']]);
});
