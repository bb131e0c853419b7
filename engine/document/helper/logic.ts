import type { DocumentHelper } from '../document-helper.ts';

/** Empty lists count as false, as in `{{#if}}`. */
const truthy = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

/** `(eq a b c)`: the first equals one of the others. */
export const eq: DocumentHelper = { name: 'eq', run: ({ args: [first, ...others] }) => others.includes(first) };
/** `(includes list value)` */
export const includes: DocumentHelper = {
  name: 'includes',
  run: ({ args: [list, value] }) => Array.isArray(list) && list.includes(value),
};
/** `(gt a b)`: both are numbers and the first is greater. */
export const gt: DocumentHelper = {
  name: 'gt',
  run: ({ args: [a, b] }) => typeof a === 'number' && typeof b === 'number' && a > b,
};
export const and: DocumentHelper = { name: 'and', run: ({ args }) => args.every(truthy) };
export const or: DocumentHelper = { name: 'or', run: ({ args }) => args.some(truthy) };
export const not: DocumentHelper = { name: 'not', run: ({ args: [value] }) => !truthy(value) };
