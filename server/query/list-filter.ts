import type { Condition, FactTypes } from '#engine/condition/condition.ts';
import type { Issue } from '#engine/issue.ts';
import { mineName } from './list-mine.ts';
import { reportNames } from './list-report.ts';
import { viewName } from './list-view.ts';

const operators: Readonly<Record<string, string>> = {
  '': 'equal',
  ne: 'notEqual',
  gt: 'greaterThan',
  gte: 'greaterThanInclusive',
  lt: 'lessThan',
  lte: 'lessThanInclusive',
  in: 'in',
  contains: 'contains',
  startsWith: 'startsWith',
  exists: 'exists',
  within: 'within',
  under: 'descendantOf',
};
const setOperators: Readonly<Record<string, string>> = {
  '': 'containsAny',
  in: 'containsAny',
  contains: 'containsAny',
  exists: 'exists',
};
const systems = new Set([
  'state',
  'organization',
  'owner',
  'created',
  'modified',
  'due',
  'title',
  'regime',
  'parent',
  'root',
]);
const reserved = new Set(['sort', 'limit', 'skip', 'select', 'q', 'scope', mineName, viewName, ...reportNames]);

const typed = (type: string, text: string): unknown => {
  if (type === 'integer' || type === 'money') return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
};

const leaf = (name: string, text: string, types: FactTypes): Condition | Issue => {
  const [field = '', suffix = ''] = name.split(/__(?=[a-zA-Z]+$)/);
  const fact = systems.has(field) ? `$${field}` : field;
  const type = types[fact];
  if (type === undefined) return { path: `/${name}`, code: 'query.unknownField', params: { field } };
  const isSet = type === 'codes' || type === 'users';
  const operator = (isSet ? setOperators : operators)[suffix];
  if (operator === undefined) return { path: `/${name}`, code: 'query.unknownOperator', params: { operator: suffix } };
  if (operator === 'exists') return { fact, operator: text === 'false' ? 'absent' : 'exists' };
  const many = operator === 'in' || operator === 'containsAny';
  return { fact, operator, value: many ? text.split(',').map((one) => typed(type, one)) : typed(type, text) };
};

/** The query part of a list address as a condition of the one language; unknown fields and operators are issues. */
export const listFilter = (
  query: Iterable<readonly [string, string]>,
  types: FactTypes,
): { condition: Condition | undefined; issues: Issue[] } => {
  const issues: Issue[] = [];
  const all: Condition[] = [];
  for (const [name, text] of query) {
    if (reserved.has(name) || text === '') continue;
    const made = leaf(name, text, types);
    if ('code' in made) issues.push(made);
    else all.push(made);
  }
  return { condition: all.length === 0 ? undefined : { all }, issues };
};
