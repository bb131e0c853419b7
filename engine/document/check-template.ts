import type { Issue } from '../issue.ts';
import type { UsedPath } from './used-paths.ts';

/** True for a path that a view may have; a container of known paths counts as known. */
export type KnowsPath = (path: string) => boolean;

/** Known paths as a set: leaves such as `children.goods.*.name`; `x.**` stands for everything below x. */
const fromSet = (paths: ReadonlySet<string>): KnowsPath => {
  const containers = new Set<string>();
  const open: string[] = [];
  for (const path of paths) {
    if (path.endsWith('.**')) open.push(path.slice(0, -2));
    const parts = path.split('.');
    for (let length = 1; length < parts.length; length += 1) containers.add(parts.slice(0, length).join('.'));
  }
  return (path) => paths.has(path) || containers.has(path) || open.some((prefix) => path.startsWith(prefix));
};

/** One issue for every path a template reads that the view does not have: which template, which line, which field. */
export const checkTemplatePaths = (used: readonly UsedPath[], known: ReadonlySet<string> | KnowsPath): Issue[] => {
  const knows = typeof known === 'function' ? known : fromSet(known);
  return used
    .filter(({ path }) => !knows(path))
    .map(({ path, template, line }) => ({
      path: `/line/${line}`,
      code: 'templatePathUnknown',
      params: { template, line, field: path },
    }));
};
