import type { Catalog, CompiledModule } from '../definition/catalog.ts';
import { fullPath } from '../definition/compile-module.ts';
import type { FieldInfo } from '../form/form.ts';
import type { FieldType, ImportColumn, ImportDefinition, Title } from '../schema/types.gen.ts';

/** A column of the table with what it fills. */
export interface PlannedColumn {
  readonly column: ImportColumn;
  readonly title: Title;
  /** What one value is; `text` where the column fills nothing by itself. */
  readonly type: FieldType;
  /** The component of a form, where one fills the field: its spelling of numbers differs. */
  readonly component?: string;
  readonly codes?: string;
  /** The field holds a list. */
  readonly many: boolean;
}

/** How the rows of a table become records of one module. */
export interface ImportPlan {
  readonly definition: ImportDefinition;
  readonly columns: readonly PlannedColumn[];
  /** Absent where the rows become accounts. */
  readonly module?: CompiledModule;
  /** Forms at least one column fills; they judge the rows. */
  readonly forms: readonly string[];
}

const accountTypes: Readonly<Record<string, { readonly type: FieldType; readonly many?: true }>> = {
  name: { type: 'text' },
  username: { type: 'text' },
  organization: { type: 'organization' },
  roles: { type: 'text', many: true },
  posts: { type: 'text', many: true },
};

/** What an account has that a column may fill. */
export const accountFields: readonly string[] = Object.keys(accountTypes);

export const planImport = (catalog: Catalog, definition: ImportDefinition): ImportPlan => {
  if (definition.target === '$account') return { definition, columns: definition.columns.map(ofAccount), forms: [] };
  const module = catalog.module(definition.target);
  const infos = fieldInfos(module);
  const filled = [...definition.columns, ...(definition.values ?? [])].map(({ field }) => field);
  const forms = [...module.forms]
    .filter(([, form]) =>
      form.fields.some(({ path, inGrid }) => !inGrid && filled.includes(fullPath(form.definition, path))),
    )
    .map(([key]) => key);
  return { definition, columns: definition.columns.map((column) => ofModule(module, infos, column)), module, forms };
};

const ofAccount = (column: ImportColumn): PlannedColumn => {
  const { type, many = false } = accountTypes[column.field ?? ''] ?? { type: 'text' };
  return { column, title: { zh: column.column }, type, many };
};

type Infos = ReadonlyMap<string, FieldInfo>;

/** Fields of all forms by their path in the record, cells of grids included. */
const fieldInfos = ({ forms }: CompiledModule): Infos =>
  new Map(
    [...forms.values()].flatMap((form) => form.fields.map((info) => [fullPath(form.definition, info.path), info])),
  );

const single: Readonly<Record<string, FieldType>> = {
  checkbox: 'boolean',
  money: 'money',
  code: 'code',
  region: 'region',
  organization: 'organization',
  user: 'user',
  record: 'record',
};

const ofModule = (module: CompiledModule, infos: Infos, column: ImportColumn): PlannedColumn => {
  const path = column.field ?? '';
  const field = module.fields.get(path);
  const title = { zh: column.column };
  if (field === undefined) return { column, title, type: 'text', many: false };
  const info = infos.get(column.item === undefined ? path : `${path}.*.${column.item}`);
  const many = ['codes', 'users', 'rows'].includes(field.type);
  const codes = info?.codes ?? field.codes;
  return {
    column,
    title,
    type: many ? (single[info?.type ?? ''] ?? (codes === undefined ? 'text' : 'code')) : field.type,
    many,
    ...(info !== undefined && { component: info.type }),
    ...(codes !== undefined && { codes }),
  };
};
