import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pastedCodes, withPasted } from './paste-codes.ts';

const known = [
  { code: '1', title: { zh: '甲', en: 'A' }, ext: { weight: 2 } },
  { code: '2', title: { zh: '乙' }, parent: '1', from: '2020-01-01' },
];

test('columns are known by their headings, days in any usual form', () => {
  const { lines, faults } = pastedCodes('名称\t代码\t启用日期\n丙\t3\t2026/6/1\n', known);
  assert.deepEqual(faults, []);
  assert.deepEqual(lines, [{ item: { code: '3', title: { zh: '丙' }, from: '2026-06-01' }, known: false }]);
});

test('without headings the usual order holds, and what the table does not speak of is kept', () => {
  const { lines } = pastedCodes('1\t甲二\n2\t乙\t\t\t', known);
  assert.deepEqual(lines[0], { item: { code: '1', title: { zh: '甲二', en: 'A' }, ext: { weight: 2 } }, known: true });
  assert.deepEqual(lines[1]?.item, { code: '2', title: { zh: '乙' } });
});

test('each fault is told with its line', () => {
  const { faults } = pastedCodes('代码\t名称\t上级\t启用\n\t无码\t\t\n5\t\t\t\n6\t己\t9\t昨天\n6\t己\t\t', known);
  assert.deepEqual(faults, [
    { line: 2, fault: 'code' },
    { line: 3, fault: 'title' },
    { line: 4, fault: 'date' },
    { line: 4, fault: 'parent' },
    { line: 5, fault: 'twice' },
  ]);
});

test('pasted codes change those that are there and follow behind them, or take the place of all', () => {
  const { lines } = pastedCodes('3\t丙\n1\t甲二', known);
  assert.deepEqual(
    withPasted(known, lines, false).map(({ code, title }) => `${code} ${title.zh}`),
    ['1 甲二', '2 乙', '3 丙'],
  );
  assert.deepEqual(
    withPasted(known, lines, true).map(({ code }) => code),
    ['3', '1'],
  );
});
