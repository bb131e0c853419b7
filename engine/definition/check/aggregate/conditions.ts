import { isOperand } from '../../../aggregate/operand.ts';
import type { FactTypes } from '../../../condition/condition.ts';
import { operators } from '../../../condition/operator/list.ts';
import { pointer } from '../../../issue.ts';
import { isObject } from '../../../json.ts';
import type { Finding } from '../../catalog.ts';
import { definitionPath } from '../check.ts';
import { conditionIssues } from '../conditions.ts';
import { operandFaults } from './operands.ts';
import type { Subject } from './subject.ts';

/** Faults of a condition over rows: facts of the source or of `each`, values that fit, operands that can be resolved. */
export const conditionFaults = (subject: Subject, path: string, condition: unknown): Finding[] => {
  if (condition === undefined) return [];
  const types = allTypes(subject);
  const file = definitionPath(subject.aggregate);
  return [
    ...conditionIssues({ path, value: withoutOperands(condition) }, types).map((issue) => ({ ...issue, file })),
    ...leavesIn(path, condition).flatMap((leaf) => leafFaults(subject, types, leaf)),
  ];
};

const allTypes = ({ facts, each = {} }: Subject): FactTypes => ({
  ...Object.fromEntries(Object.entries(each).map(([name, type]) => [`each.${name}`, type])),
  ...facts,
});

interface PlacedLeaf {
  readonly path: string;
  readonly leaf: Record<string, unknown>;
}

const operandsIn = (value: unknown): boolean => isOperand(value) || (Array.isArray(value) && value.some(isOperand));

const branches = ['all', 'any'] as const;

/** Leaves whose value has operands. */
const leavesIn = (path: string, node: unknown): PlacedLeaf[] => {
  if (!isObject(node)) return [];
  for (const kind of branches) {
    const members = node[kind];
    if (Array.isArray(members)) return members.flatMap((one, index) => leavesIn(path + pointer(kind, index), one));
  }
  if ('not' in node) return leavesIn(`${path}/not`, node.not);
  return operandsIn(node.value) ? [{ path, leaf: node }] : [];
};

/** The condition with comparisons whose value is not known yet asked only whether their fact is there. */
const withoutOperands = (node: unknown): unknown => {
  if (!isObject(node)) return node;
  for (const kind of branches) {
    const members = node[kind];
    if (Array.isArray(members)) return { ...node, [kind]: members.map(withoutOperands) };
  }
  if ('not' in node) return { ...node, not: withoutOperands(node.not) };
  return operandsIn(node.value) ? { fact: node.fact, operator: 'exists' } : node;
};

const leafFaults = (subject: Subject, types: FactTypes, { path, leaf }: PlacedLeaf): Finding[] => {
  const operator = operators.get(String(leaf.operator));
  const type = types[String(leaf.fact)];
  const file = definitionPath(subject.aggregate);
  if (operator === undefined)
    return [
      { file, path: `${path}/operator`, code: 'condition-operator-unknown', params: { operator: leaf.operator } },
    ];
  if (type === undefined) return [];
  if (!operator.types.includes(type) || operator.operand === 'none') {
    const allowed = [...operators.values()].filter((one) => one.types.includes(type)).map(({ key }) => key);
    const params = { operator: operator.key, fact: leaf.fact, type, allowed };
    return [{ file, path: `${path}/operator`, code: 'condition-operator-type', params }];
  }
  const list = operator.operand === 'list' || operator.operand === 'ids';
  const one = operator.operand === 'ids' || operator.operand === 'ancestor' ? 'code' : type;
  const place = `${path}/value`;
  return Array.isArray(leaf.value)
    ? leaf.value.flatMap((item, index) => operandFaults(subject, place + pointer(index), item, { type: one }))
    : operandFaults(subject, place, leaf.value, { type: one, list });
};
