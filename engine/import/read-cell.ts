import type { Issue } from '../issue.ts';
import { messages } from '../message/messages.ts';
import type { FieldType } from '../schema/types.gen.ts';
import { parseMoney } from '../text/money.ts';
import { fromDayNumber, fromMilliseconds, isCivilDate, startOfDay, toDayNumber, toMilliseconds } from '../time.ts';
import type { Cell } from './cell.ts';
import type { PlannedColumn } from './plan.ts';

/** What words stand for, as of one import. */
export interface Words {
  /** The code behind a word: itself, or the only code so titled. */
  readonly code: (list: string, word: string) => string | undefined;
  readonly title: (list: string, code: string) => string | undefined;
  /** What may be written, for people. */
  readonly allowed: (list: string) => readonly string[];
  readonly region: (word: string) => string | undefined;
  readonly organization: (word: string) => string | undefined;
  readonly user: (word: string) => string | undefined;
  /** True when the dates of the workbook count from 1904. */
  readonly from1904: boolean;
}

type ReadValue = { readonly value: unknown } | { readonly issue: Omit<Issue, 'path'> };

/** The value of a cell in the spelling forms take, undefined for an empty one, or what is wrong with it. */
export const readCell = (planned: PlannedColumn, cell: Cell | undefined, words: Words): ReadValue => {
  const text = cell?.text.trim() ?? '';
  if (cell === undefined || (text === '' && cell.kind !== 'formula')) {
    return planned.column.required === true ? wrong('import.required') : { value: undefined };
  }
  if (cell.kind === 'formula' || (cell.kind === 'text' && text.startsWith('='))) return wrong('import.formula');
  if (cell.kind === 'error') return wrong('import.errorCell');
  if (!planned.many) return readOne(planned, { ...cell, text: mapped(planned, text) }, words);
  return readMany(planned, text, words);
};

const wrong = (code: string, params: Readonly<Record<string, unknown>> = {}): ReadValue => ({
  issue: { code, params },
});

const mapped = ({ column }: PlannedColumn, text: string): string =>
  column.map !== undefined && Object.hasOwn(column.map, text) ? (column.map[text] ?? '') : text;

/** Between the values of a list: ; , and their full-width forms, the enumeration comma, line feeds. */
const between = /[;,\uFF1B\uFF0C\u3001\n]+/;

const readMany = (planned: PlannedColumn, text: string, words: Words): ReadValue => {
  const values: unknown[] = [];
  for (const part of text.split(between)) {
    if (part.trim() === '') continue;
    const read = readOne(planned, { kind: 'text', text: mapped(planned, part.trim()) }, words);
    if ('issue' in read) return read;
    values.push(planned.column.item === undefined ? read.value : { [planned.column.item]: read.value });
  }
  return { value: values.length === 0 ? undefined : values };
};

type ReadOne = (planned: PlannedColumn, cell: Cell, words: Words) => ReadValue;

const readOne: ReadOne = (planned, cell, words) =>
  cell.text === '' ? { value: undefined } : (readers[planned.type] ?? readText)(planned, cell, words);

/** Spreadsheets keep 15 digits: a longer number has lost some already. */
const readText: ReadOne = (_planned, { text, kind }) =>
  kind === 'number' && (/e/i.test(text) || text.replaceAll(/\D/g, '').length > 15)
    ? wrong('import.longNumber')
    : { value: kind === 'number' ? plainNumber(text) : text };

/** What a spreadsheet computed with binary fractions, in the 15 digits it shows. */
const plainNumber = (text: string): string => {
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  const rounded = Number(number.toPrecision(15));
  return /e/i.test(String(rounded)) ? text : String(rounded);
};

const said = (code: string): readonly string[] =>
  Object.values(messages).flatMap((list) => (list[code] ?? '').split(' '));
const yes = new Set(said('import.yes'));
const no = new Set(said('import.no'));

const readBoolean: ReadOne = (_planned, { text }) => {
  const word = text.toLowerCase();
  if (yes.has(word)) return { value: true };
  return no.has(word) ? { value: false } : wrong('import.boolean');
};

const withoutGroups = (text: string): string =>
  /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;

const numberText = ({ text, kind }: Cell): string => (kind === 'number' ? plainNumber(text) : withoutGroups(text));

const readInteger: ReadOne = (_planned, cell) => {
  const text = numberText(cell);
  const number = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(number)) return wrong('import.integer');
  return { value: number };
};

const readDecimal: ReadOne = (planned, cell) => {
  const text = numberText(cell);
  if (!/^-?\d{1,15}(?:\.\d{1,9})?$/.test(text)) return wrong('import.decimal');
  return { value: planned.component === 'number' ? Number(text) : text };
};

const wanShape = /^(-?)(\d{1,9})(?:\.(\d{1,6}))?$/;

const readMoney: ReadOne = ({ column }, cell) => {
  const text = numberText(cell);
  if (column.unit !== 'wan') {
    const fen = parseMoney(text);
    return fen === undefined ? wrong('import.money') : { value: fen };
  }
  const [, sign, whole = '', fraction = ''] = wanShape.exec(text) ?? [];
  if (!wanShape.test(text)) return wrong('import.moneyWan');
  const fen = Number(whole) * 1_000_000 + Number(fraction.padEnd(6, '0'));
  return { value: sign === '-' && fen > 0 ? -fen : fen };
};

const daysBefore1900 = toDayNumber('1899-12-30');
const daysBefore1904 = toDayNumber('1904-01-01');
const mostDays = 2_958_465;

/** A day count of a spreadsheet, or a written date with any one sign between its parts. */
const dayOf = ({ text, kind }: Cell, from1904: boolean): string | undefined => {
  if (kind === 'number' && !/^\d{8}$/.test(text)) {
    const days = Math.floor(Number(text));
    if (!(days > 0 && days < mostDays)) return undefined;
    return fromDayNumber((from1904 ? daysBefore1904 : daysBefore1900) + days);
  }
  const [, year = '', month = '', day = ''] =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?(?:$|\s)/.exec(text) ?? [];
  const civil = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCivilDate(civil) ? civil : undefined;
};

const readDate: ReadOne = (_planned, cell, { from1904 }) => {
  const day = dayOf(cell, from1904);
  return day === undefined ? wrong('import.date') : { value: day };
};

const readInstant: ReadOne = (_planned, cell, { from1904 }) => {
  const day = dayOf(cell, from1904);
  if (day === undefined) return wrong('import.instant');
  const part = cell.kind === 'number' ? Math.round((Number(cell.text) % 1) * 86_400) : secondsOf(cell.text);
  if (part === undefined) return wrong('import.instant');
  return { value: fromMilliseconds(toMilliseconds(startOfDay(day)) + part * 1000) };
};

const secondsOf = (text: string): number | undefined => {
  const [, time] = text.split(/\s+/, 2);
  if (time === undefined) return 0;
  const [, hour = '', minute = '', second = '0'] = /^([01]?\d|2[0-3])\D([0-5]\d)(?:\D([0-5]\d))?\D?$/.exec(time) ?? [];
  return hour === '' ? undefined : Number(hour) * 3600 + Number(minute) * 60 + Number(second);
};

const mostShown = 12;

const readCode: ReadOne = ({ codes }, { text }, words) => {
  if (codes === undefined) return { value: text };
  const code = words.code(codes, text);
  if (code !== undefined) return { value: code };
  const allowed = words.allowed(codes);
  return wrong(allowed.length > mostShown ? 'import.notInLongList' : 'import.notInList', {
    allowed: allowed.slice(0, mostShown),
    count: allowed.length,
  });
};

const found =
  (name: 'region' | 'organization' | 'user'): ReadOne =>
  (_planned, { text }, words) => {
    const value = words[name](text);
    return value === undefined ? wrong(`import.no${name}`) : { value };
  };

const readers: Readonly<Partial<Record<FieldType, ReadOne>>> = {
  boolean: readBoolean,
  integer: readInteger,
  decimal: readDecimal,
  money: readMoney,
  date: readDate,
  instant: readInstant,
  code: readCode,
  region: found('region'),
  organization: found('organization'),
  user: found('user'),
};
