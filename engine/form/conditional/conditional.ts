import { isObject } from '../../json.ts';
import type { Component } from '../form.ts';
import { type Frame, frameSeen, holderOf, isHidden, type Run } from '../run.ts';
import { part, textSetting } from '../settings.ts';
import type { FormNode } from '../tree.ts';
import { isMultiple } from '../value/read.ts';
import { emptinessOperators, isEmptyValue, type Operator, operators } from './operator.ts';

/** Whether a component is shown, seen from its frame. */
export type Shown = (run: Run, frame: Frame) => boolean;

type Seen = (run: Run, frame: Frame) => unknown;

/** The components a condition looks at, by the paths it writes. */
export const conditionTargets = (component: Component): string[] => {
  const conditional = part(component, 'conditional');
  if (isSimple(conditional)) return conditionsOf(conditional).map(({ component: path }) => String(path));
  const when = textSetting(conditional.when);
  return when === undefined ? [] : [when];
};

/**
 * Compiles Form.io's conditions: the legacy `{show, when, eq}` and `{show, conjunction, conditions}`. Undefined when
 * the component is always shown. `find` gives the node a written path means.
 */
export const compileConditional = (node: FormNode, find: (path: string) => FormNode | undefined): Shown | undefined => {
  const conditional = part(node.component, 'conditional');
  if (isSimple(conditional)) return simple(conditional, node, find);
  const when = textSetting(conditional.when);
  return when === undefined ? undefined : legacy(conditional, seen(node, find(when)));
};

const isSimple = (conditional: Component): boolean =>
  Boolean(conditional.conjunction) && Array.isArray(conditional.conditions) && conditional.conditions.length > 0;

const conditionsOf = (conditional: Component): Component[] =>
  (conditional.conditions as readonly unknown[]).filter(isObject).filter(({ component }) => Boolean(component));

const simple = (conditional: Component, node: FormNode, find: (path: string) => FormNode | undefined): Shown => {
  const shows = asBoolean(conditional.show ?? true);
  const judges = conditionsOf(conditional).map((condition) =>
    judge(condition, node, find(String(condition.component))),
  );
  const any = conditional.conjunction === 'any';
  return (run, frame) => {
    const holds = any ? judges.some((judged) => judged(run, frame)) : judges.every((judged) => judged(run, frame));
    return holds === shows;
  };
};

const asBoolean = (show: unknown): boolean => (typeof show === 'string' ? show === 'true' : Boolean(show));

const judge = (condition: Component, node: FormNode, target: FormNode | undefined): Shown => {
  const value = seen(node, target);
  const type = target?.type ?? '';
  const name = String(condition.operator);
  if (emptinessOperators.has(name))
    return (run, frame) => isEmptyValue(value(run, frame), type) === (name === 'isEmpty');
  const compared = condition.value;
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (operator === undefined) return () => true;
  if (target?.type === 'selectboxes' && name.endsWith('Equal'))
    return boxes(value, String(compared), name === 'isEqual');
  if (compared === '' || compared === null) return blank(value, name, operator, type);
  return (run, frame) => {
    const found = value(run, frame);
    return Array.isArray(found) ? found.some((item) => operator(item, compared)) : operator(found, compared);
  };
};

/** "is equal to nothing" means empty: an empty value is stored as an absent one. */
const blank = (value: Seen, name: string, operator: Operator, type: string): Shown => {
  if (name === 'isEqual') return (run, frame) => isEmptyValue(value(run, frame), type);
  if (name === 'isNotEqual') return (run, frame) => !isEmptyValue(value(run, frame), type);
  return (run, frame) => operator(value(run, frame), '');
};

/** On selectboxes equality asks whether the named box is ticked. */
const boxes = (value: Seen, box: string, wanted: boolean): Shown => {
  return (run, frame) => {
    const found = value(run, frame);
    return (isObject(found) && found[box] === true) === wanted;
  };
};

const legacy = (conditional: Component, value: Seen): Shown => {
  const eq = String(conditional.eq ?? '');
  const show = String(conditional.show);
  const shows = show === 'true';
  return (run, frame) => {
    const found = value(run, frame);
    if (isObject(found) && Object.hasOwn(found, eq)) return String(found[eq]) === show;
    if (Array.isArray(found) && found.map(String).includes(eq)) return shows;
    return (String(found ?? '') === eq) === shows;
  };
};

/** What a condition sees of its target. An empty optional field of several values is an empty list unless it was cleared, as in Form.io. */
const seen = (node: FormNode, target: FormNode | undefined): Seen => {
  if (target === undefined) return () => undefined;
  const depth = node.grids.length;
  const kept = target.component.clearOnHide === false;
  const several = isMultiple(target.component) && part(target.component, 'validate').required !== true;
  return (run, frame) => {
    const there = frameSeen(frame, depth, target);
    if (there === undefined) return undefined;
    const holder = holderOf(there, target);
    const value = holder?.[target.key];
    if ((value !== undefined && value !== null) || holder === undefined || !several) return value;
    return kept || !isHidden(run, there, target) ? [] : undefined;
  };
};
