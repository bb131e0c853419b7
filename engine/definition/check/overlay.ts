import type { Component } from '../../form/form.ts';
import { treeOf } from '../../form/tree.ts';
import { pointer } from '../../issue.ts';
import { canonicalJson, isObject } from '../../json.ts';
import type { FormDefinition, ParameterDefinition, WorkflowDefinition } from '../../schema/types.gen.ts';
import type { Catalog, Finding } from '../catalog.ts';
import { definitionsIn } from '../catalog.ts';
import { diffDefinitions, type MemberChange } from '../diff.ts';
import type { AnyDefinition } from '../kinds.ts';
import { definitionPath, finding } from './check.ts';

/**
 * What a layer may not change of the pack below it. A definition without `open` may be replaced as a whole. One with
 * `open` takes only what that names: values of a parameter within `min` and `max`, items appended, fields added,
 * optional steps added or left out; `open: {}` closes it. Definitions that the layer adds are its own.
 */
export const checkOverlay = (below: Catalog, merged: Catalog): Finding[] =>
  definitionsIn(below)
    .filter((base) => base.open !== undefined)
    .flatMap((base) => {
      const own = merged.definitions[base.kind].get(base.key);
      if (own === undefined)
        return [{ file: definitionPath(base), path: '', code: 'overlay-removed', params: { title: base.title } }];
      return same(own, base) ? [] : checkChanged(base, own);
    });

const checkChanged = (base: AnyDefinition, own: AnyDefinition): Finding[] => {
  if (Object.keys(base.open ?? {}).length === 0) return [finding(own, '', 'overlay-closed')];
  return diffDefinitions(base, own)
    .filter((change) => !allowed(base, own, change))
    .map((change) => refused(base, own, change));
};

type Open = NonNullable<AnyDefinition['open']>;

const allowed = (base: AnyDefinition, own: AnyDefinition, change: MemberChange): boolean => {
  const open = base.open as Open;
  if (change.path.startsWith('/title/')) return true;
  if (base.kind === 'parameter' && own.kind === 'parameter' && change.path.startsWith('/values'))
    return valueAllowed(base, own, open, change);
  if (open.append === true && isAppended(base, change)) return true;
  if (open.fields === true && base.kind === 'form' && own.kind === 'form') return onlyAddsFields(base, own);
  if (open.fields === true && base.kind === 'module' && change.change === 'added')
    return /^\/(fields|list\/columns|list\/query)(\/|$)/.test(change.path);
  return open.steps === true && base.kind === 'workflow' && own.kind === 'workflow' && stepAllowed(base, change);
};

/** A value may be added, and one that is there may move, as long as what results lies in the range. */
const valueAllowed = (
  base: ParameterDefinition,
  own: ParameterDefinition,
  open: Open,
  change: MemberChange,
): boolean => {
  const ranged = open.min !== undefined || open.max !== undefined;
  if (!ranged)
    return open.append === true && base.values.every((value) => own.values.some((other) => same(value, other)));
  return change.change !== 'removed' && own.values.every(({ value }) => inRange(open, value));
};

const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

const inRange = ({ min, max }: Open, value: unknown): boolean => {
  const number = isObject(value) ? Number(value.length) : Number(value);
  return Number.isFinite(number) && (min === undefined || number >= min) && (max === undefined || number <= max);
};

/** An item that the list below does not have. */
const isAppended = (base: AnyDefinition, change: MemberChange): boolean =>
  change.change === 'added' && /^\/(items|years|values)\//.test(change.path) && base.kind !== 'parameter';

/** Every component below is still there unchanged; the layer only put more beside them. */
const onlyAddsFields = (base: FormDefinition, own: FormDefinition): boolean => {
  const present = new Map(treeOf(own).nodes.map((node) => [node.path + node.key, node]));
  const kept = treeOf(base).nodes.every((node) => {
    const other = present.get(node.path + node.key);
    return other !== undefined && same(bare(node.component), bare(other.component));
  });
  return kept && same({ ...base, components: [] }, { ...own, components: [] });
};

/** A component without what it holds. */
const bare = ({ components: _c, columns: _l, rows: _r, ...own }: Component): Component => own;

/** Optional steps of an approval may be added or left out. */
const stepAllowed = (base: WorkflowDefinition, { path, change, before, after }: MemberChange): boolean => {
  const inSteps = /^\/actions\/[^/]+\/approval\/steps(\/\d+)?$/.exec(path);
  if (inSteps === null || change === 'changed') return inSteps !== null && !path.match(/\/\d+$/);
  const step = change === 'added' ? after : before;
  return isObject(step) && step.optional === true && base.kind === 'workflow';
};

const refused = (base: AnyDefinition, own: AnyDefinition, change: MemberChange): Finding => {
  const open = base.open as Open;
  const at = change.path;
  if (own.kind === 'parameter' && at.startsWith('/values') && (open.min !== undefined || open.max !== undefined)) {
    const index = own.values.findIndex(({ value }) => !inRange(open, value));
    const value = JSON.stringify(own.values[index]?.value ?? change.before);
    return finding(own, index < 0 ? at : pointer('values', index, 'value'), 'overlay-out-of-range', {
      value,
      min: open.min ?? '',
      max: open.max ?? '',
    });
  }
  if (open.append === true) return finding(own, at, 'overlay-not-appended', { key: at });
  return finding(own, at, 'overlay-member-closed', { right: Object.keys(open).join(', ') });
};
