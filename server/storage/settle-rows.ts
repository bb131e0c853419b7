import { all, type Db, insertRow, later, run } from './db.ts';
import { updateElements } from './element-rows.ts';
import { columnValues, type Layout, partsOf } from './module-layout.ts';
import type { Storage } from './storage.ts';

/** Told now and then while a big table is gone through. */
export type Progress = (table: string, rows: number) => void;

const together = 200;
const tellEvery = 10_000;

interface Row {
  readonly id: string;
  readonly version: number;
  readonly layout: string;
  readonly data: unknown;
}

const parsed = (data: unknown): unknown => {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
};

/** Layouts by table, with the columns each has. */
export const knownLayouts = async (db: Db): Promise<Map<string, Map<string, ReadonlySet<string>>>> => {
  const known = new Map<string, Map<string, ReadonlySet<string>>>();
  const rows = await all<{ table_name: string; layout: string; columns: string }>(db, 'select * from `module_layout`');
  for (const { table_name, layout, columns } of rows) {
    const of = known.get(table_name) ?? new Map<string, ReadonlySet<string>>();
    known.set(table_name, of.set(layout, new Set(columns.split('\n'))));
  }
  return known;
};

/** Must stand before the first row names the layout. */
export const noteLayout = async (storage: Storage, layout: Layout): Promise<void> => {
  const { table, id } = layout;
  if ((await knownLayouts(storage.read)).get(table)?.has(id)) return;
  const row = { table_name: table, layout: id, columns: partsOf(layout).join('\n') };
  try {
    await storage.transact((db) => insertRow(db, 'module_layout', row));
  } catch (error) {
    // Another process may have been faster.
    if (!(await knownLayouts(storage.read)).get(table)?.has(id)) throw error;
  }
};

/** Layouts whose rows lack a column of this one; '' stands for rows that no release has written. */
export const staleLayouts = (
  layout: Layout,
  known: ReadonlyMap<string, ReadonlySet<string>> | undefined,
): readonly string[] => [
  '',
  ...[...(known ?? [])]
    .filter(([id, columns]) => id !== layout.id && !partsOf(layout).every((name) => columns.has(name)))
    .map(([id]) => id),
];

const statementOf = ({ table, columns }: Layout): string =>
  `update \`${table}\` set ${columns.map(({ name }) => `\`${name}\` = ?, `).join('')}\`layout\` = ? where \`id\` = ? and \`version\` = ? and \`layout\` = ?`;

/** Rows that somebody has written since they were read are left to him, or to the next turn. */
const settleBatch = async (db: Db, layout: Layout, rows: readonly Row[]): Promise<void> => {
  const statement = statementOf(layout);
  const elements = [...layout.elements.values()];
  for (const row of rows) {
    const { id, version, layout: was } = row;
    const data = parsed(row.data);
    const values = [...columnValues(layout, data), layout.id, id, version, was];
    if (elements.length === 0) await later(db, statement, values);
    else if ((await run(db, statement, values)) > 0)
      await updateElements(db, elements, { id, version: Number(version) }, { before: undefined, data });
  }
};

const rowsWhere = (db: Db, { table }: Layout, where: string, values: readonly unknown[]): Promise<Row[]> =>
  all<Row>(
    db,
    `select \`id\`, \`version\`, \`layout\`, \`data\` from \`${table}\` where ${where} limit ${together}`,
    values,
  );

/**
 * Gives each row of another layout the columns of this one, a few hundred in a transaction, until none is left. Whoever
 * breaks it off has done no harm: what is left still names its old layout.
 */
export const settleRows = async (
  storage: Storage,
  layout: Layout,
  stale: readonly string[],
  progress?: Progress,
): Promise<number> => {
  const where = `\`layout\` in (${stale.map(() => '?').join(', ')})`;
  return await settleAll(storage, layout, progress, (db) => rowsWhere(db, layout, where, stale));
};

/** The same for every row, whatever it says: after an older version wrote rows without knowing of layouts. */
export const settleEveryRow = async (storage: Storage, layout: Layout, progress?: Progress): Promise<number> => {
  let last = '';
  return await settleAll(storage, layout, progress, async (db) => {
    const rows = await rowsWhere(db, layout, '`id` > ? order by `id`', [last]);
    last = rows.at(-1)?.id ?? last;
    return rows;
  });
};

const settleAll = async (
  storage: Storage,
  layout: Layout,
  progress: Progress | undefined,
  next: (db: Db) => Promise<readonly Row[]>,
): Promise<number> => {
  for (let done = 0; ; ) {
    const rows = await next(storage.read);
    if (rows.length === 0) return done;
    await storage.transact((db) => settleBatch(db, layout, rows));
    const told = Math.floor(done / tellEvery);
    done += rows.length;
    if (Math.floor(done / tellEvery) > told) progress?.(layout.table, done);
  }
};
