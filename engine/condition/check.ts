import { type Issue, pointer } from '../issue.ts';
import { isObject } from '../json.ts';
import { isCivilDate, isInstant } from '../time.ts';
import type { FactType, FactTypes } from './condition.ts';
import { operandFact, operandShift } from './condition.ts';
import { operators } from './operator/list.ts';
import type { Operator } from './operator/operator.ts';
import { isShift, longestShift } from './shift.ts';
import { compareValues, parseLiteral, parseValue } from './value.ts';

const maxDepth = 16;

/**
 * What is wrong with a condition: its shape, names, types and literals. A condition without issues compiles.
 * Paths are JSON Pointers into the condition, below `path`.
 */
export const checkCondition = (condition: unknown, types: FactTypes, path = ''): Issue[] =>
  checkNode(condition, types, path, 1);

const checkNode = (node: unknown, types: FactTypes, path: string, depth: number): Issue[] => {
  if (depth > maxDepth) return [issue(path, 'too-deep', { max: maxDepth })];
  if (!isObject(node)) return [issue(path, 'shape')];
  const keys = Object.keys(node);
  const [kind = ''] = keys;
  if (keys.length === 1 && (kind === 'all' || kind === 'any')) return checkBranch(node[kind], types, path, kind, depth);
  if (keys.length === 1 && kind === 'not') return checkNode(node.not, types, `${path}/not`, depth + 1);
  return checkLeaf(node, types, path);
};

const checkBranch = (members: unknown, types: FactTypes, path: string, kind: string, depth: number): Issue[] => {
  if (!Array.isArray(members)) return [issue(path, 'shape')];
  if (members.length === 0) return [issue(path, 'empty', { kind })];
  return members.flatMap((member, index) => checkNode(member, types, path + pointer(kind, index), depth + 1));
};

const leafKeys = new Set(['fact', 'operator', 'value']);

const checkLeaf = (leaf: Record<string, unknown>, types: FactTypes, path: string): Issue[] => {
  const { fact, operator: key, value } = leaf;
  if (typeof fact !== 'string' || typeof key !== 'string' || Object.keys(leaf).some((name) => !leafKeys.has(name)))
    return [issue(path, 'shape')];
  const operator = operators.get(key);
  const type = Object.hasOwn(types, fact) ? types[fact] : undefined;
  const issues: Issue[] = [];
  if (!type) issues.push(issue(`${path}/fact`, 'fact-unknown', { fact }));
  if (!operator) issues.push(issue(`${path}/operator`, 'operator-unknown', { operator: key }));
  if (!type || !operator) return issues;
  if (!operator.types.includes(type))
    return [issue(`${path}/operator`, 'operator-type', { operator: key, fact, type, allowed: operatorsOf(type) })];
  return checkOperand(operator, type, value, types, `${path}/value`);
};

const operatorsOf = (type: FactType): readonly string[] =>
  [...operators.values()].filter(({ types }) => types.includes(type)).map(({ key }) => key);

const checkOperand = (operator: Operator, type: FactType, value: unknown, types: FactTypes, path: string): Issue[] => {
  if (operator.operand === 'none')
    return value === undefined || value === null ? [] : [issue(path, 'value-unwanted', { operator: operator.key })];
  if (value === undefined || value === null) return [issue(path, 'value-missing', { operator: operator.key })];
  const other = operandFact(value);
  return other === undefined
    ? checkLiteral(operator, type, value, path)
    : [...checkFactOperand(operator, type, other, types, path), ...checkShift(type, value, path)];
};

const checkShift = (type: FactType, value: unknown, path: string): Issue[] => {
  const more = isObject(value) ? Object.keys(value).filter((key) => key !== 'fact' && key !== 'plus') : [];
  if (more.length > 0) return [issue(path, 'shape')];
  const shift = operandShift(value);
  if (shift === undefined || (type === 'date' && isShift(shift))) return [];
  return [issue(`${path}/plus`, type === 'date' ? 'shift' : 'shift-type', { ...longestShift, type })];
};

const checkFactOperand = (
  operator: Operator,
  type: FactType,
  fact: string,
  types: FactTypes,
  path: string,
): Issue[] => {
  const actual = Object.hasOwn(types, fact) ? types[fact] : undefined;
  if (!actual) return [issue(`${path}/fact`, 'fact-unknown', { fact })];
  const expected = operator.operandType(type);
  if (!expected) return [issue(path, 'value-literal', { operator: operator.key })];
  return actual === expected ? [] : [issue(`${path}/fact`, 'value-fact-type', { fact, type: actual, expected })];
};

const checkLiteral = (operator: Operator, type: FactType, value: unknown, path: string): Issue[] => {
  switch (operator.operand) {
    case 'list':
      return checkItems(type, value, path);
    case 'ids':
      return checkItems('text', value, path);
    case 'ancestor':
      return checkItem('text', value, path);
    case 'range':
      return checkRange(type, value, path);
    default:
      return checkItem(type, value, path);
  }
};

const checkItems = (type: FactType, value: unknown, path: string): Issue[] => {
  if (!Array.isArray(value) || value.length === 0) return [issue(path, 'value-list', { type })];
  return value.flatMap((item, index) => checkItem(type, item, path + pointer(index)));
};

const checkRange = (type: FactType, value: unknown, path: string): Issue[] => {
  if (!Array.isArray(value) || value.length !== 2) return [issue(path, 'value-range', { type })];
  const issues = checkItems(type, value, path);
  if (issues.length > 0) return issues;
  const [low, high] = value.map((item) => parseValue(type, item));
  if (low === undefined || high === undefined || compareValues(low, high) <= 0) return [];
  return [issue(path, 'value-range-order', { low: value[0], high: value[1] })];
};

const checkItem = (type: FactType, value: unknown, path: string): Issue[] => {
  if (parseLiteral(type, value) === undefined || !exists(type, value))
    return [issue(path, 'value-type', { type, value })];
  return typeof value === 'string' && value.normalize('NFC') !== value ? [issue(path, 'value-normal-form')] : [];
};

// Parsing looks at the shape alone; a literal of a definition must also be a day of the calendar.
const exists = (type: FactType, value: unknown): boolean => {
  if (type === 'date') return isCivilDate(value);
  return type === 'instant' ? isInstant(value) : true;
};

const issue = (path: string, code: string, params?: Readonly<Record<string, unknown>>): Issue => ({
  path,
  code: `condition-${code}`,
  ...(params && { params }),
});
