import type { JsonText } from './column-types.ts';
import { type Db, insertText, later } from './db.ts';
import { insertElements, updateElements } from './element-rows.ts';
import { columnValues, type Layout } from './module-layout.ts';
import type { RecordTable } from './tables.ts';

/** A record's data: as text, and the same parsed where the caller has it at hand. */
export interface StoredData {
  readonly text: JsonText;
  readonly data: unknown;
}

export type ModuleHeader = Pick<
  RecordTable,
  'id' | 'organization' | 'root_id' | 'parent_id' | 'state' | 'owner' | 'version' | 'created_at' | 'modified_at'
>;

/** The columns every module's table has beside those of its layout. */
export const headerColumns = [
  'id',
  'organization',
  'root_id',
  'parent_id',
  'state',
  'owner',
  'version',
  'created_at',
  'modified_at',
] as const;

/** The row of a new record in its module's table. */
export const insertModuleRow = async (
  db: Db,
  layout: Layout,
  header: ModuleHeader,
  stored: StoredData,
): Promise<void> => {
  const columns = [...headerColumns, 'layout', ...layout.columns.map(({ name }) => name), 'data'];
  const values = headerColumns.map((column) => header[column]);
  await later(db, insertText(layout.table, columns), [
    ...values,
    layout.id,
    ...columnValues(layout, stored.data),
    stored.text,
  ]);
  await insertElements(db, [...layout.elements.values()], header, stored.data);
};

/** The row as it was read under lock. */
export interface ModuleRowBefore {
  /** The layout the row names. */
  readonly layout: string | undefined;
  readonly state: string;
  readonly owner: string;
  readonly data: unknown;
}

/**
 * Writes a record's row anew. Columns that stay as they were are left out where the row was written with the same layout,
 * so that the indexes over them are left alone.
 */
export const updateModuleRow = async (
  db: Db,
  layout: Layout,
  row: Pick<ModuleHeader, 'id' | 'state' | 'owner' | 'version' | 'modified_at'>,
  stored: StoredData,
  before?: ModuleRowBefore,
): Promise<void> => {
  const next = columnValues(layout, stored.data);
  const kept = before?.layout === layout.id ? columnValues(layout, before.data) : undefined;
  const set = next.flatMap((value, index) => {
    const name = layout.columns[index]?.name;
    return name === undefined || (kept !== undefined && kept[index] === value) ? [] : [[name, value] as const];
  });
  const marker = kept === undefined ? [['layout', layout.id] as const] : [];
  const columns = [
    ...(['state', 'owner'] as const).flatMap((name) =>
      before?.[name] === row[name] ? [] : [[name, row[name]] as const],
    ),
    ['version', row.version],
    ['modified_at', row.modified_at],
    ...marker,
    ...set,
    ['data', stored.text],
  ] as const;
  const text = `update \`${layout.table}\` set ${columns.map(([name]) => `\`${name}\` = ?`).join(', ')} where \`id\` = ?`;
  await later(db, text, [...columns.map(([, value]) => value), row.id]);
  await updateElements(db, [...layout.elements.values()], row, {
    before: kept === undefined ? undefined : before,
    data: stored.data,
  });
};
