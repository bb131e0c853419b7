import { DatePicker, Input, Table } from 'antd';
import { useState } from 'react';
import { api } from '../api.ts';
import { Link } from '../frame/Link.tsx';
import { Loading } from '../frame/Loading.tsx';
import { useLoaded } from '../use-loaded.ts';
import { showInstant } from '../value/show-time.ts';
import { say } from '../words.ts';
import { PrintChosen } from './PrintChosen.tsx';

/** As GET /papers answers. */
interface Paper {
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
  readonly module: string;
  readonly record: string;
  readonly recordTitle: string;
  readonly issuedAt: string;
  readonly pages: number;
}

/** Issued documents of all records, to be chosen and printed together. */
export const PaperTable = () => {
  const [words, setWords] = useState('');
  const [from, setFrom] = useState('');
  const [chosen, choose] = useState<readonly string[]>([]);
  const path = `/papers?q=${encodeURIComponent(words)}&from=${from}`;
  const papers = useLoaded(path, () => api.get<Paper[]>(path));
  return (
    <section aria-label={say('printing.papers')}>
      <div className="print-chosen">
        <Input.Search
          allowClear
          className="paper-search"
          aria-label={say('printing.search')}
          placeholder={say('printing.search')}
          onSearch={setWords}
        />
        <DatePicker
          aria-label={say('printing.from')}
          placeholder={say('printing.from')}
          onChange={(_, text) => setFrom(String(text ?? ''))}
        />
      </div>
      <Loading of={papers}>
        {(value) => (
          <Table<Paper>
            size="small"
            rowKey="id"
            dataSource={[...value]}
            pagination={value.length > 20 ? { pageSize: 20 } : false}
            className="wide-table"
            locale={{ emptyText: say('documents.none') }}
            rowSelection={{
              preserveSelectedRowKeys: true,
              onChange: (keys) => choose(keys.map(String)),
              getCheckboxProps: ({ title, number }) => ({
                'aria-label': say('printing.choose', { title: `${title} ${number ?? ''}`.trim() }),
              }),
            }}
            columns={[
              { title: say('documents.title'), dataIndex: 'title' },
              { title: say('documents.number'), key: 'number', render: (_, { number }) => number ?? '' },
              {
                title: say('printing.ofRecord'),
                key: 'record',
                render: (_, { module, record, recordTitle }) => (
                  <Link to={`/m/${module}/${record}?tab=documents`}>{recordTitle}</Link>
                ),
              },
              { title: say('documents.issuedAt'), key: 'at', render: (_, { issuedAt }) => showInstant(issuedAt) },
              { title: say('printing.pages'), dataIndex: 'pages', align: 'right' },
            ]}
          />
        )}
      </Loading>
      <PrintChosen documents={chosen} />
    </section>
  );
};
