import type { Issue } from '../../issue.ts';
import type { FormNode } from '../tree.ts';

/** Names a fault of a definition at `below` (a JSON Pointer) inside a component. */
export type Report = (code: string, below?: string, params?: Readonly<Record<string, unknown>>) => void;

/** One check of one component. */
export type ComponentCheck = (node: FormNode, report: Report) => void;

export const reporter =
  (node: FormNode, issues: Issue[]): Report =>
  (code, below = '', params = {}) => {
    issues.push({ path: node.pointer + below, code, params: { component: node.key, ...params } });
  };

/** Form.io exports every property, most of them empty: a property that is refused may still stand there with nothing in it. */
export const isNothing = (value: unknown): boolean => {
  if (value === undefined || value === null || value === '' || value === false) return true;
  if (typeof value !== 'object') return false;
  return Object.values(value).every(isNothing);
};
