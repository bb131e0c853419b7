import { say, titled } from '../words.ts';
import type { Drawing } from './chart-option.ts';
import { drawnValue, type Measure, type Report } from './report-rows.ts';

/** One measure of a report as it is drawn. */
export const drawingOf = (report: Report, measure: Measure): Drawing => ({
  kind: report.chart ?? 'bar',
  name: report.previous === null ? titled(measure.title) : say('reports.current'),
  previousName: report.previous === null ? undefined : say(`reports.previous.${report.compare}`),
  rows: report.rows.map(({ title, values, previous }) => ({
    title: titled(title) || say('reports.noGroup'),
    value: drawnValue(measure, values[measure.key]),
    previous: previous && drawnValue(measure, previous[measure.key]),
  })),
});
