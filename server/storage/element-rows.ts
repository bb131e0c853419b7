import type { Dialect } from '#migrations/ddl.ts';
import { type Db, insertText, later, run } from './db.ts';
import { type ColumnValue, columnValue, columnWidth, cut, type ModuleColumn, valueAt } from './module-columns.ts';

/**
 * A row for each value of a field that holds many, with the columns that are counted beside it, so that an index leads to
 * the records that hold one. Written by the writer of the module's rows and by nothing else; gone with its record.
 */
export interface ElementTable {
  readonly name: string;
  readonly dialect: Dialect;
  /** The field whose values they are. */
  readonly path: readonly string[];
  /** In the order of the index, the value itself before them. */
  readonly columns: readonly ModuleColumn[];
  /** Whether the record's version stands beside them. */
  readonly version: boolean;
}

/** As the elements of a field of codes. */
export const elementColumn: ModuleColumn = { name: 'element', type: 'code', path: [] };

/** The columns of a table in the order of `elementRows`. */
export const elementColumns = ({ columns, version }: ElementTable): string[] => [
  'id',
  elementColumn.name,
  ...(version ? ['version'] : []),
  ...columns.map(({ name }) => name),
];

type Row = readonly ColumnValue[];

/** What a record holds: each value once. */
export const elementRows = (table: ElementTable, id: string, version: number, data: unknown): Row[] => {
  const { dialect, path, columns } = table;
  const list = valueAt(data, path);
  if (!Array.isArray(list)) return [];
  const width = columnWidth(elementColumn);
  const texts = list.filter((item): item is string => typeof item === 'string' && item !== '');
  const values = new Set(texts.map((text) => (dialect === 'mariadb' ? cut(text, width) : text)));
  if (values.size === 0) return [];
  const beside = columns.map((column) => columnValue(dialect, column, data));
  return [...values].map((value) => [id, value, ...(table.version ? [version] : []), ...beside]);
};

interface Written {
  readonly id: string;
  readonly version: number;
}

export const insertElements = async (
  db: Db,
  tables: readonly ElementTable[],
  { id, version }: Written,
  data: unknown,
): Promise<void> => {
  for (const table of tables)
    for (const row of elementRows(table, id, version, data))
      await later(db, insertText(table.name, elementColumns(table)), row);
};

/** Where nothing differs but the version that alone is written. Without `before` it is not known what is there. */
export const updateElements = async (
  db: Db,
  tables: readonly ElementTable[],
  { id, version }: Written,
  { before, data }: { readonly before: { readonly data: unknown } | undefined; readonly data: unknown },
): Promise<void> => {
  for (const table of tables) {
    const next = elementRows(table, id, version, data);
    const was = before && elementRows(table, id, version, before.data);
    if (was !== undefined && JSON.stringify(was) === JSON.stringify(next)) {
      if (table.version && next.length > 0)
        await later(db, `update \`${table.name}\` set \`version\` = ? where \`id\` = ?`, [version, id]);
      continue;
    }
    if (was === undefined || was.length > 0) await run(db, `delete from \`${table.name}\` where \`id\` = ?`, [id]);
    for (const row of next) await later(db, insertText(table.name, elementColumns(table)), row);
  }
};
