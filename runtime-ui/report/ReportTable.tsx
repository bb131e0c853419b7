import { Progress, Table, type TableColumnsType } from 'antd';
import { Link } from '../frame/Link.tsx';
import { say, titled } from '../words.ts';
import { countedList, type ReportQuery } from './report-query.ts';
import {
  type Figures,
  hasParts,
  type Measure,
  type Report,
  type ReportRow,
  shareOf,
  showGrowth,
  showMeasure,
} from './report-rows.ts';

interface ReportTableProps {
  readonly report: Report;
  readonly query: ReportQuery;
}

/** The figures of a report; each leads to the records it counts. */
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
          <Table.Summary.Cell index={0}>{say('reports.total')}</Table.Summary.Cell>
          {report.measures
            .flatMap((measure) => totals(props, measure))
            .map((shown, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
              <Table.Summary.Cell key={index} index={index + 1} align="right">
                {shown}
              </Table.Summary.Cell>
            ))}
        </Table.Summary.Row>
      )}
    />
  );
};

/** A figure that leads to the list of what it counts. */
const figure = ({ report, query }: ReportTableProps, measure: Measure, of: Figures & { readonly group?: unknown }) => {
  const value = of.values[measure.key];
  const words = showMeasure(measure, value);
  if (value === null || value === undefined || value === 0 || !report.opens) return words;
  const at = { measure: measure.key, ...('group' in of && { group: of.group }) };
  return <Link to={countedList({ report: report.key, record: report.record, query }, at)}>{words}</Link>;
};

const totals = (props: ReportTableProps, measure: Measure) => {
  const { totals: sums, previous } = props.report;
  const now = figure(props, measure, sums);
  if (previous === null) return [now];
  return [now, showMeasure(measure, sums.previous?.[measure.key]), showGrowth(measure, sums)];
};

const columnsOf = (props: ReportTableProps): TableColumnsType<ReportRow> => {
  const { report } = props;
  const [measure] = report.measures;
  const shared = measure !== undefined && report.previous === null && hasParts(measure);
  return [
    {
      key: 'group',
      title: titled(report.groupTitle) || say('reports.group'),
      fixed: 'start',
      render: (_, row) => titled(row.title) || say('reports.noGroup'),
    },
    ...report.measures.map((one) => (report.previous === null ? single(props, one) : compared(props, one))),
    ...(shared ? [share(report, measure)] : []),
  ];
};

const single = (props: ReportTableProps, measure: Measure): TableColumnsType<ReportRow>[number] => ({
  key: measure.key,
  title: titled(measure.title),
  align: 'right',
  render: (_, row) => figure(props, measure, row),
});

/** This period, the one it is held against, and the change. */
const compared = (props: ReportTableProps, measure: Measure): TableColumnsType<ReportRow>[number] => ({
  key: measure.key,
  title: titled(measure.title),
  children: [
    { ...single(props, measure), key: `${measure.key} now`, title: say('reports.current') },
    {
      key: `${measure.key} before`,
      title: say(`reports.previous.${props.report.compare}`),
      align: 'right',
      render: (_, row) => showMeasure(measure, row.previous?.[measure.key]),
    },
    {
      key: `${measure.key} growth`,
      title: say(`reports.growth.${props.report.compare}`),
      align: 'right',
      render: (_, row) => showGrowth(measure, row),
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
