import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { Dashboards } from '../dashboard/Dashboards.tsx';
import { go, useLocation } from '../router.ts';
import { say } from '../words.ts';
import { TaskTable } from './TaskTable.tsx';

const states = ['todo', 'doing', 'done'] as const;
type State = (typeof states)[number];

const stateOf = (text: string | null): State => states.find((state) => state === text) ?? 'todo';

/** What the address keeps of the worklist, as the server takes it. */
const dueOf = (query: URLSearchParams): string =>
  (['dueFrom', 'dueTo'] as const)
    .flatMap((name) => (query.get(name) === null ? [] : [`&${name}=${encodeURIComponent(query.get(name) ?? '')}`]))
    .join('');

/** Figures of one's own; what is asked of me, what I am working on, what I have done. */
export const Workbench = () => {
  const { query } = useLocation();
  const [todo, setTodo] = useState<number>();
  const [asked, due] = [stateOf(query.get('state')), dueOf(query)];
  return (
    <>
      <h1>{say('workbench.title')}</h1>
      <Dashboards />
      {due !== '' && (
        <p className="hint">
          {say('tasks.someDue')}{' '}
          <Button size="small" onClick={() => go(`/?state=${asked}`, { keepPlace: true })}>
            {say('tasks.all')}
          </Button>
        </p>
      )}
      <Tabs
        activeKey={asked}
        onChange={(state) => go(state === 'todo' ? '/' : `/?state=${state}`, { keepPlace: true })}
        items={states.map((state) => ({
          key: state,
          label:
            state === 'todo' && todo !== undefined ? say('tasks.todoCount', { count: todo }) : say(`tasks.${state}`),
          children: (
            <TaskTable
              key={due}
              state={state}
              due={state === asked ? due : ''}
              counted={state === 'todo' && due === '' ? setTodo : undefined}
            />
          ),
        }))}
      />
    </>
  );
};
