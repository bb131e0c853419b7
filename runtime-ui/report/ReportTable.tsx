import { Progress, Table, type TableColumnsType } from 'antd';
import { Link } from '../frame/Link.tsx';
import { say, titled } from '../words.ts';
import type { Range } from './report-range.ts';
import { type Measure, type Report, type ReportRow, shareOf, showGrowth, showMeasure, totalOf } from './report-rows.ts';

interface ReportTableProps {
  readonly report: Report;
  readonly range: Range;
}

/** The list of what a row counts: the same report, group and days. */
const listOf = ({ report, range: { from, to } }: ReportTableProps, group?: unknown): string => {
  const query = new URLSearchParams({ report: report.key });
  if (group !== undefined) query.set('reportGroup', group === null ? '' : String(group));
  if (from !== '') query.set('reportFrom', from);
  if (to !== '') query.set('reportTo', to);
  return `/m/${report.record}?${query}`;
};

/** The figures of a report; each row leads to the records it counts. */
export const ReportTable = (props: ReportTableProps) => {
  const { report } = props;
  return (
    <Table<ReportRow>
      size="small"
      bordered={report.previous !== null}
      rowKey={(row) => String(row.group)}
      pagination={report.rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      dataSource={[...report.rows]}
      scroll={{ x: 'max-content' }}
      columns={columnsOf(props)}
      summary={() => (
        <Table.Summary.Row className="report-total">
          <Table.Summary.Cell index={0}>
            <Link to={listOf(props)}>{say('reports.total')}</Link>
          </Table.Summary.Cell>
          {report.measures
            .flatMap((measure) => totals(report, measure))
            .map((words, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
              <Table.Summary.Cell key={index} index={index + 1} align="right">
                {words}
              </Table.Summary.Cell>
            ))}
        </Table.Summary.Row>
      )}
    />
  );
};

const totals = (report: Report, measure: Measure): readonly string[] => {
  const now = totalOf(report, measure.key);
  if (report.previous === null) return [showMeasure(measure, now)];
  const before = totalOf(report, measure.key, 'previous');
  return [showMeasure(measure, now), showMeasure(measure, before), showGrowth(now, before)];
};

const columnsOf = (props: ReportTableProps): TableColumnsType<ReportRow> => {
  const { report } = props;
  const [measure] = report.measures;
  return [
    {
      key: 'group',
      title: titled(report.groupTitle) || say('reports.group'),
      render: (_, row) => <Link to={listOf(props, row.group)}>{titled(row.title) || say('reports.noGroup')}</Link>,
    },
    ...report.measures.map((one) => (report.previous === null ? single(one) : compared(one))),
    ...(measure === undefined || report.previous !== null ? [] : [share(report, measure)]),
  ];
};

const single = (measure: Measure): TableColumnsType<ReportRow>[number] => ({
  key: measure.key,
  title: titled(measure.title),
  align: 'right',
  render: (_, row) => showMeasure(measure, row.values[measure.key] ?? 0),
});

/** This period, the same days a year before, and the change. */
const compared = (measure: Measure): TableColumnsType<ReportRow>[number] => ({
  key: measure.key,
  title: titled(measure.title),
  children: [
    { ...single(measure), key: `${measure.key} now`, title: say('reports.current') },
    {
      key: `${measure.key} before`,
      title: say('reports.previous'),
      align: 'right',
      render: (_, row) => showMeasure(measure, row.previous?.[measure.key] ?? 0),
    },
    {
      key: `${measure.key} growth`,
      title: say('reports.growth'),
      align: 'right',
      render: (_, row) => showGrowth(row.values[measure.key] ?? 0, row.previous?.[measure.key] ?? 0),
    },
  ],
});

const share = (report: Report, measure: Measure): TableColumnsType<ReportRow>[number] => ({
  key: 'share',
  title: say('reports.share'),
  width: 180,
  render: (_, row) => (
    <Progress
      percent={shareOf(report, measure.key, row)}
      size="small"
      status="normal"
      aria-label={titled(row.title) || say('reports.noGroup')}
    />
  ),
});
