import { Alert } from 'antd';
import { api } from '../api.ts';
import { Link } from '../frame/Link.tsx';
import type { ListedReport } from '../report/ReportList.tsx';
import { writeReportQuery } from '../report/report-query.ts';
import { useLoaded } from '../use-loaded.ts';
import { say, titled } from '../words.ts';

interface OfReportProps {
  readonly module: string;
  readonly filters: ReadonlyMap<string, string>;
}

/** Says that a list shows what a report counts, with the way back to it. */
export const OfReport = ({ module, filters }: OfReportProps) => {
  const key = filters.get('report');
  return key === undefined ? null : <Told key={key} report={key} module={module} filters={filters} />;
};

/** The way back: the report as it was asked for. */
const reportOf = (filters: OfReportProps['filters']): string => {
  const asked = (name: string) => filters.get(name) ?? '';
  return writeReportQuery({
    range: { from: asked('reportFrom'), to: asked('reportTo') },
    by: asked('reportBy'),
    compare: 'year',
    filters: new Map([...filters].filter(([name]) => !name.startsWith('report'))),
  });
};

const Told = ({ report, module, filters }: OfReportProps & { readonly report: string }) => {
  const reports = useLoaded('reports', () => api.get<ListedReport[]>('/reports'));
  const told = reports.value?.find(({ key }) => key === report);
  const measure = told?.measures.find(({ key }) => key === filters.get('reportMeasure'));
  const title = [told?.title, measure?.title].flatMap((one) => titled(one) || []).join(' \u00b7 ') || report;
  const [from = '', to = ''] = [filters.get('reportFrom'), filters.get('reportTo')];
  return (
    <Alert
      type="info"
      showIcon
      className="of-report"
      title={from === '' ? say('list.ofReportAll', { title }) : say('list.ofReport', { title, from, to })}
      action={
        <span className="of-report-ways">
          <Link to={`/reports/${report}${reportOf(filters)}`}>{say('list.toReport')}</Link>
          <Link to={`/m/${module}`}>{say('list.wholeList')}</Link>
        </span>
      }
    />
  );
};
