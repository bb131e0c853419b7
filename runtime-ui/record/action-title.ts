import type { Action } from '../answer/acting.ts';
import { say, titled } from '../words.ts';

const recall = '.recall';

/** What an action is called; taking one back bears the name of what is taken back. */
export const actionTitle = ({ key, title }: Pick<Action, 'key' | 'title'>): string =>
  key.endsWith(recall) ? say('action.recall', { title }) : titled(title);
