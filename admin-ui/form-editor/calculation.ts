import type { Component } from '#engine/form/form.ts';
import { isObject } from '#engine/json.ts';

/** An operand: another field by the path it is asked by, or a fixed number. */
export type Operand = { readonly field: string } | { readonly number: number };

/** What a field is calculated from, as far as it can be put together by choosing; `other` is JSONLogic as it stands. */
export type Calculation =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'terms';
      readonly sign: '+' | '-' | '*' | '/';
      readonly operands: readonly Operand[];
      readonly whole: boolean;
    }
  | { readonly kind: 'sum' | 'collect'; readonly grid: string; readonly cell: string }
  | { readonly kind: 'other'; readonly logic: unknown };

const signs = ['+', '-', '*', '/'] as const;

const only = (value: unknown, name: string): unknown => {
  if (!isObject(value) || Object.keys(value).length !== 1) return undefined;
  return value[name];
};

const variable = (value: unknown): string | undefined => {
  const path = only(value, 'var');
  const name = Array.isArray(path) && path.length === 1 ? path[0] : path;
  return typeof name === 'string' ? name : undefined;
};

/** A field that may be empty counts as nothing. */
const operandOf = (value: unknown): Operand | undefined => {
  if (typeof value === 'number') return { number: value };
  const or = only(value, 'or');
  const inner = Array.isArray(or) && or.length === 2 && or[1] === 0 ? or[0] : value;
  const field = variable(inner);
  return field === undefined ? undefined : { field };
};

const termsOf = (logic: unknown, whole: boolean): Calculation | undefined => {
  for (const sign of signs) {
    const values = only(logic, sign);
    if (!Array.isArray(values)) continue;
    const operands = values.map(operandOf).filter((one) => one !== undefined);
    if (operands.length === values.length) return { kind: 'terms', sign, operands, whole };
  }
  return undefined;
};

const columnOf = (logic: unknown): { grid: string; cell: string } | undefined => {
  const map = only(logic, 'map');
  if (!Array.isArray(map) || map.length !== 2) return undefined;
  const [grid, cell] = [variable(map[0]), variable(map[1])];
  return grid === undefined || cell === undefined || cell === '' ? undefined : { grid, cell };
};

const inList = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : undefined);

export const calculationOf = (component: Component): Calculation => {
  const logic = component.calculateValue;
  if (!isObject(logic) || Object.keys(logic).length === 0) return { kind: 'none' };
  const rounded = inList(only(logic, '_round'));
  const terms = rounded === undefined ? termsOf(logic, false) : termsOf(rounded, true);
  if (terms !== undefined) return terms;
  const summed = columnOf(inList(only(logic, '_sum')));
  if (summed !== undefined) return { kind: 'sum', ...summed };
  const collected = columnOf(logic);
  return collected === undefined ? { kind: 'other', logic } : { kind: 'collect', ...collected };
};

const written = (operand: Operand): unknown =>
  'number' in operand ? operand.number : { or: [{ var: operand.field }, 0] };

const logicOf = (calculation: Calculation): unknown => {
  switch (calculation.kind) {
    case 'none':
      return undefined;
    case 'terms': {
      const sum = { [calculation.sign]: calculation.operands.map(written) };
      return calculation.whole ? { _round: [sum] } : sum;
    }
    case 'other':
      return calculation.logic;
    default: {
      const column = { map: [{ var: calculation.grid }, { var: calculation.cell }] };
      return calculation.kind === 'sum' ? { _sum: [column] } : column;
    }
  }
};

/** The component with its calculation; what is calculated is shown and not typed. */
export const withCalculation = (component: Component, calculation: Calculation): Component => {
  const { calculateValue: before, ...others } = component;
  const logic = logicOf(calculation);
  if (logic !== undefined) return { ...others, calculateValue: logic, disabled: true };
  if (before === undefined) return others;
  const { disabled: _disabled, ...typed } = others;
  return typed;
};
