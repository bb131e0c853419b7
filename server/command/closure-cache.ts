import type { Catalog, CompiledModule } from '#engine/definition/catalog.ts';
import { buildClosure, closureOf } from '#engine/definition/closure.ts';
import { canonicalJson } from '#engine/json.ts';
import { Problem } from '#engine/problem.ts';
import { asJson, type Db, insertRow } from '../storage/db.ts';
import type { Storage } from '../storage/storage.ts';
import type { ClosureCache } from './context.ts';
import { hashText } from './hash.ts';

/** Keeps the modules that open records pin, and knows which closures of a catalog are stored. */
export const createClosureCache = (): ClosureCache => {
  const compiled = new WeakMap<Catalog, Map<string, CompiledModule>>();
  const stored = new WeakMap<Catalog, Map<string, string>>();
  const current = new WeakMap<Catalog, Map<string, string>>();

  const hashOf = (catalog: Catalog, module: string): string => {
    const known = current.get(catalog) ?? new Map<string, string>();
    current.set(catalog, known);
    const hash = known.get(module) ?? hashText(canonicalJson(closureOf(catalog, module).manifest));
    known.set(module, hash);
    return hash;
  };
  return {
    get: async (db, catalog, module, hash) => {
      const known = compiled.get(catalog) ?? new Map<string, CompiledModule>();
      compiled.set(catalog, known);
      const ready = known.get(hash);
      if (ready !== undefined) return ready;
      const isCurrent = catalog.definitions.module.has(module) && hashOf(catalog, module) === hash;
      const made = isCurrent ? catalog.module(module) : await loadClosure(db, catalog, hash);
      known.set(hash, made);
      return made;
    },
    pin: async (storage, catalog, module) => {
      const known = stored.get(catalog) ?? new Map<string, string>();
      stored.set(catalog, known);
      const ready = known.get(module);
      if (ready !== undefined) return ready;
      const hash = hashOf(catalog, module);
      await storeClosure(storage, { hash, module, content: canonicalJson(closureOf(catalog, module).manifest) });
      known.set(module, hash);
      return hash;
    },
    stored: (catalog, module) => stored.get(catalog)?.get(module),
  };
};

const loadClosure = async (db: Db, catalog: Catalog, hash: string): Promise<CompiledModule> => {
  const row = await db
    .selectFrom('closure')
    .innerJoin('blob', 'blob.hash', 'closure.manifest')
    .select('blob.content')
    .where('closure.hash', '=', hash)
    .executeTakeFirst();
  if (row === undefined) throw new Error(`closure ${hash} is not stored`);
  const manifest = asJson<Record<string, string>>(row.content);
  const wanted = [...new Set(Object.values(manifest))];
  const blobs = await db.selectFrom('blob').selectAll().where('hash', 'in', wanted).execute();
  const contents = new Map(blobs.map((blob) => [blob.hash, blob.content]));
  const files = new Map(Object.entries(manifest).map(([path, blob]) => [path, contents.get(blob) ?? '']));
  const module = buildClosure(files, catalog.definitions);
  if (module === undefined) throw new Error(`closure ${hash} cannot be read`);
  return module;
};

interface NewClosure {
  readonly hash: string;
  readonly module: string;
  readonly content: string;
}

/** Two servers may store the same closure at once; either row serves. */
const storeClosure = async (storage: Storage, closure: NewClosure): Promise<void> => {
  try {
    await insertClosure(storage, closure);
  } catch (error) {
    if (!(error instanceof Problem) || error.slug !== 'already-exists') throw error;
  }
};

const insertClosure = (storage: Storage, { hash, module, content }: NewClosure): Promise<void> =>
  storage.transact(async (db) => {
    const known = await db.selectFrom('closure').select('hash').where('hash', '=', hash).executeTakeFirst();
    if (known !== undefined) return;
    const blob = hashText(content);
    const present = await db.selectFrom('blob').select('hash').where('hash', '=', blob).executeTakeFirst();
    if (present === undefined) await insertRow(db, 'blob', { hash: blob, content });
    await insertRow(db, 'closure', { hash, module, manifest: blob });
  });
