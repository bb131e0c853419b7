import type { Title } from '#engine/schema/types.gen.ts';
import type { Column } from '../answer/modules.ts';
import { sayIfKnown, titled } from '../words.ts';

/** The words over a column: its field's title, or ours for what every record has. */
export const columnTitle = (column: { readonly field: string; readonly title: Title | null }): string =>
  column.title === null
    ? (sayIfKnown(`column.${column.field.replace('$', '')}`) ?? column.field)
    : titled(column.title);

const key = (module: string): string => `zhifa.columns.${module}`;

/** The columns a person hid in this browser. */
export const hiddenColumns = (module: string): ReadonlySet<string> => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(module)) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.map(String) : []);
  } catch {
    return new Set();
  }
};

export const hideColumns = (module: string, hidden: ReadonlySet<string>): void =>
  localStorage.setItem(key(module), JSON.stringify([...hidden]));

/** Types a list can be sorted by: what stands in one column of the database. */
const sortable: ReadonlySet<string> = new Set([
  'text',
  'integer',
  'money',
  'decimal',
  'date',
  'instant',
  'boolean',
  'code',
  'user',
  'organization',
  'region',
]);

/** The name a list is sorted by in the address: system columns are written without their sign. */
export const sortName = (column: Column): string | undefined => {
  if (column.field.startsWith('$')) return column.field.slice(1);
  return sortable.has(column.type) ? column.field : undefined;
};
