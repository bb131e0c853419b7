import { DefaultEvaluator, Processors, process, registerEvaluator, rules, serverRules } from '@formio/core';
import type { Component } from '#engine/form/form.ts';
import { isObject } from '#engine/json.ts';
import { codeList } from './random-leaf.ts';

type Data = Record<string, unknown>;

registerEvaluator(new DefaultEvaluator({ noeval: true }));

const id = '[A-Za-z0-9][A-Za-z0-9._:-]{0,63}';

/** Our own types as the nearest thing Form.io has. */
const asFormio: Readonly<Record<string, (component: Data) => Data>> = {
  money: (component) => ({ ...component, type: 'number' }),
  decimal: (component) => withPattern(component, '-?[0-9]{1,15}([.][0-9]{1,3})?'),
  code: (component) => ({
    ...component,
    type: 'select',
    data: { values: codeList.values.map((value) => ({ value, label: value })) },
    validate: { ...(component.validate as Data), onlyAvailableItems: true },
  }),
  user: (component) => withPattern(component, id),
  organization: (component) => withPattern(component, id),
  region: (component) => withPattern(component, id),
  record: (component) => withPattern(component, id),
  attachment: (component) => ({ ...component, type: 'file' }),
};

const withPattern = (component: Data, pattern: string): Data => ({
  ...component,
  type: 'textfield',
  validate: { ...(component.validate as Data), pattern },
});

const convert = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(convert);
  if (!isObject(value)) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, convert(inner)]));
  return typeof copy.type === 'string' && 'key' in copy ? (asFormio[copy.type]?.(copy) ?? copy) : copy;
};

export type Oracle = (data: Data) => Promise<Set<string>>;

/** @formio/core's verdict on data, as the set of pointers it names. */
export const formioOracle = (components: readonly Component[]): Oracle => {
  const converted = convert(components) as Data[];
  const form = { components: converted };
  return async (data) => {
    const input = structuredClone(data);
    addMissingCalculatedCells(converted, input);
    const scope: { errors?: { context: { path: string } }[] } = {};
    await process({
      form,
      components: converted,
      submission: { data: input },
      data: input,
      processors: Processors,
      rules: [...rules, ...serverRules],
      scope,
      instances: {},
      config: { server: true },
    } as never);
    return new Set((scope.errors ?? []).map(({ context }) => toPointer(context.path)));
  };
};

const toPointer = (path: string): string => `/${path.replaceAll(/\[(\d+)\]/g, '.$1').replaceAll('.', '/')}`;

/** A calculated cell is recomputed by core only where its key is there. */
const addMissingCalculatedCells = (components: readonly Data[], data: Data): void => {
  for (const component of components) {
    const inner = innerOf(component);
    const value = data[String(component.key)];
    if (component.type === 'datagrid' || component.type === 'editgrid') {
      for (const row of Array.isArray(value) ? value : []) {
        addNulls(inner, row);
        addMissingCalculatedCells(inner, row);
      }
    } else if (component.type === 'container') {
      if (isObject(value)) addMissingCalculatedCells(inner, value);
    } else addMissingCalculatedCells(inner, data);
  }
};

const addNulls = (cells: readonly Data[], row: Data): void => {
  for (const cell of cells) {
    if (cell.calculateValue !== undefined && row[String(cell.key)] === undefined) row[String(cell.key)] = null;
    if (cell.type !== 'container' && cell.type !== 'datagrid' && cell.type !== 'editgrid') addNulls(innerOf(cell), row);
  }
};

const innerOf = ({ components, columns, rows }: Data): Data[] =>
  [...list(columns), ...list(rows).flat(), ...list(components)].flatMap((item) =>
    isObject(item) ? ('type' in item ? [item] : list(item.components).filter(isObject)) : [],
  );

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
