import { Table } from 'antd';
import { useState } from 'react';
import type { ImportIssue, ImportIssues } from '../answer/imports.ts';
import { api } from '../api.ts';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { useNarrow } from '../frame/use-narrow.ts';
import { useLoaded } from '../use-loaded.ts';
import { say } from '../words.ts';

const pageSize = 20;

/** The report by row, a page at a time. */
export const ImportIssueTable = ({ run }: { readonly run: string }) => {
  const [page, setPage] = useState(1);
  const narrow = useNarrow();
  const path = `/imports/runs/${run}/issues?skip=${(page - 1) * pageSize}&limit=${pageSize}`;
  const { value, problem, loading, reload } = useLoaded(path, () => api.get<ImportIssues>(path));
  if (problem) return <ShowProblem problem={problem} again={() => void reload()} />;
  return (
    <section aria-label={say('imports.report')}>
      <h2>{say('imports.report')}</h2>
      <Table<ImportIssue>
        size="small"
        loading={loading}
        rowKey={({ line, column, message }) => `${line} ${column} ${message}`}
        dataSource={[...(value?.items ?? [])]}
        pagination={{
          current: page,
          pageSize,
          total: value?.total ?? 0,
          onChange: setPage,
          showSizeChanger: false,
          simple: narrow,
        }}
        columns={[
          { title: say('imports.line'), dataIndex: 'line', width: 72, align: 'right' },
          { title: say('imports.column'), dataIndex: 'column', width: narrow ? 96 : 180 },
          ...(narrow ? [] : [{ title: say('imports.value'), dataIndex: 'value', width: 240, ellipsis: true }]),
          { title: say('imports.reason'), dataIndex: 'message' },
        ]}
      />
    </section>
  );
};
