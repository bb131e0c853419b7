import { Empty, Table, type TableProps } from 'antd';
import { getPath } from '#engine/json.ts';
import type { Column, Described } from '../answer/modules.ts';
import type { StoredRecord } from '../answer/records.ts';
import { Link } from '../frame/Link.tsx';
import { ShowProblem } from '../frame/ShowProblem.tsx';
import { useNarrow } from '../frame/use-narrow.ts';
import { go } from '../router.ts';
import { useSession } from '../session/session.ts';
import type { Loaded } from '../use-loaded.ts';
import { CodeChip } from '../value/CodeChip.tsx';
import { DueLight } from '../value/DueLight.tsx';
import { type Labels, useLabels } from '../value/lookup.ts';
import { StateTag } from '../value/StateTag.tsx';
import { showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';
import { columnTitle, sortName } from './columns.ts';
import { type ListQuery, type RecordPage, sizes } from './list-query.ts';
import { RecordCards } from './RecordCards.tsx';

interface RecordTableProps {
  readonly described: Described;
  /** Actions begun from a row. */
  readonly actions: readonly string[];
  readonly hidden: ReadonlySet<string>;
  readonly query: ListQuery;
  readonly page: Loaded<RecordPage>;
  readonly ask: (query: ListQuery) => void;
}

/** The rows of a list; a click goes to the record. */
export const RecordTable = ({ described, actions, hidden, query, page, ask }: RecordTableProps) => {
  const labels = useLabels();
  const { me } = useSession();
  const narrow = useNarrow();
  if (page.problem) return <ShowProblem problem={page.problem} again={() => void page.reload()} />;
  const shown = described.columns.filter((column) => !hidden.has(column.field));
  if (narrow && page.value?.records.length !== 0)
    return <RecordCards described={described} columns={shown} query={query} page={page} ask={ask} />;
  const columns = [...shown.filter((column) => !isPinned(column)), ...shown.filter(isPinned)];
  const change: TableProps<StoredRecord>['onChange'] = (paging, _filters, sorter) => {
    const sorted = Array.isArray(sorter) ? sorter[0] : sorter;
    const name = sorted?.order ? `${sorted.order === 'descend' ? '-' : ''}${String(sorted.columnKey)}` : undefined;
    const page = name === query.sort ? (paging.current ?? 1) : 1;
    ask({ ...query, sort: name, page, size: paging.pageSize ?? query.size });
  };
  const { total = 0, more = false } = page.value ?? {};
  return (
    <Table<StoredRecord>
      className="record-table"
      rowKey="_id"
      size="middle"
      loading={page.loading}
      columns={[
        ...columns.map((column, index) =>
          tableColumn(column, query.sort ?? described.sort, labels, columns.slice(0, index)),
        ),
        ...(actions.length === 0 ? [] : [actionColumn(described, actions)]),
      ]}
      dataSource={[...(page.value?.records ?? [])]}
      onChange={change}
      onRow={(record) => ({ onClick: (event) => openRow(event.target, described.key, record._id) })}
      scroll={{ x: 'max-content' }}
      locale={{
        emptyText: (
          <NothingFound loading={page.loading} filtered={query.filters.size > 0} scope={me.organization.name} />
        ),
      }}
      pagination={{
        current: query.page,
        pageSize: query.size,
        total,
        pageSizeOptions: [...sizes],
        showSizeChanger: true,
        showTotal: () => say(more ? 'list.totalMore' : 'list.total', { total }),
      }}
    />
  );
};

/** A click anywhere in a row but on something of its own opens the record. */
const openRow = (target: EventTarget, module: string, id: string): void => {
  if (target instanceof Element && target.closest('a, button, input') === null) go(`/m/${module}/${id}`);
};

const NothingFound = ({ loading, filtered, scope }: { loading: boolean; filtered: boolean; scope: string }) =>
  loading ? (
    <div className="nothing" />
  ) : (
    <Empty description={say(filtered ? 'list.noneFiltered' : 'list.none', { scope })} />
  );

/** What is looked for first stays in sight on the right, however many columns there are. */
const isPinned = ({ field }: Column): boolean => field === '$state' || field === '$due';

type TableColumn = NonNullable<TableProps<StoredRecord>['columns']>[number];

/** The ways from a row to what can be done with it in its state; whether the reader may, the record's page says. */
const actionColumn = (described: Described, actions: readonly string[]): TableColumn => ({
  key: '$actions',
  title: say('column.actions'),
  fixed: 'end',
  render: (_, record) => (
    <span className="row-actions">
      {actions
        .filter((action) => described.states[record.state]?.actions.includes(action))
        .map((action) => (
          <Link key={action} to={`/m/${described.key}/${record._id}?do=${action}`}>
            {titled(described.actions[action]?.title)}
          </Link>
        ))}
    </span>
  ),
});

/** The first cell of a row that has something in it is its link. */
const tableColumn = (column: Column, sort: string, labels: Labels, before: readonly Column[]): TableColumn => {
  const name = sortName(column);
  const asked = sort.replace('$', '');
  const order = asked === name ? 'ascend' : asked === `-${name}` ? 'descend' : null;
  return {
    key: name ?? column.field,
    title: columnTitle(column),
    ...(isPinned(column) && { fixed: 'end' as const }),
    align: column.type === 'money' || column.type === 'integer' || column.type === 'decimal' ? 'right' : 'left',
    ...(name !== undefined && { sorter: true, sortOrder: order }),
    render: (_, record) => {
      const cell = showCell(column, record, labels);
      if (isEmptyCell(column, record) || !before.every((other) => isEmptyCell(other, record))) return cell;
      return <Link to={`/m/${record.metadata.module}/${record._id}`}>{cell}</Link>;
    },
  };
};

const isEmptyCell = ({ field }: Column, { data, metadata }: StoredRecord): boolean => {
  if (field === '$title') return metadata.title === '';
  if (field.startsWith('$')) return field === '$due' && metadata.due === null;
  const value = getPath(data, field);
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
};

const showCell = (column: Column, record: StoredRecord, labels: Labels) => {
  const { metadata } = record;
  switch (column.field) {
    case '$state':
      return <StateTag title={metadata.stateTitle} of={metadata.stateClass} />;
    case '$due':
      return metadata.stateClass === 'terminal' ? null : <DueLight light={metadata.light} due={metadata.due} />;
    case '$title':
      return metadata.title;
    case '$organization':
      return metadata.organizationName ?? labels.organization(record.organization);
    case '$owner':
      return metadata.ownerName ?? labels.user(record.owner, record.organization);
    case '$created':
      return showInstant(record.created);
    case '$modified':
      return showInstant(record.modified);
    case '$regime':
      return metadata.regime;
    default:
      return (
        <span className="cell">
          <CodeChip
            field={column}
            value={getPath(record.data, column.field)}
            labels={labels}
            organization={record.organization}
          />
        </span>
      );
  }
};
