import { Button, Empty, Input, Table, Tag } from 'antd';
import { useState } from 'react';
import type { Person } from '../answer/people.ts';
import { api } from '../api.ts';
import { Link } from '../frame/Link.tsx';
import { Loading } from '../frame/Loading.tsx';
import { useLoaded } from '../use-loaded.ts';
import { showInstant } from '../value/show-time.ts';
import { say } from '../words.ts';

interface SealUse {
  readonly id: string;
  readonly organization: { readonly id: string; readonly name: string };
  readonly record: string;
  readonly module: string;
  readonly title: string;
  readonly number: string | null;
  readonly person: Person;
  readonly at: string;
  /** Pages across whose edges it stands. */
  readonly edges: number | null;
  readonly voidedAt: string | null;
  readonly voidReason: string | null;
}

const page = 100;

const load = async (words: string, more: readonly SealUse[]): Promise<readonly SealUse[]> => {
  const query = new URLSearchParams({ q: words });
  const last = more.at(-1);
  if (last !== undefined) query.set('before', last.id);
  return [...more, ...(await api.get<SealUse[]>(`/seal-uses?${query}`))];
};

/** The register of seals: every use, the newest first. */
export const SealUsesPage = () => {
  const [words, setWords] = useState('');
  const [more, setMore] = useState<readonly SealUse[]>([]);
  const uses = useLoaded(`seal-uses ${words} ${more.length}`, () => load(words, more));
  const search = (text: string) => {
    setMore([]);
    setWords(text.trim());
  };
  return (
    <>
      <h1>{say('seals.title')}</h1>
      <Input.Search
        className="tab-tool"
        allowClear
        aria-label={say('seals.search')}
        placeholder={say('seals.search')}
        onSearch={search}
      />
      <Loading of={uses}>
        {(value) =>
          value.length === 0 ? (
            <Empty description={say('seals.none')} />
          ) : (
            <>
              <SealTable uses={value} />
              {value.length >= more.length + page && (
                <Button onClick={() => setMore(value)}>{say('seals.more')}</Button>
              )}
            </>
          )
        }
      </Loading>
    </>
  );
};

const SealTable = ({ uses }: { readonly uses: readonly SealUse[] }) => (
  <Table<SealUse>
    size="small"
    rowKey="id"
    pagination={false}
    dataSource={[...uses]}
    scroll={{ x: 'max-content' }}
    columns={[
      { key: 'at', title: say('seals.at'), render: (_, { at }) => showInstant(at) },
      { key: 'organization', title: say('seals.organization'), render: (_, { organization }) => organization.name },
      {
        key: 'title',
        title: say('documents.title'),
        render: (_, { module, record, title }) => <Link to={`/m/${module}/${record}`}>{title}</Link>,
      },
      { key: 'number', title: say('documents.number'), render: (_, { number }) => number ?? say('documents.noNumber') },
      {
        key: 'edges',
        title: say('seals.edges'),
        render: (_, { edges }) => (edges === null ? '' : say('seals.pages', { pages: edges })),
      },
      { key: 'person', title: say('seals.person'), render: (_, { person }) => person.name },
      {
        key: 'void',
        title: say('column.state'),
        render: (_, { voidedAt, voidReason }) =>
          voidedAt === null ? (
            <Tag color="green">{say('seals.valid')}</Tag>
          ) : (
            <>
              <Tag color="red">{say('documents.state.voided')}</Tag>
              <small>{voidReason}</small>
            </>
          ),
      },
    ]}
  />
);
