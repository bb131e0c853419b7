import assert from 'node:assert/strict';
import { test } from 'node:test';
import { treeOf } from '../tree.ts';
import { runLogic, surveyLogic } from './logic.ts';
import { orderOf } from './order.ts';

test('a rule runs over the data of the form and of the row', () => {
  const data = { a: 2, rows: [{ n: 1 }, { n: 4 }] };
  assert.equal(runLogic({ '+': [{ var: 'data.a' }, { var: 'row.n' }] }, data, { n: 5 }), 7);
  const sum = { reduce: [{ var: 'data.rows' }, { '+': [{ var: 'current.n' }, { var: 'accumulator' }] }, 0] };
  assert.equal(runLogic(sum, data, data), 5);
  assert.equal(runLogic({ _round: { '*': [{ var: 'data.a' }, 1.26] } }, data, data), 3);
  assert.equal(runLogic({ _sum: [{ map: [{ var: 'data.rows' }, { var: 'n' }] }] }, data, data), 5);
});

test('what gives nothing, no number or cannot run gives undefined', () => {
  assert.equal(runLogic({ var: 'data.gone' }, {}, {}), undefined);
  assert.equal(runLogic({ '+': [{ var: 'data.gone' }, 1] }, {}, {}), undefined);
  assert.equal(runLogic({ '/': [1, 0] }, {}, {}), undefined);
  assert.equal(runLogic({ nothing: [1] }, {}, {}), undefined);
});

test('a survey names unknown operations, fields, depth and loops', () => {
  assert.deepEqual(surveyLogic({ log: [{ var: 'data.a' }] }).unknown, ['log']);
  assert.deepEqual(surveyLogic({ a: 1, b: 2 }).unknown, ['{}']);
  assert.deepEqual(surveyLogic({ '+': [{ var: 'data.a' }, { map: [{ var: 'data.b' }, { var: 'c' }] }] }).uses, [
    { path: 'data.a', inItem: false },
    { path: 'data.b', inItem: false },
    { path: 'c', inItem: true },
  ]);
  assert.ok(surveyLogic({ var: { var: 'data.a' } }).badVar);
  assert.ok(surveyLogic({ var: 'data.constructor.name' }).badVar);
  assert.ok(surveyLogic({ var: ['data.a', { var: 'data.__proto__' }] }).badVar);
  assert.equal(surveyLogic({ map: [{ var: 'data.a' }, { filter: [{ var: 'b' }, { var: 'c' }] }] }).loops, 2);
  let deep: unknown = 1;
  for (let level = 0; level < 5000; level++) deep = { '!': [deep] };
  assert.ok(surveyLogic(deep).depth > 24);
});

test('text that would double with every item is refused', () => {
  const growing = { reduce: [{ var: 'data.rows' }, { cat: [{ var: 'accumulator' }, { var: 'accumulator' }] }, 'x'] };
  assert.deepEqual(surveyLogic(growing).unknown, ['cat']);
});

test('components are ordered by need and otherwise stay as they stand', () => {
  const show = (when: string) => ({ conditional: { show: true, when, eq: 'x' } });
  const tree = treeOf({
    components: [
      { type: 'textfield', key: 'a', ...show('c') },
      { type: 'textfield', key: 'b' },
      { type: 'textfield', key: 'c', ...show('d') },
      { type: 'textfield', key: 'd' },
    ],
  });
  const { nodes, cycles } = orderOf(tree);
  assert.deepEqual(
    nodes.map(({ key }) => key),
    ['d', 'c', 'a', 'b'],
  );
  assert.deepEqual(cycles, []);
});

test('a circle is found, also through a container and its content', () => {
  const inner = { type: 'textfield', key: 'inner' };
  const around = {
    type: 'container',
    key: 'box',
    components: [inner],
    conditional: { show: true, when: 'box.inner', eq: 'x' },
  };
  assert.equal(orderOf(treeOf({ components: [around] })).cycles.length > 0, true);
  const sum = (key: string, of: string) => ({ type: 'number', key, calculateValue: { var: `data.${of}` } });
  assert.equal(orderOf(treeOf({ components: [sum('a', 'b'), sum('b', 'a')] })).cycles.length, 1);
});
