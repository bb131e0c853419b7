import type { Task } from '../answer/acting.ts';
import { Link } from '../frame/Link.tsx';
import { say } from '../words.ts';

/** What a task is about, with the way there; a task about no record asks to look at a rule set that was switched off. */
export const TaskRecord = ({ record }: Pick<Task, 'record'>) =>
  record.module === '' ? (
    <Link to="/switched-off">{say('rules.offTask')}</Link>
  ) : (
    <Link to={`/m/${record.module}/${record._id}`}>{record.title || say('record.untitled')}</Link>
  );
