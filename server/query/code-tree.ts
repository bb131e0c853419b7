import type { DescendantsOf } from '#engine/condition/condition.ts';
import type { Catalog } from '#engine/definition/catalog.ts';

/** The ancestor and everything below it in the code list of a field of the module. */
export const codeTree =
  (catalog: Catalog, module: string): DescendantsOf =>
  (fact, ancestor) => {
    const codes = catalog.module(module).fields.get(fact)?.codes;
    const items = (codes && catalog.definitions.codes.get(codes)?.items) || [];
    const found = new Set([ancestor]);
    for (let size = 0; size !== found.size; ) {
      size = found.size;
      for (const item of items) if (item.parent !== undefined && found.has(item.parent)) found.add(item.code);
    }
    return found;
  };
