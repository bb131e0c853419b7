import { effectsOf } from '#engine/definition/walk.ts';
import type { Context } from './context.ts';

/** Stores, before the transaction begins, the closures that records of the module, or records it creates, may pin. */
export const pinClosures = async (context: Context, module: string): Promise<void> => {
  const { catalog, services, storage } = context;
  const { definitions } = catalog;
  if (!definitions.module.has(module)) return;
  const made = effectsOf(catalog.module(module).workflow).flatMap(({ value }) =>
    value.type === 'create' && definitions.module.has(value.module) ? [value.module] : [],
  );
  for (const key of new Set([module, ...made]))
    if (services.closures.stored(catalog, key) === undefined) await services.closures.pin(storage, catalog, key);
};
