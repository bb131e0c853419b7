import { fieldsOf } from '#engine/form/fields.ts';
import { canonicalJson, getPath, isObject } from '#engine/json.ts';
import type { Title } from '#engine/schema/types.gen.ts';
import type { Described } from '../answer/modules.ts';
import { formFieldTypes } from '../form/form-field-types.ts';
import type { ShownField } from '../value/show-value.ts';

/** One line of what changed; a cell of a grid is a line of its own. */
export interface ShownChange {
  readonly key: string;
  readonly title: Title;
  /** Of a cell: its row, counted from one. */
  readonly row?: number;
  readonly cell?: Title;
  readonly field: ShownField;
  readonly old: unknown;
  readonly now: unknown;
}

interface KnownField extends ShownField {
  readonly title: Title;
}

type Fields = ReadonlyMap<string, KnownField>;
type Titles = Pick<Described, 'forms' | 'fields'>;
type Rows = readonly Readonly<Record<string, unknown>>[];

/** Every field of a module's records by its path, cells of grids with `*` for the row. */
const knownFields = ({ forms, fields }: Titles): Fields => {
  const known = new Map<string, KnownField>();
  for (const form of Object.values(forms)) {
    const types = formFieldTypes(form);
    for (const { path, title, codes, module } of fieldsOf(form)) {
      const full = form.into === undefined ? path : `${form.into}.${path}`;
      const type = types.get(path) ?? 'text';
      known.set(full, { title, type, codes: codes ?? null, ...(module !== undefined && { module }) });
    }
  }
  for (const { field, title, type, codes } of fields)
    if (!known.has(field)) known.set(field, { title: title ?? { zh: field }, type, codes });
  return known;
};

/** The changes an event tells, as lines to be read; of a grid those cells that differ. */
export const shownChanges = (told: unknown, described: Titles | undefined): ShownChange[] => {
  if (!Array.isArray(told) || described === undefined) return [];
  const known = knownFields(described);
  return told.filter(isObject).flatMap((change): ShownChange[] => {
    const path = String(change.field);
    const field = known.get(path) ?? { title: { zh: path }, type: 'text' as const };
    const grid = [...known.keys()].some((other) => other.startsWith(`${path}.*.`));
    const [old, now] = [rowsOf(change.old), rowsOf(change.new)];
    if (!grid || old === undefined || now === undefined)
      return [{ key: path, title: field.title, field, old: change.old, now: change.new }];
    return cells(path, field.title, [old, now], known);
  });
};

/** Rows of a grid; undefined for what stands in the log without them. */
const rowsOf = (value: unknown): Rows | undefined => {
  if (value === undefined) return [];
  return Array.isArray(value) && value.every(isObject) ? value : undefined;
};

const cells = (path: string, title: Title, [old, now]: readonly [Rows, Rows], known: Fields): ShownChange[] => {
  const inGrid = [...known].filter(([other]) => other.startsWith(`${path}.*.`));
  const count = Math.max(old.length, now.length);
  return Array.from({ length: count }, (_, index) => index).flatMap((index) =>
    inGrid.flatMap(([full, field]): ShownChange[] => {
      const inner = full.slice(path.length + 3);
      const [was, is] = [getPath(old[index], inner), getPath(now[index], inner)];
      if (inner.includes('*') || canonicalJson(was ?? null) === canonicalJson(is ?? null)) return [];
      const key = `${path}.${index}.${inner}`;
      return [{ key, title, row: index + 1, cell: field.title, field, old: was, now: is }];
    }),
  );
};

/** True for what is told in the log only by its hash; `long` where that is for its length alone. */
export const hashedOf = (value: unknown): 'sensitive' | 'long' | undefined => {
  if (!isObject(value) || typeof value.hash !== 'string') return undefined;
  return typeof value.length === 'number' ? 'long' : 'sensitive';
};
