import type { Issue } from '../../issue.ts';
import { isObject } from '../../json.ts';
import { forbiddenKeys, gridTypes, layoutTypes, leafTypes } from '../form.ts';
import type { FormNode, FormTree } from '../tree.ts';
import { type Report, reporter } from './finding.ts';

const keyShape = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const deepest = 16;
const most = 1_000;

/** Types, keys, nesting and size of a form. */
export const checkStructure = (tree: FormTree): Issue[] => {
  const issues: Issue[] = [];
  if (tree.nodes.length > most) issues.push({ path: '/components', code: 'tooManyItems', params: { limit: most } });
  const paths = new Set<string>();
  for (const node of tree.nodes) {
    const report = reporter(node, issues);
    checkNode(node, report);
    const path = pathOf(node);
    if (paths.has(path)) report('duplicateKey', '/key', { key: node.key });
    paths.add(path);
  }
  return issues;
};

/** Columns of a database do not tell capitals from small letters, so neither may keys. */
const pathOf = ({ role, key, path }: FormNode): string => (role === 'layout' ? `:${key}` : path).toLowerCase();

const checkNode = (node: FormNode, report: Report): void => {
  const { key, type, component } = node;
  const known = layoutTypes.has(type) || leafTypes.has(type) || gridTypes.has(type) || type === 'container';
  if (!known) report('unknownComponent', '/type', { type });
  if (!keyShape.test(key) || key.includes('__') || forbiddenKeys.has(key)) report('badKey', '/key', { key });
  if (depthOf(node) > deepest) report('tooDeep');
  if (node.role !== 'layout' && component.input === false) report('badSetting', '/input', { property: 'input' });
  checkChildren(node, report);
};

const depthOf = (node: FormNode): number => (node.parent === undefined ? 1 : 1 + depthOf(node.parent));

/** A leaf holds no components, and what holds them holds nothing else in their place. */
const checkChildren = ({ component, role }: FormNode, report: Report): void => {
  for (const name of ['components', 'columns', 'rows'] as const) {
    const value = component[name];
    if (role === 'leaf' && Array.isArray(value) && value.length > 0)
      report('notSupported', `/${name}`, { property: name });
    if (role !== 'leaf' && Array.isArray(value) && !value.every(isHolder)) {
      report('badSetting', `/${name}`, { property: name });
    }
  }
};

const isHolder = (value: unknown): boolean => (Array.isArray(value) ? value.every(isObject) : isObject(value));
