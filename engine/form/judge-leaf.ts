import { pointer } from '../issue.ts';
import type { FindTarget } from './find-target.ts';
import { type Judge, reportFaults } from './judging.ts';
import { isPresent } from './rule/present.ts';
import type { Rule } from './rule/rule.ts';
import { rulesOfValues } from './rule/rules.ts';
import type { Frame, Run } from './run.ts';
import { part, titleOf, wordsOf } from './settings.ts';
import type { FormNode } from './tree.ts';
import { isMultiple } from './value/read.ts';

/** The judge of a component with a value of its own: faults of reading, required, then its rules. */
export const judgeLeaf = (node: FormNode, find: FindTarget): Judge => {
  const { key, component, type } = node;
  const title = titleOf(component);
  const message = wordsOf(part(component, 'validate').customMessage);
  const required = part(component, 'validate').required === true;
  const falseIsValue = type !== 'checkbox' && type !== 'selectboxes';
  const keptWhenHidden = component.clearOnHide === false;
  const rules = rulesOfValues.map((ruleOf) => ruleOf(component, node, find(node))).filter((rule) => rule !== undefined);
  const judgeValue = isMultiple(component) ? judgeItems(rules, required) : judgeOne(rules);
  return (run, frame, holder, base, standing) => {
    if (standing === 'cleared' && !keptWhenHidden) return;
    if (run.faults.size > 0 && reportFaults(run, base + pointer(key))) return;
    if (standing !== 'shown') return;
    const value = holder[key];
    const { sink } = run;
    sink.at(base, key, title, message);
    if (required && run.complete && !isPresent(value, falseIsValue)) sink.fail('required');
    if (value !== undefined) judgeValue(value, run, frame);
    if (Array.isArray(value)) dropEmpty(value, holder, node);
  };
};

const judgeOne =
  (rules: readonly Rule[]) =>
  (value: unknown, run: Run, frame: Frame): void => {
    for (const rule of rules) rule(value, run, frame);
  };

const judgeItems =
  (rules: readonly Rule[], required: boolean) =>
  (value: unknown, run: Run, frame: Frame): void => {
    if (!Array.isArray(value)) return;
    const { sink } = run;
    for (const [index, item] of value.entries()) {
      sink.item = index;
      if (required && run.complete && !isPresent(item, true)) sink.fail('required');
      if (item !== null) for (const rule of rules) rule(item, run, frame);
    }
    sink.item = -1;
  };

/** Empty items have been named by their index where they matter: what is stored holds none, and no empty list. */
const dropEmpty = (items: readonly unknown[], holder: Record<string, unknown>, { key, component }: FormNode): void => {
  const filled = items.filter((item) => item !== null);
  if (filled.length === 0 && component.defaultValue) holder[key] = null;
  else if (filled.length === 0) delete holder[key];
  else if (filled.length < items.length) holder[key] = filled;
};
