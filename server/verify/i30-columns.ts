import { all, asJson, type Db } from '../storage/db.ts';
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

const same = (found: unknown, wanted: string | number | null): boolean =>
  found === null || found === undefined ? wanted === null : wanted !== null && String(found) === String(wanted);

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

const brokenRows = async (db: Db, table: Table): Promise<Offence[]> => {
  const broken: Offence[] = [];
  const name = table.layout.table;
  for (let last = ''; ; ) {
    const rows = await all<Row>(db, `select * from \`${name}\` where \`id\` > ? order by \`id\` limit ${page}`, [last]);
    for (const row of rows) {
      const reason = faultOf(table, row);
      if (reason !== undefined) broken.push({ table: name, row: String(row.id), reason });
    }
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
