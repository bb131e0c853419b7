import type { Catalog, ModuleField } from '#engine/definition/catalog.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';

type FieldNamer = (path: string) => ModuleField | undefined;

/** What a decision of a rule set takes its words from: the fields of its record, of the record it is asked for, of levels. */
export const fieldNames = (catalog: Catalog, { record, subject }: RuleSetDefinition) => {
  const namer = (module: string | undefined): FieldNamer | undefined =>
    module !== undefined && catalog.definitions.module.has(module)
      ? (path) => catalog.module(module).fields.get(path)
      : undefined;
  return {
    field: namer(record),
    each: namer(subject?.each?.module),
    levels: (module: string, field: string) => namer(module)?.(field)?.codes,
  };
};
