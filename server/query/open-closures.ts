import type { Catalog } from '#engine/definition/catalog.ts';
import type { OpenClosure } from '#engine/definition/check/open-closures.ts';
import type { Context } from '../command/context.ts';
import { all, type Db } from '../storage/db.ts';

interface PinRow {
  readonly module: string;
  readonly closure: string;
  readonly count: number;
}

/** A finding names every record up to this many; `count` says how many there are. */
const most = 200;

/**
 * The closures that open records pin, with those records by title, the newest first. `catalog` is the one they would live with:
 * code lists and child modules are taken from it.
 */
export const openClosures = async (context: Context, catalog: Catalog): Promise<OpenClosure[]> => {
  const { read: db } = context.storage;
  const rows = await all<PinRow>(
    db,
    "select module, closure, count(*) as count from record where state_class <> 'terminal' group by module, closure",
  );
  const found: OpenClosure[] = [];
  for (const { module: key, closure, count } of rows) {
    const module = await pinnedModule(context, catalog, key, closure);
    found.push({ key, module, count: Number(count), records: await titles(db, key, closure) });
  }
  return found;
};

const pinnedModule = async (context: Context, catalog: Catalog, key: string, closure: string) => {
  try {
    return await context.services.closures.get(context.storage.read, catalog, key, closure);
  } catch {
    return undefined;
  }
};

const titles = async (db: Db, module: string, closure: string): Promise<string[]> => {
  const rows = await all<{ id: string; title: string }>(
    db,
    "select id, title from record where module = ? and closure = ? and state_class <> 'terminal' order by id desc limit ?",
    [module, closure, most],
  );
  return rows.map(({ id, title }) => (title === '' ? id : `${title} (${id})`));
};
