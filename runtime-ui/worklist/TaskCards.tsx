import { Pagination, Tag } from 'antd';
import { Link } from '../frame/Link.tsx';
import { DueLight } from '../value/DueLight.tsx';
import { useModuleTitles } from '../value/lookup.ts';
import { showInstant } from '../value/show-time.ts';
import { say, titled } from '../words.ts';
import { ClaimTask } from './ClaimTask.tsx';
import type { TaskPages } from './TaskTable.tsx';

/** The worklist on a telephone: what it is about, what is asked, until when. */
export const TaskCards = ({ state, tasks, paging, changed }: TaskPages) => {
  const moduleTitle = useModuleTitles();
  return (
    <>
      <ul className="cards">
        {tasks.map((task) => (
          <li key={task.id}>
            <Link to={`/m/${task.record.module}/${task.record._id}`}>
              {task.record.title || say('record.untitled')}
            </Link>
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
