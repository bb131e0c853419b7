import { Empty } from 'antd';
import { toCivilDate } from '#engine/time.ts';
import { api } from '../api.ts';
import { Loading } from '../frame/Loading.tsx';
import { go } from '../router.ts';
import { useSession } from '../session/session.ts';
import { useLoaded } from '../use-loaded.ts';
import { say, titled } from '../words.ts';
import { RangePicker } from './RangePicker.tsx';
import { ReportChart } from './ReportChart.tsx';
import { type ListedReport, ReportList } from './ReportList.tsx';
import { ReportTable } from './ReportTable.tsx';
import { type Range, rangeQuery, readRange } from './report-range.ts';
import type { Report } from './report-rows.ts';

interface ReportPageProps {
  readonly report: string | undefined;
  readonly query: URLSearchParams;
}

/** The reports this person may run, and one of them: its figures beside their picture. */
export const ReportPage = ({ report, query }: ReportPageProps) => {
  const reports = useLoaded('reports', () => api.get<ListedReport[]>('/reports'));
  return (
    <>
      <h1>{say('reports.title')}</h1>
      <Loading of={reports}>
        {(value) => {
          const chosen = value.find(({ key }) => key === (report || value[0]?.key));
          return chosen === undefined ? (
            <Empty description={say('reports.none')} />
          ) : (
            <div className="report-page">
              <ReportList reports={value} chosen={chosen.key} />
              <Run key={chosen.key} listed={chosen} query={query} />
            </div>
          );
        }}
      </Loading>
    </>
  );
};

const everything: Range = { from: '', to: '' };

const Run = ({ listed, query }: { readonly listed: ListedReport; readonly query: URLSearchParams }) => {
  const today = toCivilDate(useSession().me.now);
  const range = listed.dateField === null ? everything : readRange(query, today);
  const path = `/reports/${listed.key}${rangeQuery(range)}`;
  const result = useLoaded(path, () => api.get<Report>(path));
  return (
    <div className="report">
      <h2>{titled(listed.title)}</h2>
      {listed.dateField !== null && (
        <RangePicker
          key={rangeQuery(range)}
          range={range}
          today={today}
          ask={(next) => go(`/reports/${listed.key}${rangeQuery(next)}`, { keepPlace: true })}
        />
      )}
      <Loading of={result}>
        {(value) =>
          value.rows.length === 0 ? (
            <Empty description={say('reports.empty')} />
          ) : (
            <>
              {value.previous && (
                <p className="hint">{say('reports.compared', { from: value.previous.from, to: value.previous.to })}</p>
              )}
              <ReportChart report={value} />
              <ReportTable report={value} range={range} />
            </>
          )
        }
      </Loading>
    </div>
  );
};
