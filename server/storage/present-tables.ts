import { all } from './db.ts';
import type { Storage } from './storage.ts';

/** What is there of one module's table. */
export interface Present {
  readonly columns: ReadonlySet<string>;
  /** Columns of an older version, which the database computed by itself. */
  readonly generated: ReadonlySet<string>;
  /** Characters of bounded columns on MariaDB. */
  readonly widths: ReadonlyMap<string, number>;
  /** Index → its columns. */
  readonly indexes: ReadonlyMap<string, readonly string[]>;
}

export const none: Present = { columns: new Set(), generated: new Set(), widths: new Map(), indexes: new Map() };

/** What is there, by table, from the catalogue of the database. */
export const presentTables = async ({ dialect, read }: Storage): Promise<Map<string, Present>> => {
  const columns = await all<{ t: string; c: string; g: number; w: number | null }>(
    read,
    dialect === 'sqlite'
      ? "select m.name as t, x.name as c, x.hidden > 1 as g, null as w from sqlite_master m join pragma_table_xinfo(m.name) x where m.type = 'table' and (m.name like 'm\\_%' escape '\\' or m.name like 'e\\_%' escape '\\')"
      : "select table_name as t, column_name as c, extra like '%GENERATED%' as g, case data_type when 'varchar' then character_maximum_length end as w from information_schema.columns where table_schema = database() and (table_name like 'm\\_%' or table_name like 'e\\_%')",
  );
  const indexes = await all<{ t: string; i: string; c: string }>(
    read,
    dialect === 'sqlite'
      ? "select m.tbl_name as t, m.name as i, x.name as c from sqlite_master m join pragma_index_info(m.name) x where m.type = 'index' and (m.tbl_name like 'm\\_%' escape '\\' or m.tbl_name like 'e\\_%' escape '\\') order by m.name, x.seqno"
      : "select table_name as t, index_name as i, column_name as c from information_schema.statistics where table_schema = database() and (table_name like 'm\\_%' or table_name like 'e\\_%') order by index_name, seq_in_index",
  );
  const tables = new Map<
    string,
    {
      columns: Set<string>;
      generated: Set<string>;
      widths: Map<string, number>;
      indexes: Map<string, readonly string[]>;
    }
  >();
  for (const { t, c, g, w } of columns) {
    const table = tables.get(t) ?? {
      columns: new Set(),
      generated: new Set(),
      widths: new Map(),
      indexes: new Map(),
    };
    tables.set(t, table);
    table.columns.add(c);
    if (Number(g) === 1) table.generated.add(c);
    if (w !== null) table.widths.set(c, Number(w));
  }
  for (const { t, i, c } of indexes) {
    const found = tables.get(t)?.indexes;
    found?.set(i, [...(found.get(i) ?? []), c]);
  }
  return tables;
};
