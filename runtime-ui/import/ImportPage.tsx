import { Button, Empty, Select, Table, Tag } from 'antd';
import { useState } from 'react';
import type { ImportKind, ImportRun } from '../answer/imports.ts';
import { api } from '../api.ts';
import { Icon } from '../frame/Icon.tsx';
import { Link } from '../frame/Link.tsx';
import { Loading } from '../frame/Loading.tsx';
import { useLoaded } from '../use-loaded.ts';
import { showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';
import { stateColor, stateWords } from './run-words.ts';
import { UploadFile } from './UploadFile.tsx';

/** What may be imported, its template, the way in for a file, and the files handed in before. */
export const ImportPage = ({ chosen }: { readonly chosen: string | undefined }) => {
  const kinds = useLoaded('imports', () => api.get<ImportKind[]>('/imports'));
  const runs = useLoaded('import runs', () => api.get<ImportRun[]>('/imports/runs'));
  return (
    <div className="import-page">
      <h1>{say('imports.title')}</h1>
      <Loading of={kinds}>
        {(value) =>
          value.length === 0 ? (
            <Empty description={say('imports.none')} />
          ) : (
            <ChooseKind kinds={value} chosen={chosen} />
          )
        }
      </Loading>
      <h2>{say('imports.runs')}</h2>
      <Loading of={runs}>{(value) => <RunTable runs={value} />}</Loading>
    </div>
  );
};

const ChooseKind = ({
  kinds,
  chosen,
}: {
  readonly kinds: readonly ImportKind[];
  readonly chosen: string | undefined;
}) => {
  const [key, setKey] = useState(chosen);
  const kind = kinds.find((one) => one.key === key || one.target === key) ?? kinds[0];
  if (kind === undefined) return null;
  const needed = kind.columns.filter(({ required }) => required).map(({ column }) => column);
  return (
    <section className="import-kind" aria-label={say('imports.kind')}>
      <div className="import-step">
        <label htmlFor="import-kind">{say('imports.kind')}</label>
        <Select
          id="import-kind"
          aria-label={say('imports.kind')}
          value={kind.key}
          onChange={setKey}
          options={kinds.map((one) => ({ value: one.key, label: titled(one.title) }))}
        />
        <Button
          icon={<Icon name="file-earmark-spreadsheet" />}
          href={`/api/imports/${kind.key}/template.xlsx`}
          download={`${titled(kind.title)}.xlsx`}
        >
          {say('imports.template')}
        </Button>
      </div>
      {kind.description !== null && <p>{titled(kind.description)}</p>}
      <p className="hint">
        {say('imports.columns', {
          needed,
          count: kind.columns.length,
          rows: kind.limits.rows,
          megabytes: Math.round(kind.limits.bytes / 1024 ** 2),
        })}
      </p>
      <UploadFile key={kind.key} kind={kind} />
    </section>
  );
};

const RunTable = ({ runs }: { readonly runs: readonly ImportRun[] }) => (
  <Table<ImportRun>
    size="small"
    rowKey="id"
    dataSource={[...runs]}
    pagination={runs.length > 10 ? { pageSize: 10 } : false}
    scroll={{ x: 'max-content' }}
    locale={{ emptyText: say('imports.noRuns') }}
    columns={[
      {
        title: say('imports.file'),
        key: 'name',
        render: (_, run) => <Link to={`/imports/${run.id}`}>{run.name}</Link>,
      },
      { title: say('imports.kind'), key: 'kind', render: (_, run) => titled(run.title) },
      {
        title: say('imports.state'),
        key: 'state',
        render: (_, run) => <Tag color={stateColor(run)}>{stateWords(run)}</Tag>,
      },
      { title: say('imports.rows'), dataIndex: 'rows', align: 'right' },
      { title: say('imports.written'), dataIndex: 'written', align: 'right' },
      { title: say('imports.at'), key: 'at', render: (_, run) => showInstant(run.createdAt) },
    ]}
  />
);
