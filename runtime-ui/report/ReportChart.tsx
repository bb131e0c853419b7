import { Segmented } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { ErrorBoundary } from '../frame/ErrorBoundary.tsx';
import { say, titled } from '../words.ts';
import type { Drawing } from './chart-option.ts';
import { drawnValue, type Report } from './report-rows.ts';

const Chart = lazy(() => import('./Chart.tsx').then((module) => ({ default: module.Chart })));

/** One measure of a report as a picture; which one is chosen above it. */
export const ReportChart = ({ report }: { readonly report: Report }) => {
  const [chosen, choose] = useState(report.measures[0]?.key);
  const measure = report.measures.find(({ key }) => key === chosen) ?? report.measures[0];
  const drawing = useMemo((): Drawing | undefined => {
    if (measure === undefined) return undefined;
    return {
      kind: report.chart ?? 'bar',
      name: report.previous === null ? titled(measure.title) : say('reports.current'),
      previousName: report.previous === null ? undefined : say(`reports.previous.${report.compare}`),
      rows: report.rows.map(({ title, values, previous }) => ({
        title: titled(title) || say('reports.noGroup'),
        value: drawnValue(measure, values[measure.key]),
        previous: previous && drawnValue(measure, previous[measure.key]),
      })),
    };
  }, [report, measure]);
  if (measure === undefined || drawing === undefined) return null;
  return (
    <section className="report-chart" aria-label={say('reports.chart')}>
      {report.measures.length > 1 && (
        <Segmented
          value={measure.key}
          onChange={choose}
          options={report.measures.map(({ key, title }) => ({ value: key, label: titled(title) }))}
        />
      )}
      <ErrorBoundary>
        <Suspense fallback={<div className="loading" role="status" aria-label={say('loading')} />}>
          <Chart drawing={drawing} label={`${titled(report.title)} ${titled(measure.title)}`} />
        </Suspense>
      </ErrorBoundary>
    </section>
  );
};
