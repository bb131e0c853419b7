import type { CodeItem } from '#engine/schema/types.gen.ts';
import { isCivilDate } from '#engine/time.ts';

/** What one line of a pasted table says. */
export interface PastedLine {
  readonly item: CodeItem;
  /** A code that is there already is changed, another one added. */
  readonly known: boolean;
}

type PasteFault = 'code' | 'title' | 'date' | 'twice' | 'parent';

export interface PastedCodes {
  readonly lines: readonly PastedLine[];
  readonly faults: readonly { readonly line: number; readonly fault: PasteFault }[];
}

type Column = 'code' | 'zh' | 'en' | 'parent' | 'from' | 'to';

/** How columns are headed in tables that people keep, in the order in which they stand where nothing heads them. */
const headings: Readonly<Record<Column, RegExp>> = {
  code: /^(code|\u4ee3\u7801|\u7f16\u7801|\u4ee3\u7801\u503c)$/i,
  zh: /^(name|title|chinese|zh|\u540d\u79f0|\u4e2d\u6587|\u4e2d\u6587\u540d\u79f0)$/i,
  en: /^(english|en|\u82f1\u6587|\u82f1\u6587\u540d\u79f0)$/i,
  parent: /^(parent|\u4e0a\u7ea7|\u4e0a\u7ea7\u4ee3\u7801|\u7236\u7ea7)$/i,
  from: /^(from|\u542f\u7528|\u542f\u7528\u65e5\u671f|\u751f\u6548\u65e5\u671f)$/i,
  to: /^(to|\u505c\u7528|\u505c\u7528\u65e5\u671f|\u5931\u6548\u65e5\u671f)$/i,
};
const usual: readonly Column[] = ['code', 'zh', 'en', 'parent', 'from', 'to'];

const headed = (cells: readonly string[]): readonly (Column | undefined)[] | undefined => {
  const found = cells.map((cell) => usual.find((column) => headings[column].test(cell.trim())));
  return found.includes('code') && found.includes('zh') ? found : undefined;
};

/** 2026/6/1, 2026.6.1 and 2026-06-01 are the same day. */
const dayOf = (text: string): string => {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

/** Reads what is copied from a spreadsheet (columns parted by tabs) against the codes that are there. */
export const pastedCodes = (text: string, known: readonly CodeItem[]): PastedCodes => {
  const rows = text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ''));
  const columns = headed(rows[0] ?? []);
  const body = columns === undefined ? rows : rows.slice(1);
  const first = columns === undefined ? 1 : 2;
  const before = new Map(known.map((item) => [item.code, item]));
  const read = body.map((cells) => itemOf(cells, columns ?? usual, before));
  const all = new Set([...before.keys(), ...read.map(({ code }) => code)]);
  const faults = read.flatMap((item, index) =>
    faultsOf(item, read.slice(0, index), all).map((fault) => ({ line: index + first, fault })),
  );
  return { lines: read.map((item) => ({ item, known: before.has(item.code) })), faults };
};

const itemOf = (
  cells: readonly string[],
  columns: readonly (Column | undefined)[],
  before: ReadonlyMap<string, CodeItem>,
): CodeItem => {
  const cell = (column: Column): string | undefined => {
    const at = columns.indexOf(column);
    return at < 0 ? undefined : cells[at];
  };
  const code = cell('code') ?? '';
  const old = before.get(code);
  // A column the table does not have leaves what is there; an empty cell takes it out.
  const kept = (column: 'parent' | 'from' | 'to') => {
    const said = cell(column);
    const value = said === undefined ? old?.[column] : column === 'parent' ? said : dayOf(said);
    return value === undefined || value === '' ? {} : { [column]: value };
  };
  const en = cell('en') ?? old?.title.en ?? '';
  const { parent: _parent, from: _from, to: _to, ...rest } = old ?? { code, title: { zh: '' } };
  return {
    ...rest,
    code,
    title: { zh: cell('zh') ?? '', ...(en !== '' && { en }) },
    ...kept('parent'),
    ...kept('from'),
    ...kept('to'),
  };
};

const faultsOf = (item: CodeItem, earlier: readonly CodeItem[], all: ReadonlySet<string>): PasteFault[] => [
  ...(item.code === '' ? (['code'] as const) : []),
  ...(item.title.zh === '' ? (['title'] as const) : []),
  ...([item.from, item.to].every((day) => day === undefined || isCivilDate(day)) ? [] : (['date'] as const)),
  ...(earlier.some(({ code }) => code === item.code) ? (['twice'] as const) : []),
  ...(item.parent === undefined || all.has(item.parent) ? [] : (['parent'] as const)),
];

/** The list with the pasted codes: changed where they stand, new ones behind; with `replace` only what was pasted. */
export const withPasted = (
  known: readonly CodeItem[],
  lines: readonly PastedLine[],
  replace: boolean,
): readonly CodeItem[] => {
  if (replace) return lines.map(({ item }) => item);
  const pasted = new Map(lines.map(({ item }) => [item.code, item]));
  const changed = known.map((item) => pasted.get(item.code) ?? item);
  return [...changed, ...lines.filter((line) => !line.known).map(({ item }) => item)];
};
