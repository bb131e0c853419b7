import { getPath } from '../../json.ts';
import words from '../../message/document.zh.json' with { type: 'json' };
import type { DocumentHelper } from '../document-helper.ts';

const items = (list: unknown): readonly unknown[] => (Array.isArray(list) ? list : []);
const fieldOf = (item: unknown, field: unknown): unknown => (field === undefined ? item : getPath(item, String(field)));

/** `(first list)`, `(last list)` */
export const first: DocumentHelper = { name: 'first', yields: 'item', run: ({ args: [list] }) => items(list)[0] };
export const last: DocumentHelper = { name: 'last', yields: 'item', run: ({ args: [list] }) => items(list).at(-1) };

/** `(where list "field" value …)`: the items whose field is one of the values. */
export const where: DocumentHelper = {
  name: 'where',
  yields: 'list',
  field: 1,
  run: ({ args: [list, field, ...values] }) => items(list).filter((item) => values.includes(fieldOf(item, field))),
};

/** `(chosen list "field" value)`: the item whose field is the value, else the first. */
export const chosen: DocumentHelper = {
  name: 'chosen',
  yields: 'item',
  field: 1,
  run: ({ args: [list, field, value] }) =>
    items(list).find((item) => value !== undefined && value !== null && fieldOf(item, field) === value) ??
    items(list)[0],
};

/** `(rows list 10)`: the list filled up with empty items, so that a form keeps its ruled lines. */
export const rows: DocumentHelper = {
  name: 'rows',
  yields: 'list',
  run: ({ args: [list, minimum] }) => {
    const missing = Math.max(0, Math.min(100, Number(minimum ?? 0)) - items(list).length);
    return [...items(list), ...Array.from({ length: missing }, () => ({}))];
  },
};

export const count: DocumentHelper = { name: 'count', run: ({ args: [list] }) => items(list).length };

/** `(sum list "field")`: whole numbers are added, everything else is left out. */
export const sum: DocumentHelper = {
  name: 'sum',
  field: 1,
  run: ({ args: [list, field] }) =>
    items(list)
      .map((item) => fieldOf(item, field))
      .reduce((total: number, value) => (Number.isSafeInteger(value) ? total + Number(value) : total), 0),
};

/** `{{join list "field" separator="; "}}`: texts with commas between; empty ones are left out. */
export const join: DocumentHelper = {
  name: 'join',
  field: 1,
  run: ({ args: [list, field], hash }) =>
    items(list)
      .map((item) => fieldOf(item, field))
      .filter((value) => value !== undefined && value !== null && value !== '')
      .join(String(hash.separator ?? words.listComma)),
};
