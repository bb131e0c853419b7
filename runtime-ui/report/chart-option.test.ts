import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartHeight, chartOption, type Drawing } from './chart-option.ts';

const drawing: Drawing = {
  kind: 'bar',
  name: 'now',
  previousName: 'before',
  rows: [
    { title: 'A', value: 1, previous: 5 },
    { title: 'B', value: 3, previous: 0 },
    { title: 'C', value: 0, previous: 2 },
  ],
};

interface Option {
  readonly yAxis: { readonly data: readonly string[] };
  readonly xAxis: { readonly data: readonly string[] };
  readonly series: readonly { readonly name: string; readonly data: readonly unknown[] }[];
}

test('bars put the greatest first and both periods side by side', () => {
  const { yAxis, series } = chartOption(drawing) as Option;
  assert.deepEqual(yAxis.data, ['B', 'A', 'C']);
  assert.deepEqual(
    series.map(({ name, data }) => [name, data]),
    [
      ['now', [3, 1, 0]],
      ['before', [0, 5, 2]],
    ],
  );
});

test('a line keeps the order of its groups, a pie leaves out what is nothing', () => {
  assert.deepEqual((chartOption({ ...drawing, kind: 'line' }) as Option).xAxis.data, ['A', 'B', 'C']);
  const [slices] = (chartOption({ ...drawing, kind: 'pie' }) as Option).series;
  assert.deepEqual(slices?.data, [
    { name: 'B', value: 3 },
    { name: 'A', value: 1 },
  ]);
});

test('more groups need more room, up to what can be read', () => {
  const many = {
    ...drawing,
    rows: Array.from({ length: 90 }, () => drawing.rows[0] ?? { title: '', value: 0, previous: 0 }),
  };
  assert.ok(chartHeight(many) > chartHeight(drawing));
  assert.ok(chartHeight(many) < 1_000);
});

test('a map of heat leaves out what is nothing and is darkest where there is most', () => {
  const [fields] = (chartOption({ ...drawing, kind: 'heat' }) as Option).series;
  assert.deepEqual(fields?.data, [
    { name: 'B', value: 3, itemStyle: { color: 'rgb(140,29,24)' } },
    { name: 'A', value: 1, itemStyle: { color: 'rgb(215,164,138)' } },
  ]);
});
