import { getPath, isObject } from '../json.ts';
import { isCivilDate } from '../time.ts';
import type { Cell, TableRow } from './cell.ts';
import type { ImportPlan, PlannedColumn } from './plan.ts';
import { readCell, type Words } from './read-cell.ts';

/** One fault of a row: where, what stands there, and why it is wrong. */
export interface RowFault {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** Where the columns of a definition stand in a file; -1 for one it does not have. */
type Heads = readonly number[];

/** What a row says. A row with faults is not to be stored. */
export interface BuiltRow {
  readonly line: number;
  /** Data of the record, or the fields of the account. */
  readonly data: Record<string, unknown>;
  /** Values by the words of their column, as the table has them. */
  readonly text: (column: string) => string;
  readonly state?: string;
  /** Undefined: the importing person's own. */
  readonly organization?: string;
  /** Civil date. */
  readonly created?: string;
  readonly faults: RowFault[];
}

export interface RowReader {
  readonly plan: ImportPlan;
  readonly heads: Heads;
  readonly words: Words;
}

const longestShown = 200;

export const faultAt = (
  line: number,
  column: string,
  value: string,
  { code, params }: { readonly code: string; readonly params?: Readonly<Record<string, unknown>> },
): RowFault => ({ line, column, value: value.slice(0, longestShown), code, ...(params && { params }) });

/** Reads the cells of a row by the definition; what forms ask of the values comes after. */
export const buildRow = (reader: RowReader, row: TableRow): BuiltRow => {
  const { plan, heads } = reader;
  const faults: RowFault[] = [];
  const data: Record<string, unknown> = {};
  const cellOf = (index: number): Cell | undefined => row.cells[heads[index] ?? -1];
  const textOf = (column: string): string =>
    cellOf(plan.columns.findIndex((one) => one.column.column === column))?.text.trim() ?? '';
  const add = (planned: PlannedColumn, cell: Cell | undefined): void => {
    const read = readCell(planned, cell, reader.words);
    if ('issue' in read) faults.push(faultAt(row.line, planned.column.column, cell?.text ?? '', read.issue));
    else if (read.value !== undefined && planned.column.field !== undefined)
      putPath(data, planned.column.field, read.value);
  };
  for (const [index, planned] of plan.columns.entries()) add(planned, cellOf(index));
  fillValues(reader, data, textOf);
  const built = { line: row.line, data, text: textOf, faults };
  return { ...built, ...stateOf(reader, built), ...organizationOf(reader, built), ...createdOf(reader, built) };
};

/** Sets a value in data that belongs to nobody else yet. */
export const putPath = (data: Record<string, unknown>, path: string, value: unknown): void => {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let holder = data;
  for (const key of keys) {
    const inner = holder[key];
    const next: Record<string, unknown> = isObject(inner) ? inner : {};
    holder[key] = next;
    holder = next;
  }
  holder[last] = value;
};

const slot = /\{([^{}|]+)(?:\|([^{}]+))?\}/g;

const fillValues = ({ plan, words }: RowReader, data: Record<string, unknown>, textOf: (column: string) => string) => {
  for (const { field, value, template } of plan.definition.values ?? []) {
    if (value !== undefined) putPath(data, field, constantOf(plan, field, value));
    if (template === undefined) continue;
    const text = template.replaceAll(slot, (_all, column: string, list?: string) => {
      const word = textOf(column);
      return list === undefined ? word : (words.title(list, words.code(list, word) ?? word) ?? word);
    });
    putPath(data, field, text);
  }
};

/** A constant is written as text; what its field holds decides what it is. */
const constantOf = ({ module }: ImportPlan, field: string, value: string): unknown => {
  switch (module?.fields.get(field)?.type) {
    case 'integer':
    case 'money':
      return Number(value);
    case 'boolean':
      return value === 'true';
    case 'codes':
    case 'users':
      return value.split(',');
    default:
      return value;
  }
};

type Built = Pick<BuiltRow, 'line' | 'data' | 'text' | 'faults'>;

const stateOf = ({ plan }: RowReader, { line, text, faults }: Built): Pick<BuiltRow, 'state'> => {
  const { state } = plan.definition;
  if (state === undefined) return {};
  if ('literal' in state) return { state: state.literal };
  const word = text(state.column);
  const found = Object.hasOwn(state.map, word) ? state.map[word] : undefined;
  if (found !== undefined) return { state: found };
  faults.push(
    faultAt(line, state.column, word, {
      code: 'import.state',
      params: { value: word, allowed: Object.keys(state.map) },
    }),
  );
  return {};
};

const organizationOf = ({ plan, words }: RowReader, { line, text, faults }: Built): Pick<BuiltRow, 'organization'> => {
  const { organization } = plan.definition;
  const word = organization === undefined ? '' : text(organization.column);
  if (organization === undefined || word === '') return {};
  const found = words.organization(word + (organization.suffix ?? '')) ?? words.organization(word);
  if (found !== undefined) return { organization: found };
  faults.push(faultAt(line, organization.column, word, { code: 'import.noorganization' }));
  return {};
};

/** The column fills a field that is a date, as the check of the definition sees to. */
const createdOf = ({ plan }: RowReader, { data }: Built): Pick<BuiltRow, 'created'> => {
  const wanted = plan.definition.created?.column;
  const field = plan.columns.find(({ column }) => column.column === wanted)?.column.field;
  const day = wanted === undefined || field === undefined ? undefined : getPath(data, field);
  return isCivilDate(day) ? { created: day } : {};
};
