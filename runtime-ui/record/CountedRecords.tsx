import { Table, Tag } from 'antd';
import type { CountedLink, CountedList } from '#engine/rule/counted.ts';
import { Link } from '../frame/Link.tsx';
import { say, titled } from '../words.ts';

/** The records a decision counted, each with the version it had then and the way to it. */
export const CountedRecords = ({ lists }: { readonly lists: readonly CountedList[] }) =>
  lists.map((list) => <Counted key={list.key} list={list} />);

const Counted = ({ list: { title, total, records } }: { readonly list: CountedList }) => {
  const reached = records.filter(({ module }) => module !== null);
  const hidden = total - reached.length;
  return (
    <section className="counted">
      <h4>{say('decisions.counted', { title: titled(title), total })}</h4>
      {reached.length > 0 && (
        <Table<CountedLink>
          size="small"
          rowKey="id"
          pagination={reached.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
          scroll={{ x: 'max-content' }}
          dataSource={[...reached]}
          columns={columns}
        />
      )}
      {hidden > 0 && <p className="hint">{say('decisions.countedHidden', { count: hidden })}</p>}
    </section>
  );
};

const columns = [
  {
    key: 'title',
    title: say('decisions.countedRecord'),
    render: (_: unknown, { module, id, title }: CountedLink) => (
      <Link to={`/m/${module}/${id}`}>{title || say('record.untitled')}</Link>
    ),
  },
  { key: 'state', title: say('receipts.state'), render: (_: unknown, row: CountedLink) => titled(row.stateTitle) },
  {
    key: 'version',
    title: say('decisions.countedVersion'),
    render: (_: unknown, { version, current }: CountedLink) => (
      <>
        {say('decisions.version', { version })}{' '}
        {current !== null && current !== version && (
          <Tag color="orange">{say('decisions.versionNow', { version: current })}</Tag>
        )}
      </>
    ),
  },
];
