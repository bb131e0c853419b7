import type { ChartKind } from './report-rows.ts';

/** What is drawn: one row a group, `previous` where two periods stand side by side. */
export interface Drawing {
  readonly kind: ChartKind;
  readonly name: string;
  readonly previousName: string | undefined;
  readonly rows: readonly { readonly title: string; readonly value: number; readonly previous: number | undefined }[];
}

type Option = Readonly<Record<string, unknown>>;

const mostBars = 20;
const colours = ['#1a4f8b', '#9db8d6', '#2b8a3e', '#b86e00', '#8c1d18', '#4b1d8a', '#0b7285', '#6b7280'];

/** The greatest first, as many as can be read. */
const greatest = ({ rows }: Drawing) => [...rows].sort((a, b) => b.value - a.value).slice(0, mostBars);

const common = ({ previousName }: Drawing) => ({
  animation: false,
  color: colours,
  tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true },
  ...(previousName !== undefined && { legend: { top: 0, right: 8 } }),
  grid: { left: 8, right: 72, top: previousName === undefined ? 8 : 32, bottom: 8, containLabel: true },
});

const seriesOf = (drawing: Drawing, rows: Drawing['rows'], more: object) => [
  { type: drawing.kind, name: drawing.name, data: rows.map(({ value }) => value), ...more },
  ...(drawing.previousName === undefined
    ? []
    : [{ type: drawing.kind, name: drawing.previousName, data: rows.map(({ previous = 0 }) => previous), ...more }]),
];

const bars = (drawing: Drawing): Option => {
  const rows = greatest(drawing);
  const axisLabel = { width: 120, overflow: 'break', interval: 0 };
  return {
    ...common(drawing),
    xAxis: { type: 'value', splitNumber: 4, axisLabel: { hideOverlap: true } },
    yAxis: { type: 'category', inverse: true, data: rows.map(({ title }) => title), axisLabel },
    series: seriesOf(drawing, rows, { barMaxWidth: 18, label: { show: true, position: 'right' } }),
  };
};

const lines = (drawing: Drawing): Option => ({
  ...common(drawing),
  tooltip: { trigger: 'axis', confine: true },
  xAxis: { type: 'category', data: drawing.rows.map(({ title }) => title), axisLabel: { hideOverlap: true } },
  yAxis: { type: 'value', minInterval: 1 },
  series: seriesOf(drawing, drawing.rows, { symbolSize: 7 }),
});

const pie = (drawing: Drawing): Option => {
  const { previousName: _legend, ...rest } = drawing;
  const data = greatest(drawing)
    .filter(({ value }) => value > 0)
    .map(({ title, value }) => ({ name: title, value }));
  return {
    ...common({ ...rest, previousName: undefined }),
    tooltip: { trigger: 'item', formatter: '{b}: {c} ({d}%)', confine: true },
    series: [
      {
        type: 'pie',
        name: drawing.name,
        radius: ['34%', '64%'],
        label: { formatter: '{b}\n{c} ({d}%)', overflow: 'break', width: 120 },
        data,
      },
    ],
  };
};

/** From a pale yellow to a dark red, by a share of 0 to 1. */
const warmth = (share: number): string => {
  const [pale, dark] = [
    [253, 231, 195],
    [140, 29, 24],
  ] as const;
  return `rgb(${pale.map((from, index) => Math.round(from + ((dark[index] ?? 0) - from) * share)).join(',')})`;
};

/** Every group a field, as large and as dark as its figure. */
const heat = (drawing: Drawing): Option => {
  const data = greatest(drawing)
    .filter(({ value }) => value > 0)
    .map(({ title, value }, _index, [greatestOne]) => ({
      name: title,
      value,
      itemStyle: { color: warmth(value / (greatestOne?.value ?? value)) },
    }));
  return {
    animation: false,
    tooltip: { trigger: 'item', formatter: '{b}: {c}', confine: true },
    series: [
      {
        type: 'treemap',
        name: drawing.name,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        // Readable on the light fields and on the dark ones.
        label: { formatter: '{b}\n{c}', color: '#000', backgroundColor: 'rgba(255,255,255,0.85)', padding: 4 },
        data,
      },
    ],
  };
};

const options: Readonly<Record<ChartKind, (drawing: Drawing) => Option>> = { bar: bars, line: lines, pie, heat };

/** The picture of a report for ECharts. */
export const chartOption = (drawing: Drawing): Option => options[drawing.kind](drawing);

/** Pixels the picture needs. */
export const chartHeight = ({ kind, rows, previousName }: Drawing): number => {
  if (kind !== 'bar') return 320;
  const each = previousName === undefined ? 30 : 44;
  return 70 + Math.min(rows.length, mostBars) * each;
};
