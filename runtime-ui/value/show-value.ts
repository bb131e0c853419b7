import { isObject } from '#engine/json.ts';
import type { FieldType } from '#engine/schema/types.gen.ts';
import { formatMoney } from '#engine/text/money.ts';
import { say } from '../words.ts';
import type { Labels } from './lookup.ts';
import { showInstant } from './show-time.ts';

export interface ShownField {
  readonly type: FieldType;
  readonly codes?: string | null;
  /** Of a record: the module it is of. */
  readonly module?: string;
}

type Show = (value: unknown, field: ShownField, labels: Labels, organization: string) => string;

const text: Show = (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value));

const code: Show = (value, field, labels) => (field.codes ? labels.code(field.codes, String(value)) : String(value));

/** Several values of a list, or several ids: of records where the field says of which, else of organizations. */
const codes: Show = (value, field, labels, organization) => {
  if (field.codes) return code(value, field, labels, organization);
  return field.module === undefined ? labels.organization(String(value)) : labels.record(field.module, String(value));
};

const shows: Partial<Record<FieldType, Show>> = {
  money: (value) => (Number.isSafeInteger(value) ? formatMoney(Number(value), 'grouped') : String(value)),
  boolean: (value) => say(value === true ? 'yes' : 'no'),
  instant: (value) => showInstant(String(value)),
  code,
  codes,
  record: (value, field, labels) =>
    field.module === undefined ? String(value) : labels.record(field.module, String(value)),
  organization: (value, _field, labels) => labels.organization(String(value)),
  region: (value, _field, labels) => labels.region(String(value)),
  user: (value, _field, labels, organization) => labels.user(String(value), organization),
  users: (value, _field, labels, organization) => labels.user(String(value), organization),
  files: (value) => (isObject(value) ? String(value.name ?? value.id ?? '') : String(value)),
  rows: (value) => (Array.isArray(value) ? say('value.rows', { count: value.length }) : ''),
};

/**
 * A value of a field in the words people read: labels for codes and ids, yuan for fen, local time for instants. Empty
 * text for what is missing. People are looked up in `organization`.
 */
export const showValue = (field: ShownField, value: unknown, labels: Labels, organization: string): string => {
  if (value === undefined || value === null || value === '') return '';
  if (field.type === 'rows') return shows.rows?.(value, field, labels, organization) ?? '';
  if (Array.isArray(value)) {
    return value.map((one) => showValue(field, one, labels, organization)).join(say('comma'));
  }
  return (shows[field.type] ?? text)(value, field, labels, organization);
};
