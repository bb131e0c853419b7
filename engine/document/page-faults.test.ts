import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { layoutFaults, type PrintedLine, paperFaults } from './page-faults.ts';
import { pageLayout } from './page-layout.ts';

const official = readFileSync('templates/styles/official.css', 'utf8');
const layout = pageLayout([official]);
assert.ok(layout);

const line = (part: Partial<PrintedLine> = {}): PrintedLine => ({
  text: '当事人对本决定不服的，可以依法申请行政复议',
  left: 80,
  top: 200,
  right: 521,
  bottom: 216,
  size: 16,
  gap: 0,
  ...part,
});
const codes = (lines: readonly PrintedLine[]) =>
  paperFaults([{ width: 595.3, height: 841.9, lines }], layout).map(({ code }) => code);

test('the shipped official page is read as 22 lines of 28 characters within its margins', () => {
  assert.deepEqual([layout.lines, layout.columns, layout.size], [22, 28, 16]);
  assert.deepEqual(codes([line()]), []);
});

test('what is made smaller, stands outside, is torn apart or lies on other text is told', () => {
  assert.deepEqual(codes([line({ size: 14.8 })]), ['paper.shrunk']);
  assert.deepEqual(codes([line({ right: 560 })]), ['paper.outside']);
  assert.deepEqual(codes([line({ gap: 0.3 })]), ['paper.torn']);
  assert.deepEqual(codes([line(), line({ top: 202, bottom: 218 })]), ['paper.overlap']);
});

test('a watermark and what stands in the margins are left alone', () => {
  assert.deepEqual(codes([line({ size: 90, gap: 0.5 }), line({ top: 790, bottom: 806, gap: 0.4 })]), []);
});

test('more lines than the grid has are told', () => {
  const lines = Array.from({ length: 25 }, (_, index) => line({ top: 106 + index * 24, bottom: 122 + index * 24 }));
  assert.deepEqual(codes(lines), ['paper.lines']);
});

test('another grid and other margins are told', () => {
  const wider = pageLayout([official.replaceAll('225mm / 22)', '225mm / 20)')]);
  assert.deepEqual(
    layoutFaults(layout, wider).map(({ code }) => code),
    ['paper.grid'],
  );
  const moved = pageLayout([official.replace('37mm 26mm', '30mm 26mm')]);
  assert.ok(layoutFaults(layout, moved).some(({ code }) => code === 'paper.margins'));
  assert.deepEqual(layoutFaults(layout, pageLayout([official])), []);
});
