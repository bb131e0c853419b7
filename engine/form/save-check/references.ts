import { type Issue, pointer } from '../../issue.ts';
import { isObject } from '../../json.ts';
import { logicLimits, surveyLogic } from '../calculate/logic.ts';
import { calculationTarget, orderOf } from '../calculate/order.ts';
import { conditionTargets } from '../conditional/conditional.ts';
import { emptinessOperators, operators } from '../conditional/operator.ts';
import { type FindTarget, targetsOf } from '../find-target.ts';
import { part, textSetting } from '../settings.ts';
import type { FormNode, FormTree } from '../tree.ts';
import { type Report, reporter } from './finding.ts';

/** What components say of each other: conditions, date orders, calculations, and that none of it runs in a circle. */
export const checkReferences = (tree: FormTree): Issue[] => {
  const issues: Issue[] = [];
  const find = targetsOf(tree);
  for (const node of tree.nodes) {
    const report = reporter(node, issues);
    checkConditional(node, find, report);
    checkOrder(node, find, report);
    checkLogic(node, find, report);
  }
  for (const node of new Set(orderOf(tree).cycles)) {
    const calculated = isObject(node.component.calculateValue);
    reporter(node, issues)(calculated ? 'calculationCycle' : 'conditionCycle', calculated ? '/calculateValue' : '');
  }
  return issues;
};

const checkConditional = (node: FormNode, find: FindTarget, report: Report): void => {
  const { conditions } = part(node.component, 'conditional');
  for (const path of conditionTargets(node.component)) {
    if (find(node)(path) === undefined) report('unknownTarget', '/conditional', { target: path });
  }
  if (!Array.isArray(conditions)) return;
  for (const [index, condition] of conditions.entries()) {
    const operator = isObject(condition) ? String(condition.operator) : '';
    if (!Object.hasOwn(operators, operator) && !emptinessOperators.has(operator)) {
      report('unknownOperation', pointer('conditional', 'conditions', index), { operation: operator });
    }
  }
};

const checkOrder = (node: FormNode, find: FindTarget, report: Report): void => {
  for (const name of ['minField', 'maxField']) {
    const setting = part(node.component, 'validate')[name];
    const path = textSetting(setting);
    const target = path === undefined ? undefined : find(node)(path);
    if (setting === undefined || setting === '' || target?.type === node.type) continue;
    report('unknownTarget', pointer('validate', name), { target: path ?? '' });
  }
};

const checkLogic = (node: FormNode, find: FindTarget, report: Report): void => {
  const logic = node.component.calculateValue;
  if (!isObject(logic) || Object.keys(logic).length === 0) return;
  const at = '/calculateValue';
  if (node.role !== 'leaf') {
    report('notSupported', at, { property: 'calculateValue' });
    return;
  }
  const { uses, unknown, depth, loops, badVar } = surveyLogic(logic);
  for (const operation of unknown) report('unknownOperation', at, { operation });
  if (badVar) report('unknownField', at, { target: '' });
  if (depth > logicLimits.depth || loops > logicLimits.loops) report('tooDeep', at, { limit: logicLimits.depth });
  for (const { path, inItem } of uses) {
    const known = inItem || calculationTarget(path, node, find) !== undefined;
    if (!known) report('unknownField', at, { target: path });
  }
};
