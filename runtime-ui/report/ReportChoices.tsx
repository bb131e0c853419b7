import { Segmented, Select } from 'antd';
import { say, titled } from '../words.ts';
import type { ListedReport } from './ReportList.tsx';
import type { ReportQuery } from './report-query.ts';
import type { Comparison } from './report-rows.ts';

interface ReportChoicesProps {
  readonly listed: ListedReport;
  readonly query: ReportQuery;
  readonly ask: (query: ReportQuery) => void;
}

const comparisons: readonly Comparison[] = ['year', 'period'];

/** What a report is grouped by and held against. */
export const ReportChoices = ({ listed, query, ask }: ReportChoicesProps) => (
  <div className="report-choices">
    {listed.groups.length > 0 && (
      <label htmlFor="report-by">
        {say('reports.by')}
        <Select
          id="report-by"
          value={query.by}
          popupMatchSelectWidth={false}
          onChange={(by) => ask({ ...query, by })}
          options={[
            { value: '', label: titled(listed.groupTitle) || say('column.organization') },
            ...listed.groups.map(({ key, title }) => ({ value: key, label: titled(title) || key })),
          ]}
        />
      </label>
    )}
    {listed.dateField !== null && query.range.from !== '' && query.range.to !== '' && (
      <Segmented<Comparison>
        aria-label={say('reports.compare')}
        value={query.compare}
        onChange={(compare) => ask({ ...query, compare })}
        options={comparisons.map((one) => ({ value: one, label: say(`reports.growth.${one}`) }))}
      />
    )}
  </div>
);
