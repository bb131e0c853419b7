import { sql } from 'kysely';
import { formatDefinition } from '#engine/definition/canonical.ts';
import { type BuiltCatalog, buildCatalog, type Catalog } from '#engine/definition/catalog.ts';
import { type AnyDefinition, pathOf } from '#engine/definition/kinds.ts';
import type { AggregateDefinition } from '#engine/schema/types.gen.ts';
import { all } from '#server/storage/db.ts';
import { makeLayout } from '#server/storage/module-layout.ts';
import { insertModuleRow } from '#server/storage/module-rows.ts';
import { type ModuleTableSpec, moduleTableSpec, prepareModuleTables } from '#server/storage/module-tables.ts';
import type { Storage } from '#server/storage/storage.ts';
import { hashesOf } from '../small-pack.ts';
import { stored } from '../stored.ts';

/** Another trade again: sales, to be counted in every way there is. */
const title = (en: string) => ({ zh: en, en });

export const saleFields = {
  soldOn: 'date',
  paidAt: 'instant',
  sentOn: 'date',
  backAt: 'instant',
  buyer: 'text',
  taxNo: 'text',
  kind: 'code',
  region: 'region',
  amount: 'money',
  weight: 'decimal',
  pieces: 'integer',
  urgent: 'boolean',
  tags: 'codes',
  lines: 'rows',
} as const;

export const kindTree: Readonly<Record<string, string | undefined>> = {
  '01': undefined,
  '0101': '01',
  '0102': '01',
  '010201': '0102',
  '02': undefined,
  '0201': '02',
};
/** A tree whose codes do not say where they lie. */
export const tagTree: Readonly<Record<string, string | undefined>> = {
  red: undefined,
  pink: 'red',
  rose: 'pink',
  blue: undefined,
  sky: 'blue',
};

const codes = (key: string, tree: Readonly<Record<string, string | undefined>>) => ({
  kind: 'codes',
  key,
  module: 'sale',
  title: title(key),
  items: Object.entries(tree).map(([code, parent]) => ({
    code,
    title: title(code),
    ...(parent ? { parent } : { ext: { top: true } }),
  })),
});

const module = (key: string, fields: Readonly<Record<string, string>>, more: object = {}) => [
  {
    kind: 'form',
    key: `${key}Form`,
    module: key,
    title: title(key),
    components: [{ type: 'textfield', key: 'name', label: 'name', input: true }],
  },
  {
    kind: 'workflow',
    key: `${key}Flow`,
    module: key,
    title: title(key),
    initial: 'open',
    states: { open: { title: title('Open'), class: 'editable' }, shut: { title: title('Shut'), class: 'terminal' } },
    actions: {},
  },
  {
    kind: 'module',
    key,
    module: key,
    title: title(key),
    workflow: `${key}Flow`,
    createForm: `${key}Form`,
    forms: [`${key}Form`],
    titleField: 'name',
    fields: Object.entries(fields).map(([field, type]) => ({
      field,
      type,
      title: title(field),
      ...(field === 'kind' && { codes: 'kinds' }),
      ...(field === 'tags' && { codes: 'tags' }),
    })),
    list: { columns: ['name'], query: [] },
    operations: ['read'],
    ...more,
  },
];

const definitions: readonly object[] = [
  ...module('sale', saleFields, {
    dated: ['kind', 'urgent', 'weight', 'tags', 'amount'].map((field) => ({ field, from: 'sentOn' })),
  }),
  ...module('alarm', {
    days: 'integer',
    months: 'integer',
    region: 'region',
    least: 'money',
    kinds: 'codes',
    from: 'date',
    digits: 'integer',
  }),
  { kind: 'level', key: 'middle', module: 'platform', title: title('Middle'), rank: 1 },
  codes('kinds', kindTree),
  codes('tags', tagTree),
  {
    kind: 'calendar',
    key: 'week',
    module: 'sale',
    title: title('Week'),
    weekend: [0, 6],
    years: { '2025': { holidays: ['2025-01-01', '2025-05-01', '2025-05-02'], workdays: ['2025-04-27'] } },
  },
  {
    kind: 'parameter',
    key: 'window-months',
    module: 'sale',
    title: title('Months'),
    type: 'integer',
    dimensions: ['profile'],
    values: [
      { from: '2000-01-01', value: 6 },
      { from: '2025-06-01', value: 3 },
      { from: '2000-01-01', value: 12, when: { profile: 'old' } },
    ],
  },
  {
    kind: 'parameter',
    key: 'kind-weight',
    module: 'sale',
    title: title('Weight'),
    type: 'integer',
    dimensions: ['kind'],
    values: ['01', '0101', '0201'].map((kind, index) => ({ from: '2000-01-01', value: index + 2, when: { kind } })),
  },
  {
    kind: 'parameter',
    key: 'bygone',
    module: 'sale',
    title: title('Bygone'),
    type: 'integer',
    values: [{ from: '2020-01-01', to: '2024-12-31', value: 1 }],
  },
  {
    kind: 'parameter',
    key: 'term',
    module: 'sale',
    title: title('Term'),
    type: 'duration',
    unit: 'workDay',
    values: [{ from: '2020-01-01', value: 5 }],
  },
  {
    kind: 'parameter',
    key: 'late',
    module: 'sale',
    title: title('Late'),
    type: 'integer',
    values: [{ from: '2030-01-01', value: 1 }],
  },
];

/** Reads every field, so that each has its column. */
const everything: AggregateDefinition = {
  kind: 'aggregate',
  key: 'everything',
  module: 'sale',
  title: title('Everything'),
  source: 'sale',
  at: 'soldOn',
  measures: Object.fromEntries(
    Object.keys(saleFields)
      .filter((field) => !['tags', 'lines'].includes(field))
      .map((field) => [field, { function: 'countDistinct' as const, field }]),
  ),
};

export const saleCatalog = (aggregates: readonly AggregateDefinition[] = []): Catalog => {
  const { catalog, issues } = saleDefinitions(aggregates);
  if (issues.length > 0) throw new Error(JSON.stringify(issues));
  return catalog;
};

/** The same with the faults of shape that an aggregate may have. */
export const saleDefinitions = (aggregates: readonly AggregateDefinition[]): BuiltCatalog => {
  const files = new Map(
    [...definitions, everything, ...aggregates].map((definition): [string, string] => {
      const { kind, key, module: home } = definition as AnyDefinition;
      return [pathOf(kind, key, home), formatDefinition(definition)];
    }),
  );
  return buildCatalog(files, hashesOf(files));
};

/** A record as the loop sees it. */
export interface SaleRow {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly organization: string;
  readonly created: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const prepared = new WeakMap<Storage, ModuleTableSpec>();

export const prepareSales = (storage: Storage, catalog: Catalog): Promise<number> => {
  const spec = moduleTableSpec(catalog.module('sale'));
  prepared.set(storage, spec);
  return prepareModuleTables(storage, [spec]);
};

/** Replaces all sales. */
export const storeSales = (storage: Storage, rows: readonly SaleRow[]): Promise<void> =>
  storage.transact(async (db) => {
    const { key, fields, ...more } = prepared.get(storage) ?? { key: 'sale', fields: [], indexes: [] };
    const layout = makeLayout(storage.dialect, key, fields, more);
    await all(db, 'delete from m_sale');
    for (const { id, version, state, organization, created, data } of rows) {
      const people = { owner: 'o', root_id: id, parent_id: null };
      const header = { id, organization, state, version, created_at: created, modified_at: created, ...people };
      await insertModuleRow(db, layout, header, stored(data));
    }
  });

export const organizationTree: Readonly<Record<string, { readonly level: string; readonly parent?: string }>> = {
  o: { level: 'top' },
  o1: { level: 'middle', parent: 'o' },
  o2: { level: 'middle', parent: 'o' },
  o11: { level: 'low', parent: 'o1' },
};

export const chainOf = (id: string): readonly string[] => {
  const parent = organizationTree[id]?.parent;
  return parent === undefined ? [id] : [id, ...chainOf(parent)];
};

export const storeOrganizations = (storage: Storage): Promise<void> =>
  storage.transact(async (db) => {
    for (const [id, { level, parent }] of Object.entries(organizationTree)) {
      await sql`insert into organization (id, name, level, region, parent, active, profile)
        values (${id}, ${id}, ${level}, '990000', ${parent ?? null}, 1, '{}')`.execute(db);
      for (const [depth, ancestor] of chainOf(id).entries())
        await sql`insert into organization_closure (ancestor, descendant, depth) values (${ancestor}, ${id}, ${depth})`.execute(
          db,
        );
    }
  });
