import type { Catalog } from '#engine/definition/catalog.ts';
import { setPath } from '#engine/json.ts';
import { parseMoney } from '#engine/text/money.ts';
import { isCivilDate } from '#engine/time.ts';

/** How one field of a record comes out of a row of a table. */
interface MappedField {
  readonly field: string;
  readonly kind: 'text' | 'code' | 'codes' | 'boolean' | 'integer' | 'date' | 'yuan' | 'rows' | 'template';
  readonly column?: string;
  readonly value?: string;
  readonly map?: Readonly<Record<string, string>>;
  /** Of `rows`: the cell that takes the value. */
  readonly item?: string;
  /** Of `template`: `{column}` or `{column|code list}`. */
  readonly template?: string;
}

export interface RowMapping {
  readonly module: string;
  readonly file: string;
  readonly origin: string;
  readonly fields: readonly MappedField[];
  readonly state: { readonly column: string; readonly map: Readonly<Record<string, string>> };
  readonly organization: { readonly column: string; readonly suffix: string };
  readonly owner: { readonly post: string };
  readonly created: { readonly column: string };
}

type Row = Readonly<Record<string, string>>;

const fill = (catalog: Catalog, template: string, row: Row): string =>
  template.replaceAll(/\{([^{}|]+)(?:\|([^{}]+))?\}/g, (_match, column: string, codes?: string) => {
    const value = row[column] ?? '';
    return catalog.definitions.codes.get(codes ?? '')?.items.find((item) => item.code === value)?.title.zh ?? value;
  });

const typed = (field: MappedField, text: string): unknown => {
  switch (field.kind) {
    case 'boolean':
      return text === 'true';
    case 'integer':
      return Number(text);
    case 'yuan':
      return parseMoney(text);
    case 'date':
      return isCivilDate(text) ? text : undefined;
    case 'codes':
      return [text];
    case 'rows':
      return [{ [field.item ?? 'value']: text }];
    default:
      return text;
  }
};

const cellValue = (catalog: Catalog, field: MappedField, row: Row): unknown => {
  if (field.template !== undefined) return fill(catalog, field.template, row);
  const raw = field.value ?? row[field.column ?? ''] ?? '';
  const text = field.map === undefined ? raw : field.map[raw];
  return text === undefined || text === '' ? undefined : typed(field, text);
};

/** The data of a record from one row of a table. Cells that are empty or do not fit are left out. */
export const mapRow = (catalog: Catalog, mapping: RowMapping, row: Row): Record<string, unknown> => {
  let data: Record<string, unknown> = {};
  for (const field of mapping.fields) {
    const value = cellValue(catalog, field, row);
    if (value !== undefined) data = setPath(data, field.field, value);
  }
  return data;
};
