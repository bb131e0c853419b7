import { Pagination, Tag } from 'antd';
import { DueLight } from '../value/DueLight.tsx';
import { useModuleTitles } from '../value/lookup.ts';
import { showInstant } from '../value/show-time.ts';
import { titled } from '../words.ts';
import { ClaimTask } from './ClaimTask.tsx';
import { TaskRecord } from './TaskRecord.tsx';
import type { TaskPages } from './TaskTable.tsx';

/** The worklist on a telephone: what it is about, what is asked, until when. */
export const TaskCards = ({ state, tasks, paging, changed }: TaskPages) => {
  const moduleTitle = useModuleTitles();
  return (
    <>
      <ul className="cards">
        {tasks.map((task) => (
          <li key={task.id}>
            <TaskRecord record={task.record} />
            <div className="card-line">
              <Tag>{titled(task.record.stateTitle)}</Tag>
              {state === 'done' ? (
                <span>{showInstant(task.done)}</span>
              ) : (
                <DueLight light={task.light} due={task.due} />
              )}
            </div>
            <dl>
              <div>
                <dt>{moduleTitle(task.record.module)}</dt>
                <dd>{titled(task.title)}</dd>
              </div>
            </dl>
            {state === 'todo' && <ClaimTask task={task} changed={changed} />}
          </li>
        ))}
      </ul>
      {paging.total > paging.pageSize && <Pagination simple {...paging} />}
    </>
  );
};
