import { Button, Empty, Table } from 'antd';
import { getPath } from '#engine/json.ts';
import type { Described } from '../answer/modules.ts';
import type { StoredRecord } from '../answer/records.ts';
import { api } from '../api.ts';
import { Icon } from '../frame/Icon.tsx';
import { Link } from '../frame/Link.tsx';
import { Loading } from '../frame/Loading.tsx';
import { columnTitle } from '../list/columns.ts';
import { go } from '../router.ts';
import { useLoaded, useReloadedOn } from '../use-loaded.ts';
import { type Labels, loadModule, useLabels } from '../value/lookup.ts';
import { StateTag } from '../value/StateTag.tsx';
import { showInstant } from '../value/show-time.ts';
import { showValue } from '../value/show-value.ts';
import { say } from '../words.ts';
import { recordPath, stampOf } from './use-record.ts';

interface ChildrenTabProps {
  readonly module: string;
  readonly record: StoredRecord;
}

/** The child records of one module, and the way to a new one where the parent's state allows it. */
export const ChildrenTab = ({ module, record }: ChildrenTabProps) => {
  const found = useReloadedOn(
    stampOf(record),
    useLoaded(`children ${record._id} ${module}`, async () => ({
      described: await loadModule(module),
      children: await api.get<StoredRecord[]>(`${recordPath(record)}/children/${module}`),
    })),
  );
  return (
    <Loading of={found}>
      {({ described, children }) => (
        <>
          {mayAdd(described, record) && (
            <Button
              className="tab-tool"
              icon={<Icon name="plus-lg" />}
              onClick={() => go(`/m/${module}/new?parent=${record._id}`)}
            >
              {say('children.add', { title: described.title })}
            </Button>
          )}
          {children.length === 0 ? (
            <Empty description={say('children.none', { title: described.title })} />
          ) : (
            <ChildTable described={described} records={children} />
          )}
        </>
      )}
    </Loading>
  );
};

const mayAdd = (described: Described, parent: StoredRecord): boolean => {
  const states = described.parent?.states;
  return described.mayCreate && (states === undefined || states.includes(parent.state));
};

const ChildTable = ({ described, records }: { described: Described; records: readonly StoredRecord[] }) => {
  const labels = useLabels();
  // What repeats the title in every row says nothing.
  const columns = described.columns.filter(
    ({ field }) =>
      !field.startsWith('$') && records.some(({ data, metadata }) => getPath(data, field) !== metadata.title),
  );
  return (
    <Table<StoredRecord>
      size="small"
      rowKey="_id"
      pagination={records.length > 20 ? { pageSize: 20 } : false}
      scroll={{ x: 'max-content' }}
      dataSource={[...records]}
      columns={[
        {
          key: 'title',
          title: say('column.title'),
          render: (_, child) => (
            <Link to={`/m/${described.key}/${child._id}`}>{child.metadata.title || say('record.untitled')}</Link>
          ),
        },
        ...columns.map((column) => ({
          key: column.field,
          title: columnTitle(column),
          render: (_: unknown, child: StoredRecord) => showCell(child, column.field, described, labels),
        })),
        {
          key: 'state',
          title: say('column.state'),
          render: (_, child) => <StateTag title={child.metadata.stateTitle} of={child.metadata.stateClass} />,
        },
        { key: 'created', title: say('column.created'), render: (_, child) => showInstant(child.created) },
      ]}
    />
  );
};

const showCell = (child: StoredRecord, field: string, described: Described, labels: Labels): string => {
  const column = described.columns.find((one) => one.field === field);
  return column === undefined ? '' : showValue(column, getPath(child.data, field), labels, child.organization);
};
