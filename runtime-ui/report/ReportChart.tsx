import { Segmented } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { ErrorBoundary } from '../frame/ErrorBoundary.tsx';
import { say, titled } from '../words.ts';
import { drawingOf } from './drawing-of.ts';
import type { Report } from './report-rows.ts';

const Chart = lazy(() => import('./Chart.tsx').then((module) => ({ default: module.Chart })));

/** One measure of a report as a picture; which one is chosen above it. */
export const ReportChart = ({ report }: { readonly report: Report }) => {
  const [chosen, choose] = useState(report.measures[0]?.key);
  const measure = report.measures.find(({ key }) => key === chosen) ?? report.measures[0];
  const drawing = useMemo(() => (measure === undefined ? undefined : drawingOf(report, measure)), [report, measure]);
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
