import { toDay } from '../../time.ts';
import type { Frame } from '../run.ts';
import { valueSeen } from '../run.ts';
import { part, textSetting, titleOf } from '../settings.ts';
import type { FormNode } from '../tree.ts';
import { hasTime, parseDay, parseInstant } from '../value/date.ts';
import { scaledDecimal } from '../value/number.ts';
import type { Rule, RuleOf } from './rule.ts';

type Comparable = bigint | number | string;

/**
 * `validate.minField` and `validate.maxField`: not before, or not after, another field of the form (dates, numbers,
 * money, decimals). Where one of two dates has no time, days compare. An empty other field is no limit.
 */
export const fieldOrderRule: RuleOf = (component, node, find) => {
  const { minField, maxField } = part(component, 'validate');
  const least = otherOf(minField, find);
  const most = otherOf(maxField, find);
  if (least === undefined && most === undefined) return undefined;
  const after = least && orderRule(node, least, (order) => order < 0, 'minField');
  const before = most && orderRule(node, most, (order) => order > 0, 'maxField');
  return (value, run, frame) => {
    after?.(value, run, frame);
    before?.(value, run, frame);
  };
};

const otherOf = (setting: unknown, find: (path: string) => FormNode | undefined): FormNode | undefined => {
  const path = textSetting(setting);
  return path === undefined ? undefined : find(path);
};

const orderRule = (node: FormNode, other: FormNode, wrong: (order: number) => boolean, kind: string): Rule => {
  const days = node.type === 'datetime' && !(hasTime(node.component) && hasTime(other.component));
  const code = node.type === 'datetime' ? 'dateOrder' : 'fieldOrder';
  const params = { other: titleOf(other.component), [kind]: other.path };
  return (value, { sink }, frame: Frame) => {
    const mine = comparable(node, value, days);
    const theirs = comparable(other, valueSeen(frame, node.grids.length, other), days);
    if (mine === undefined || theirs === undefined || typeof mine !== typeof theirs) return;
    if (wrong(mine === theirs ? 0 : mine < theirs ? -1 : 1)) sink.fail(code, params);
  };
};

const comparable = ({ type, component }: FormNode, value: unknown, days: boolean): Comparable | undefined => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  if (type === 'decimal') return scaledDecimal(value, 9);
  if (type !== 'datetime') return undefined;
  const valid = (hasTime(component) ? parseInstant(value) : parseDay(value)) === value;
  return valid ? (days ? toDay(value) : value) : undefined;
};
