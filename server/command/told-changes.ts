import { createHmac } from 'node:crypto';
import { canonicalJson, getPath, isObject } from '#engine/json.ts';
import { sensitiveFields } from '../query/sensitive-fields.ts';
import type { OpenRecord } from './open-record.ts';
import type { Unit } from './unit.ts';

/** What stands in the log for a value that must not: of two equal values of one field of one record it is the same. */
interface Concealed {
  readonly hash: string;
  /** Characters of the value's JSON; given where it is left out for its size alone. */
  readonly length?: number;
}

/** One field that has changed; `old` or `new` is missing where there was or is no value. */
export interface Change {
  readonly field: string;
  readonly old?: unknown;
  readonly new?: unknown;
}

type Changed = Pick<OpenRecord, 'row' | 'module' | 'stored' | 'data'>;

type Hidden = (path: string) => boolean;

/** A value whose JSON is longer is told by its hash: the log is read often and kept for ever. */
const longest = 4000;

/**
 * What a command has changed in a record's data, field by field. Values of fields that are sensitive, by the definitions
 * the record pins or by those in force, are keyed hashes, cells of grids too.
 */
const changesOf = (unit: Unit, record: Changed): Change[] => {
  const { module, stored, data, row } = record;
  if (stored === data) return [];
  const hidden = hiddenIn(unit, record);
  const hash = hasher(unit.context.services.secret, row.id);
  return [...module.fields.keys()].flatMap((field) => {
    const [old, now] = [present(getPath(stored, field)), present(getPath(data, field))];
    if (old === now || canonicalJson(old ?? null) === canonicalJson(now ?? null)) return [];
    const told = (value: unknown) => tell(value, field, hidden, hash);
    return [{ field, ...(old !== undefined && { old: told(old) }), ...(now !== undefined && { new: told(now) }) }];
  });
};

/** The part of an event that tells the changes; nothing where there are none. */
export const toldChanges = (unit: Unit, record: Changed): { readonly changes?: readonly Change[] } => {
  const changes = changesOf(unit, record);
  return changes.length === 0 ? {} : { changes };
};

const present = (value: unknown): unknown => (value === null || value === '' ? undefined : value);

const hiddenIn = (unit: Unit, { module, row }: Pick<OpenRecord, 'row' | 'module'>): Hidden => {
  const pinned = sensitiveFields(module);
  const { catalog } = unit.context;
  const current = sensitiveFields(catalog.module(row.module));
  return (path) => pinned.get(path)?.sensitivity !== undefined || current.get(path)?.sensitivity !== undefined;
};

type Hash = (path: string, text: string) => string;

/** Bound to record and field, so that nobody learns that two people share a value. */
const hasher =
  (secret: string, record: string): Hash =>
  (path, text) =>
    createHmac('sha256', secret).update(`${record}\n${path}\n${text}`).digest('hex').slice(0, 32);

const tell = (value: unknown, field: string, hidden: Hidden, hash: Hash): unknown => {
  const told = conceal(value, field, hidden, hash);
  const text = canonicalJson(told);
  return text.length <= longest ? told : ({ hash: hash(field, text), length: text.length } satisfies Concealed);
};

const conceal = (value: unknown, path: string, hidden: Hidden, hash: Hash): unknown => {
  if (hidden(path)) return { hash: hash(path, canonicalJson(value)) } satisfies Concealed;
  if (Array.isArray(value)) return value.map((row) => conceal(row, `${path}.*`, hidden, hash));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, conceal(inner, `${path}.${key}`, hidden, hash)]),
  );
};
