import { Button, Empty, Input, Table } from 'antd';
import { useEffect, useState } from 'react';
import { api } from '../../runtime-ui/api.ts';
import { ShowProblem } from '../../runtime-ui/frame/ShowProblem.tsx';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { showInstant } from '../../runtime-ui/value/show-time.ts';
import { ScrollBox } from '../frame/ScrollBox.tsx';
import type { AuditLine } from '../types.ts';
import { say, sayIfKnown } from '../words.ts';
import { auditPath, personName } from './audit-lines.ts';

const perAnswer = 100;

/** The events of one's own organizations, newest first. */
export const AuditPage = () => {
  const [type, setType] = useState('');
  const [before, setBefore] = useState<number>();
  const [lines, setLines] = useState<readonly AuditLine[]>([]);
  const path = auditPath({ before, type });
  const answer = useLoaded(path, () => api.get<AuditLine[]>(path));
  useEffect(() => {
    if (answer.value === undefined) return;
    const found = answer.value;
    setLines((earlier) => (before === undefined ? found : [...earlier, ...found.filter(({ seq }) => seq < before)]));
  }, [answer.value, before]);
  const search = (wanted: string) => {
    setBefore(undefined);
    setType(wanted.trim());
  };
  return (
    <>
      <h1>{say('audit.title')}</h1>
      <Input.Search
        allowClear
        className="list-search"
        aria-label={say('audit.type')}
        placeholder={say('audit.typeHint')}
        onSearch={search}
      />
      {answer.problem && <ShowProblem problem={answer.problem} again={() => void answer.reload()} />}
      <AuditTable lines={lines} loading={answer.loading} />
      {answer.value?.length === perAnswer && (
        <Button className="more" loading={answer.loading} onClick={() => setBefore(lines.at(-1)?.seq)}>
          {say('audit.more')}
        </Button>
      )}
    </>
  );
};

const AuditTable = ({ lines, loading }: { readonly lines: readonly AuditLine[]; readonly loading: boolean }) => (
  <ScrollBox>
    <Table<AuditLine>
      size="small"
      rowKey="seq"
      dataSource={[...lines]}
      loading={loading && lines.length === 0}
      pagination={false}
      locale={{ emptyText: <Empty description={say('audit.none')} /> }}
      expandable={{
        expandedRowRender: (line) => <pre className="event-data">{JSON.stringify(line.data, null, 2)}</pre>,
        rowExpandable: (line) => line.data !== null && Object.keys(line.data).length > 0,
      }}
      columns={[
        { title: say('audit.at'), width: 150, render: (_, line) => showInstant(line.at) },
        {
          title: say('audit.actor'),
          width: 130,
          render: (_, line) => sayIfKnown(`person.${personName(line)}`) ?? personName(line),
        },
        {
          title: say('audit.what'),
          render: (_, line) => (
            <>
              {sayIfKnown(`event.${line.type}`) ?? line.type} <code className="muted">{line.type}</code>
            </>
          ),
        },
        { title: say('audit.record'), width: 200, render: (_, line) => <code>{line.record ?? ''}</code> },
        { title: say('audit.seq'), width: 90, responsive: ['md'], dataIndex: 'seq' },
      ]}
    />
  </ScrollBox>
);
