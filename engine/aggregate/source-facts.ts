import type { FactTypes } from '../condition/condition.ts';
import type { CompiledModule } from '../definition/catalog.ts';
import { recordFacts } from '../definition/facts.ts';

const known = new WeakMap<CompiledModule, FactTypes>();

/** The types of all facts of the rows of an aggregate: those of a record, and its id. */
export const sourceFacts = (module: CompiledModule): FactTypes => {
  const types = known.get(module) ?? { ...recordFacts(module), $id: 'record' };
  known.set(module, types);
  return types;
};
