import { durationOf } from '#engine/parameter/duration.ts';
import type { ParameterDefinition, ParameterValue } from '#engine/schema/types.gen.ts';
import { formatMoney, parseMoney } from '#engine/text/money.ts';
import { isCivilDate } from '#engine/time.ts';

/** A dated value while it is being typed: everything is text as people write it (money in yuan). */
export interface ParameterRow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Of a list of codes: the codes with commas between. */
  readonly text: string;
  /** Of a duration. */
  readonly unit: string;
  readonly when: Readonly<Record<string, string>>;
  readonly area: { readonly level: string; readonly code: string };
  readonly basis: string;
  readonly mark: string;
}

export type RowField = 'from' | 'to' | 'value' | 'area' | 'basis';
/** A fault in one row; `code` is a word key below `parameter.fault.`. */
export interface RowFault {
  readonly row: string;
  readonly field: RowField;
  readonly code: string;
}

type Shape = Pick<ParameterDefinition, 'type' | 'unit'>;
export const durationUnits = ['naturalDay', 'workDay', 'hour', 'month', 'year'] as const;
const nationwide = 'national';

const textOf = (shape: Shape, value: unknown): string => {
  if (shape.type === 'money' && Number.isSafeInteger(value)) return formatMoney(Number(value)).replace(/\.00$/, '');
  if (shape.type === 'duration') return String(durationOf(shape, value)?.length ?? '');
  if (Array.isArray(value)) return value.join(',');
  return value === undefined || value === null ? '' : String(value);
};

export const rowsOf = (parameter: Pick<ParameterDefinition, 'type' | 'unit' | 'values'>): ParameterRow[] =>
  parameter.values.map((value, index) => ({
    id: String(index),
    from: value.from,
    to: value.to ?? '',
    text: textOf(parameter, value.value),
    unit: parameter.type === 'duration' ? (durationOf(parameter, value.value)?.unit ?? 'workDay') : '',
    when: value.when ?? {},
    area: value.area ?? { level: nationwide, code: '' },
    basis: value.basis ?? '',
    mark: value.mark ?? '',
  }));

/** A new row after the others: for whom and on what basis as the given one, the value and the date to be filled. */
export const newRow = (rows: readonly ParameterRow[], like: ParameterRow | undefined): ParameterRow => ({
  id: String(1 + Math.max(-1, ...rows.map((row) => Number(row.id)))),
  from: '',
  to: '',
  text: '',
  unit: like?.unit ?? '',
  when: like?.when ?? {},
  area: like?.area ?? { level: nationwide, code: '' },
  basis: '',
  mark: '',
});

/** The rows with one more behind the given one, or at the end. */
export const insertAfter = (
  rows: readonly ParameterRow[],
  row: ParameterRow | undefined,
  added: ParameterRow,
): ParameterRow[] =>
  row === undefined ? [...rows, added] : rows.flatMap((one) => (one.id === row.id ? [one, added] : one));

const decimalShape = /^-?\d{1,15}(\.\d{1,6})?$/;

/** The stored value of what was typed, or undefined where it is none. */
export const typedValue = (shape: Shape, { text, unit }: Pick<ParameterRow, 'text' | 'unit'>): unknown => {
  const typed = text.trim();
  switch (shape.type) {
    case 'money':
      return parseMoney(typed);
    case 'integer':
      return /^-?\d{1,15}$/.test(typed) ? Number(typed) : undefined;
    case 'duration':
      return /^\d{1,6}$/.test(typed) && unit !== '' ? { length: Number(typed), unit } : undefined;
    case 'decimal':
      return decimalShape.test(typed) ? typed : undefined;
    case 'boolean':
      return typed === 'true' ? true : typed === 'false' ? false : undefined;
    case 'codes':
      return typed
        .split(',')
        .map((code) => code.trim())
        .filter(Boolean);
    default:
      return typed === '' ? undefined : typed;
  }
};

const faultsOf = (shape: Shape, row: ParameterRow): RowFault[] => {
  const fault = (field: RowField, code: string): RowFault => ({ row: row.id, field, code });
  return [
    ...(isCivilDate(row.from) ? [] : [fault('from', 'date')]),
    ...(row.to === '' || isCivilDate(row.to) ? [] : [fault('to', 'date')]),
    ...(row.to !== '' && row.to < row.from ? [fault('to', 'order')] : []),
    ...(typedValue(shape, row) === undefined ? [fault('value', shape.type)] : []),
    ...(row.area.level !== nationwide && row.area.code.trim() === '' ? [fault('area', 'area')] : []),
    ...(row.basis.trim() === '' ? [fault('basis', 'basis')] : []),
  ];
};

/** What the rows say as values of the definition; with faults there are none. A value that did not change is kept as it was. */
export const valuesOf = (
  parameter: Pick<ParameterDefinition, 'type' | 'unit' | 'values'>,
  rows: readonly ParameterRow[],
): { readonly values: ParameterValue[]; readonly faults: readonly RowFault[] } => {
  const before = new Map(rowsOf(parameter).map((row, index) => [row.id, { row, value: parameter.values[index] }]));
  const untouched = (row: ParameterRow): ParameterValue | undefined => {
    const old = before.get(row.id);
    return old !== undefined && JSON.stringify(old.row) === JSON.stringify(row) ? old.value : undefined;
  };
  const changed = rows.filter((row) => untouched(row) === undefined);
  const faults = changed.flatMap((row) => faultsOf(parameter, row));
  if (faults.length > 0) return { values: [], faults };
  return { values: rows.map((row) => untouched(row) ?? storedValue(parameter, row)), faults };
};

const storedValue = (shape: Shape, row: ParameterRow): ParameterValue => ({
  from: row.from,
  ...(row.to !== '' && { to: row.to }),
  value: typedValue(shape, row),
  ...(Object.keys(row.when).length > 0 && { when: row.when }),
  ...(row.area.level !== nationwide && {
    area: { level: row.area.level as NonNullable<ParameterValue['area']>['level'], code: row.area.code.trim() },
  }),
  ...(row.basis.trim() !== '' && { basis: row.basis.trim() }),
  ...(row.mark !== '' && { mark: row.mark as NonNullable<ParameterValue['mark']> }),
});
