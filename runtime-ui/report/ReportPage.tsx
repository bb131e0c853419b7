import { Button, Empty, Progress, Table } from 'antd';
import { useState } from 'react';
import type { Title } from '#engine/schema/types.gen.ts';
import { api } from '../api.ts';
import { Link } from '../frame/Link.tsx';
import { Loading } from '../frame/Loading.tsx';
import { useLoaded } from '../use-loaded.ts';
import { DayInput } from '../value/DayInput.tsx';
import { say, titled } from '../words.ts';
import { type Report, type ReportRow, shareOf, showMeasure, totalOf } from './report-rows.ts';

interface Listed {
  readonly key: string;
  readonly title: Title;
  readonly record: string;
  readonly dateField: string | null;
}

/** The reports this person may run, or one of them. */
export const ReportPage = ({ report }: { readonly report: string | undefined }) => {
  const reports = useLoaded('reports', () => api.get<Listed[]>('/reports'));
  return (
    <>
      <h1>{say('reports.title')}</h1>
      <Loading of={reports}>
        {(value) => {
          const chosen = value.find(({ key }) => key === (report || value[0]?.key));
          return chosen === undefined ? (
            <Empty description={say('reports.none')} />
          ) : (
            <Chosen reports={value} chosen={chosen} />
          );
        }}
      </Loading>
    </>
  );
};

const Chosen = ({ reports, chosen }: { readonly reports: readonly Listed[]; readonly chosen: Listed }) => (
  <>
    <nav className="report-list" aria-label={say('reports.title')}>
      {reports.map(({ key, title }) => (
        <Link key={key} to={`/reports/${key}`} className={key === chosen.key ? 'chosen' : ''}>
          {titled(title)}
        </Link>
      ))}
    </nav>
    <Run key={chosen.key} listed={chosen} />
  </>
);

const Run = ({ listed }: { readonly listed: Listed }) => {
  const [range, setRange] = useState({ from: '', to: '' });
  const [asked, ask] = useState(range);
  const query = new URLSearchParams(Object.entries(asked).filter(([, day]) => day !== '')).toString();
  const result = useLoaded(`report ${listed.key} ${query}`, () => api.get<Report>(`/reports/${listed.key}?${query}`));
  return (
    <>
      {listed.dateField !== null && (
        <form
          className="report-range"
          onSubmit={(event) => {
            event.preventDefault();
            ask(range);
          }}
        >
          {(['from', 'to'] as const).map((edge) => (
            <label key={edge} htmlFor={`report-${edge}`}>
              {say(`list.${edge}`)}
              <DayInput
                id={`report-${edge}`}
                value={range[edge]}
                change={(day) => setRange({ ...range, [edge]: day })}
              />
            </label>
          ))}
          <Button type="primary" htmlType="submit">
            {say('list.query')}
          </Button>
        </form>
      )}
      <Loading of={result}>{(value) => <ReportTable report={value} />}</Loading>
    </>
  );
};

const ReportTable = ({ report }: { readonly report: Report }) => {
  const [measure] = report.measures;
  return (
    <Table<ReportRow>
      size="small"
      rowKey={(row) => String(row.group)}
      pagination={false}
      dataSource={[...report.rows]}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <Empty description={say('reports.empty')} /> }}
      columns={[
        { key: 'group', title: titled(report.title), render: (_, row) => titled(row.title) || say('reports.noGroup') },
        ...report.measures.map((one) => ({
          key: one.key,
          title: titled(one.title),
          align: 'right' as const,
          render: (_: unknown, row: ReportRow) => showMeasure(one, row.values[one.key] ?? 0),
        })),
        ...(measure === undefined
          ? []
          : [
              {
                key: 'share',
                title: say('reports.share'),
                width: 220,
                render: (_: unknown, row: ReportRow) => (
                  <Progress
                    percent={shareOf(report, measure.key, row)}
                    size="small"
                    status="normal"
                    aria-label={titled(row.title)}
                  />
                ),
              },
            ]),
      ]}
      summary={() =>
        report.rows.length === 0 ? null : (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0}>{say('reports.total')}</Table.Summary.Cell>
            {report.measures.map((one, index) => (
              <Table.Summary.Cell key={one.key} index={index + 1} align="right">
                {showMeasure(one, totalOf(report, one.key))}
              </Table.Summary.Cell>
            ))}
          </Table.Summary.Row>
        )
      }
    />
  );
};
