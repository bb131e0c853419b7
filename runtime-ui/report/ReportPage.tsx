import { Button, Empty } from 'antd';
import { useState } from 'react';
import { toCivilDate } from '#engine/time.ts';
import { api } from '../api.ts';
import { Icon } from '../frame/Icon.tsx';
import { Loading } from '../frame/Loading.tsx';
import { QueryArea } from '../list/QueryArea.tsx';
import { go } from '../router.ts';
import { useSession } from '../session/session.ts';
import { useLoaded } from '../use-loaded.ts';
import { loadModule } from '../value/lookup.ts';
import { say, titled } from '../words.ts';
import { RangePicker } from './RangePicker.tsx';
import { ReportChart } from './ReportChart.tsx';
import { ReportChoices } from './ReportChoices.tsx';
import { type ListedReport, ReportList } from './ReportList.tsx';
import { ReportTable } from './ReportTable.tsx';
import { type ReportQuery, readReportQuery, writeReportQuery } from './report-query.ts';
import type { Range } from './report-range.ts';
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
  const read = readReportQuery(query, today);
  const asked = listed.dateField === null ? { ...read, range: everything } : read;
  const address = writeReportQuery(asked);
  const path = `/reports/${listed.key}${address}`;
  const result = useLoaded(path, () => api.get<Report>(path));
  const ask = (next: ReportQuery) => go(`/reports/${listed.key}${writeReportQuery(next)}`, { keepPlace: true });
  return (
    <div className="report">
      <div className="page-head">
        <h2>{titled(listed.title)}</h2>
        <Button
          icon={<Icon name="download" />}
          href={`/api/reports/${listed.key}/export.xlsx${address}`}
          download={`${listed.key}.xlsx`}
        >
          {say('reports.export')}
        </Button>
      </div>
      {listed.filters.length > 0 && <Conditions listed={listed} query={asked} ask={ask} />}
      {listed.dateField !== null && (
        <RangePicker key={address} range={asked.range} today={today} ask={(range) => ask({ ...asked, range })} />
      )}
      <ReportChoices listed={listed} query={asked} ask={ask} />
      <Loading of={result}>{(value) => <Figures report={value} query={asked} />}</Loading>
    </div>
  );
};

interface ConditionsProps {
  readonly listed: ListedReport;
  readonly query: ReportQuery;
  readonly ask: (query: ReportQuery) => void;
}

/** The conditions of the report's records a reader may set; folded until one is wanted. */
const Conditions = ({ listed, query, ask }: ConditionsProps) => {
  const [open, show] = useState(query.filters.size > 0);
  const described = useLoaded(`module ${listed.record}`, () => loadModule(listed.record));
  if (!open)
    return (
      <Button size="small" type="link" icon={<Icon name="search" />} onClick={() => show(true)}>
        {say('list.conditions')}
      </Button>
    );
  return (
    <Loading of={described}>
      {(value) => (
        <QueryArea
          key={writeReportQuery(query)}
          columns={listed.filters}
          described={value}
          filters={query.filters}
          ask={(filters) => ask({ ...query, filters })}
        />
      )}
    </Loading>
  );
};

const Figures = ({ report, query }: { readonly report: Report; readonly query: ReportQuery }) =>
  report.rows.length === 0 ? (
    <Empty description={say('reports.empty')} />
  ) : (
    <>
      {report.previous && <p className="hint">{say(`reports.compared.${report.compare}`, { ...report.previous })}</p>}
      <ReportChart report={report} />
      <ReportTable report={report} query={query} />
    </>
  );
