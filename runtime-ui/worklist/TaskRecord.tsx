import type { Task } from '../answer/acting.ts';
import { Link } from '../frame/Link.tsx';
import { say } from '../words.ts';

/** What a task is about, with the way there; a task of the platform itself may be about no record. */
export const TaskRecord = ({ record }: Pick<Task, 'record'>) =>
  record.module === '' ? (
    <span>{record.title}</span>
  ) : (
    <Link to={`/m/${record.module}/${record._id}`}>{record.title || say('record.untitled')}</Link>
  );
