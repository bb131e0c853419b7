import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RuleSetDefinition, WorkflowDefinition } from '#engine/schema/types.gen.ts';
import { catalogOf, smallPack } from '#test/support/small-pack.ts';
import en from '../message/en.json' with { type: 'json' };
import { codeTree } from './code-tree.ts';
import { outcomeText } from './outcome-text.ts';
import { outlineOf } from './outline.ts';
import { factSource, triggerText } from './rule-set-words.ts';
import { statesInOrder, transitionsOf } from './transitions.ts';
import { usagesOf } from './usages.ts';

const speech = { language: 'en' as const, messages: en };
const catalog = catalogOf();
const title = (zh: string) => ({ zh });

test('codes stand below their parents, and one whose parent is missing at the top', () => {
  const tree = codeTree([
    { code: '1', title: title('a') },
    { code: '11', title: title('b'), parent: '1' },
    { code: '9', title: title('c'), parent: 'gone' },
  ]);
  assert.deepEqual(
    tree.map((node) => [node.code, node.children?.map(({ code }) => code)]),
    [
      ['1', ['11']],
      ['9', undefined],
    ],
  );
});

test('states stand in the order they are reached, and ways out name action, result and target', () => {
  const flow = catalog.definitions.workflow.get('loanFlow') as WorkflowDefinition;
  assert.deepEqual(
    statesInOrder(flow).map(({ key }) => key),
    ['draft', 'review', 'lent', 'back'],
  );
  assert.deepEqual(
    transitionsOf(flow, 'review').map((way) => [way.title?.zh, way.result, way.target]),
    [
      ['Agree at once', undefined, 'lent'],
      ['Review', 'agree', 'lent'],
      ['Review', 'return', 'draft'],
    ],
  );
  assert.deepEqual(transitionsOf(flow, 'draft')[0]?.guards, ['lending']);
});

test('a rule set says when it is asked, where its facts come from and what it does', () => {
  const ruleSet = catalog.definitions.ruleset.get('lending') as RuleSetDefinition;
  assert.equal(triggerText(catalog, ruleSet, speech), 'on demand');
  assert.equal(
    triggerText(catalog, { ...ruleSet, trigger: { actions: ['lend'], forms: ['loanForm'] } }, speech),
    'with “Lend”, with the form “Loan”',
  );
  const sources = Object.values(ruleSet.facts).map((fact) => factSource(catalog, ruleSet, fact, speech));
  assert.deepEqual(sources, ['Parameter “Price from which the head agrees” at “lent on”', 'Field “price”']);
  assert.equal(outcomeText(catalog, 'loan', { field: 'price', value: 100 }, speech), 'price becomes CNY 1.00');
  assert.equal(outcomeText(catalog, 'loan', { message: title('no') }, speech), 'no');
});

test('an outline shows titles as words and plain lists on one line', () => {
  const lines = outlineOf({ title: { zh: 'z', en: 'e' }, list: [1, 2], deep: [{ a: true }] }, 'en');
  assert.deepEqual(
    lines.map(({ depth, name, values, words }) => `${depth} ${name} ${values.join('|')}${words ? ' words' : ''}`),
    ['0 title e words', '0 list 1|2', '0 deep ', '1 1 ', '2 a true'],
  );
});

test('usages are the other files that name the key as a whole', () => {
  const pack = { files: smallPack(), catalog };
  const usages = usagesOf(pack, { key: 'price-limit', file: 'definitions/loan/parameters/price-limit.json' });
  assert.deepEqual(
    usages.map(({ key }) => key),
    ['lending'],
  );
});
