import { pointer } from '../issue.ts';
import { isObject } from '../json.ts';
import type { FindTarget } from './find-target.ts';
import { judgeLeaf } from './judge-leaf.ts';
import { type Judge, reportFaults } from './judging.ts';
import { hasFilledRow, isPresent } from './rule/present.ts';
import { type Frame, isHiddenHere, type Run } from './run.ts';
import { numberSetting, part, titleOf } from './settings.ts';
import type { FormNode } from './tree.ts';

export const judgesOf = (nodes: readonly FormNode[], find: FindTarget): Judge[] =>
  nodes.map((node) => judgeOf(node, find));

const judgeOf = (node: FormNode, find: FindTarget): Judge => {
  const judge = byRole(node, find);
  const hidden = node.component.hidden === true;
  return (run, frame, holder, base, standing) => {
    const conditional = standing === 'cleared' || isHiddenHere(run, frame, node);
    judge(run, frame, holder, base, conditional ? 'cleared' : hidden ? 'kept' : standing);
  };
};

const byRole = (node: FormNode, find: FindTarget): Judge => {
  if (node.role === 'leaf') return judgeLeaf(node, find);
  const judges = judgesOf(node.children, find);
  if (node.role === 'layout') {
    return (run, frame, holder, base, standing) => {
      for (const judge of judges) judge(run, frame, holder, base, standing);
    };
  }
  return node.role === 'object' ? judgeObject(node, judges) : judgeGrid(node, judges);
};

const judgeObject = ({ key, component }: FormNode, judges: readonly Judge[]): Judge => {
  const required = part(component, 'validate').required === true;
  const title = titleOf(component);
  return (run, frame, holder, base, standing) => {
    const value = holder[key];
    if (!isObject(value)) return;
    const below = base + pointer(key);
    if (reportFaults(run, below)) return;
    for (const judge of judges) judge(run, frame, value, below, standing);
    if (standing === 'shown' && required && run.complete && !isPresent(value, true)) {
      run.sink.at(base, key, title);
      run.sink.fail('required');
    }
    if (Object.keys(value).length === 0) delete holder[key];
  };
};

const judgeGrid = (node: FormNode, judges: readonly Judge[]): Judge => {
  const { key, component } = node;
  const judgeRows = rowsRule(node);
  return (run, frame, holder, base, standing) => {
    const below = base + pointer(key);
    if (standing === 'cleared' && component.clearOnHide !== false) return;
    if (reportFaults(run, below)) return;
    const rows = Array.isArray(holder[key]) ? (holder[key] as Record<string, unknown>[]) : [];
    for (const [index, data] of rows.entries()) {
      const row: Frame = { data, up: frame, base: `${below}/${index}` };
      for (const judge of judges) judge(run, row, data, row.base, standing);
    }
    if (standing === 'shown') judgeRows(rows, base, run);
  };
};

/** required asks for one filled row; minLength and maxLength count rows, minLength once the form is complete. */
const rowsRule = ({ key, component }: FormNode): ((rows: readonly unknown[], base: string, run: Run) => void) => {
  const { required, minLength, maxLength } = part(component, 'validate');
  const least = numberSetting(minLength) || 0;
  const most = numberSetting(maxLength) || Number.POSITIVE_INFINITY;
  const title = titleOf(component);
  return (rows, base, { sink, complete }) => {
    sink.at(base, key, title);
    if (complete && required === true && !hasFilledRow(rows)) sink.fail('required');
    else if (complete && rows.length < least) sink.fail('tooFewRows', { limit: least });
    if (rows.length > most) sink.fail('tooManyRows', { limit: most });
  };
};
