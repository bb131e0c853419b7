import type { Catalog } from '#engine/definition/catalog.ts';
import { effectsOf } from '#engine/definition/walk.ts';
import type { Effect } from '#engine/schema/types.gen.ts';
import type { Context } from './context.ts';

/** Stores, before the transaction begins, the closures that records of the module, or records it creates, may pin. */
export const pinClosures = async (context: Context, module: string): Promise<void> => {
  const { catalog, services, storage } = context;
  const { definitions } = catalog;
  if (!definitions.module.has(module)) return;
  for (const key of pinnedBy(catalog, module))
    if (services.closures.stored(catalog, key) === undefined) await services.closures.pin(storage, catalog, key);
};

const pins = new WeakMap<Catalog, Map<string, readonly string[]>>();

/** The module and those of which its workflow makes records; looked up once for a release. */
const pinnedBy = (catalog: Catalog, module: string): readonly string[] => {
  const known = pins.get(catalog) ?? new Map<string, readonly string[]>();
  pins.set(catalog, known);
  const found = known.get(module);
  if (found !== undefined) return found;
  const made = effectsOf(catalog.module(module).workflow)
    .map(({ value }) => madeBy(catalog, value))
    .filter((key): key is string => key !== undefined && catalog.definitions.module.has(key));
  const keys = [...new Set([module, ...made])];
  known.set(module, keys);
  return keys;
};

/** The module of which an effect makes a record. */
const madeBy = ({ definitions }: Catalog, effect: Effect): string | undefined => {
  if (effect.type === 'create') return effect.module;
  return effect.type === 'forward' ? definitions.exchange.get(effect.exchange)?.order : undefined;
};
