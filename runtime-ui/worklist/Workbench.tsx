import { Tabs } from 'antd';
import { useState } from 'react';
import { say } from '../words.ts';
import { TaskTable } from './TaskTable.tsx';

const states = ['todo', 'doing', 'done'] as const;

/** What is asked of me, what I am working on, what I have done. */
export const Workbench = () => {
  const [todo, setTodo] = useState<number>();
  return (
    <>
      <h1>{say('workbench.title')}</h1>
      <Tabs
        items={states.map((state) => ({
          key: state,
          label:
            state === 'todo' && todo !== undefined ? say('tasks.todoCount', { count: todo }) : say(`tasks.${state}`),
          children: <TaskTable state={state} counted={state === 'todo' ? setTodo : undefined} />,
        }))}
      />
    </>
  );
};
