import { all, asJson, type Db } from '../storage/db.ts';
import { elementColumns, elementRows } from '../storage/element-rows.ts';
import { columnValues, completeModules, type Layout, layoutOf } from '../storage/module-layout.ts';
import { knownLayouts, staleLayouts } from '../storage/settle-rows.ts';
import { type Invariant, needsCatalog, type Offence } from './world.ts';

const page = 500;

type Row = Readonly<Record<string, unknown>>;
interface Table {
  readonly layout: Layout;
  readonly stale: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
}

/** The driver of SQLite reads integers that a double does not hold as the nearest it does. */
const same = (found: unknown, wanted: string | number | null): boolean => {
  if (found === null || found === undefined || wanted === null) return (found ?? null) === wanted;
  return typeof found === 'number' && !Number.isSafeInteger(found)
    ? found === Number(wanted)
    : String(found) === String(wanted);
};

const faultOf = ({ layout, stale, known }: Table, row: Row): string | undefined => {
  const marker = String(row.layout);
  // Such a row waits for its columns and says so.
  if (stale.has(marker)) return undefined;
  if (!known.has(marker)) return `it names a layout that is not known: ${marker}`;
  let data: unknown;
  try {
    data = asJson(row.data);
  } catch {
    return 'its data is not JSON';
  }
  const wanted = columnValues(layout, data);
  const wrong = layout.columns.findIndex(({ name }, index) => !same(row[name], wanted[index] ?? null));
  const name = layout.columns[wrong]?.name;
  return name === undefined
    ? undefined
    : `${name} is ${JSON.stringify(row[name])}, its data says ${JSON.stringify(wanted[wrong])}`;
};

/** Rows beside the record that are not what its data says, by the record. */
const brokenElements = async (db: Db, { layout, stale }: Table, rows: readonly Row[]): Promise<Offence[]> => {
  const broken: Offence[] = [];
  const settled = rows.filter(({ layout: marker }) => !stale.has(String(marker)));
  if (settled.length === 0) return broken;
  const marks = settled.map(() => '?').join(', ');
  const ids = settled.map(({ id }) => id);
  for (const table of layout.elements.values()) {
    const names = elementColumns(table);
    const found = await all<Row>(db, `select * from \`${table.name}\` where \`id\` in (${marks})`, ids);
    const byId = Map.groupBy(found, ({ id }) => String(id));
    const textOf = (values: readonly unknown[]) =>
      values.map((value) => (value === null ? null : String(value))).join('|');
    for (const { id, version, data } of settled) {
      const wanted = elementRows(table, String(id), Number(version), asJson(data)).map(textOf).sort();
      const held = (byId.get(String(id)) ?? []).map((row) => textOf(names.map((name) => row[name]))).sort();
      if (JSON.stringify(held) !== JSON.stringify(wanted))
        broken.push({
          table: table.name,
          row: String(id),
          reason: `holds ${held.join()}, its data says ${wanted.join()}`,
        });
    }
  }
  return broken;
};

const brokenRows = async (db: Db, table: Table): Promise<Offence[]> => {
  const broken: Offence[] = [];
  const name = table.layout.table;
  for (let last = ''; ; ) {
    const rows = await all<Row>(db, `select * from \`${name}\` where \`id\` > ? order by \`id\` limit ${page}`, [last]);
    for (const row of rows) {
      const reason = faultOf(table, row);
      if (reason !== undefined) broken.push({ table: name, row: String(row.id), reason });
    }
    if (broken.length === 0) broken.push(...(await brokenElements(db, table, rows)));
    const end = rows.at(-1);
    if (end === undefined) return broken;
    last = String(end.id);
  }
};

export const i30: Invariant = {
  id: 'I30',
  title: 'the columns of a module say what the data of its records says',
  needs: needsCatalog,
  find: async ({ db, dialect, catalog }) => {
    const layouts = await knownLayouts(db);
    const broken: Offence[] = [];
    for (const module of catalog === undefined ? [] : completeModules(catalog)) {
      const layout = layoutOf(dialect, module);
      const known = layouts.get(layout.table);
      // A module nobody has prepared has no table.
      if (known === undefined) continue;
      const stale = new Set(staleLayouts(layout, known));
      broken.push(...(await brokenRows(db, { layout, stale, known: new Set(known.keys()) })));
    }
    return broken;
  },
};
