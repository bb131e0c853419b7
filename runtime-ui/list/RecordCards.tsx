import { Pagination, Spin } from 'antd';
import { getPath } from '#engine/json.ts';
import type { Column, Described } from '../answer/modules.ts';
import type { StoredRecord } from '../answer/records.ts';
import { Link } from '../frame/Link.tsx';
import type { Loaded } from '../use-loaded.ts';
import { DueLight } from '../value/DueLight.tsx';
import { type Labels, useLabels } from '../value/lookup.ts';
import { StateTag } from '../value/StateTag.tsx';
import { showValue } from '../value/show-value.ts';
import { say } from '../words.ts';
import { columnTitle } from './columns.ts';
import type { ListQuery, RecordPage } from './list-query.ts';

interface RecordCardsProps {
  readonly described: Described;
  readonly columns: readonly Column[];
  readonly query: ListQuery;
  readonly page: Loaded<RecordPage>;
  readonly ask: (query: ListQuery) => void;
}

/** The rows of a list on a telephone: title, state, due date and what else comes first. */
export const RecordCards = ({ described, columns, query, page, ask }: RecordCardsProps) => {
  const labels = useLabels();
  const { records = [], total = 0 } = page.value ?? {};
  return (
    <Spin spinning={page.loading}>
      <ul className="cards">
        {records.map((record) => (
          <li key={record._id}>
            <Link to={`/m/${described.key}/${record._id}`}>{record.metadata.title || say('record.untitled')}</Link>
            <div className="card-line">
              <StateTag title={record.metadata.stateTitle} of={record.metadata.stateClass} />
              {record.metadata.stateClass !== 'terminal' && (
                <DueLight light={record.metadata.light} due={record.metadata.due} />
              )}
            </div>
            <dl>
              {firstFacts(columns, record, labels).map(({ title, text }) => (
                <div key={title}>
                  <dt>{title}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
      {total > query.size && (
        <Pagination
          simple
          current={query.page}
          pageSize={query.size}
          total={total}
          onChange={(next) => ask({ ...query, page: next })}
        />
      )}
    </Spin>
  );
};

const most = 2;

/** What the list shows first, which is where modules put their numbers; the title stands above already. */
const firstFacts = (columns: readonly Column[], record: StoredRecord, labels: Labels) =>
  columns
    .filter(({ field }) => !field.startsWith('$') && getPath(record.data, field) !== record.metadata.title)
    .map((column) => ({
      title: columnTitle(column),
      text: showValue(column, getPath(record.data, column.field), labels, record.organization),
    }))
    .filter(({ text }) => text !== '')
    .slice(0, most);
