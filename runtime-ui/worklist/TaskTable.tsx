import { Empty, Grid, Table, type TableProps, Tag } from 'antd';
import { useEffect, useState } from 'react';
import type { Task } from '../answer/acting.ts';
import { api } from '../api.ts';
import { Loading } from '../frame/Loading.tsx';
import { useNarrow } from '../frame/use-narrow.ts';
import { useLoaded } from '../use-loaded.ts';
import { DueLight } from '../value/DueLight.tsx';
import { useLabels, useModuleTitles } from '../value/lookup.ts';
import { showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';
import { ClaimTask } from './ClaimTask.tsx';
import { TaskCards } from './TaskCards.tsx';
import { TaskRecord } from './TaskRecord.tsx';

type TaskState = 'todo' | 'doing' | 'done';

interface TaskTableProps {
  readonly state: TaskState;
  /** More of the address: what is due between two moments. */
  readonly due?: string;
  readonly counted: ((total: number) => void) | undefined;
}

interface TaskPage {
  readonly tasks: readonly Task[];
  readonly total: number;
}

const size = 20;

const load = async (state: TaskState, due: string, page: number): Promise<TaskPage> => {
  const asked = `state=${state}${due}&skip=${(page - 1) * size}&limit=${size}`;
  const { body, headers } = await api.page<Task[]>(`/tasks?${asked}`);
  return { tasks: body, total: Number(headers.get('X-Total-Count') ?? body.length) };
};

/** One page of the worklist in one of its three states. */
export const TaskTable = ({ state, due = '', counted }: TaskTableProps) => {
  const [page, setPage] = useState(1);
  const tasks = useLoaded(`${state}${due} ${page}`, () => load(state, due, page));
  const View = useNarrow() ? TaskCards : TaskRows;
  const total = tasks.value?.total;
  useEffect(() => {
    if (total !== undefined) counted?.(total);
  }, [total, counted]);
  return (
    <Loading of={tasks}>
      {(value) =>
        value.total === 0 ? (
          <Empty description={say(`tasks.none.${state}`)} />
        ) : (
          <View
            state={state}
            tasks={value.tasks}
            paging={{ current: page, pageSize: size, total: value.total, onChange: setPage, showSizeChanger: false }}
            changed={() => void tasks.reload()}
          />
        )
      }
    </Loading>
  );
};

/** One page of tasks, however it is shown. */
export interface TaskPages {
  readonly state: TaskState;
  readonly tasks: readonly Task[];
  readonly paging: {
    readonly current: number;
    readonly pageSize: number;
    readonly total: number;
    readonly onChange: (page: number) => void;
    readonly showSizeChanger: boolean;
  };
  readonly changed: () => void;
}

const TaskRows = ({ state, tasks, paging, changed }: TaskPages) => (
  <Table<Task>
    rowKey="id"
    size="middle"
    columns={useColumns(state, changed)}
    dataSource={[...tasks]}
    scroll={{ x: 'max-content' }}
    pagination={paging}
  />
);

type Column = NonNullable<TableProps<Task>['columns']>[number];

const useColumns = (state: TaskState, changed: () => void): Column[] => {
  const labels = useLabels();
  const moduleTitle = useModuleTitles();
  const wide = Grid.useBreakpoint().md ?? true;
  const when: Column =
    state === 'done'
      ? { key: 'done', title: say('tasks.doneAt'), render: (_, task) => showInstant(task.done) }
      : { key: 'due', title: say('column.due'), render: (_, task) => <DueLight light={task.light} due={task.due} /> };
  return [
    {
      key: 'title',
      title: say('tasks.record'),
      width: wide ? 320 : 180,
      render: (_, { record }) => <TaskRecord record={record} />,
    },
    when,
    ...(state === 'doing' ? [] : [{ key: 'task', title: say('tasks.task'), render: taskTitle }]),
    { key: 'state', title: say('column.state'), render: (_, { record }) => <Tag>{titled(record.stateTitle)}</Tag> },
    { key: 'module', title: say('tasks.module'), render: (_, { record }) => moduleTitle(record.module) },
    {
      key: 'organization',
      title: say('column.organization'),
      render: (_, { record }) => labels.organization(record.organization),
    },
    ...(state === 'todo' ? [claimColumn(changed)] : []),
  ];
};

const taskTitle = (_: unknown, task: Task) => titled(task.title);

const claimColumn = (changed: () => void): Column => ({
  key: 'claim',
  title: say('tasks.claimTitle'),
  render: (_, task) => <ClaimTask task={task} changed={changed} />,
});
