import type { FactType } from '#engine/condition/condition.ts';
import type { CompiledModule } from '#engine/definition/catalog.ts';
import { systemFacts } from '#engine/definition/facts.ts';
import { fieldLabel, type Speech } from '../catalog/labels.ts';
import type { Pack } from '../catalog/pack.ts';
import type { ReferenceOption } from './reference-options.ts';

/** Which fields of a module's records may be chosen. */
export interface FieldQuestion {
  readonly module: string;
  /** Facts every record has (`$state` …) too. */
  readonly system?: boolean | undefined;
  /** Only fields of these types. */
  readonly types?: readonly FactType[] | undefined;
}

/** The fields of a module by what people call them; fields that share a name show the form they are of. */
export const fieldOptions = (
  pack: Pick<Pack, 'catalog'>,
  { module, system = false, types }: FieldQuestion,
  speech: Speech,
): ReferenceOption[] => {
  const compiled = moduleIn(pack, module);
  const fits = (type: FactType) => types === undefined || types.includes(type);
  const fields = [...(compiled?.fields ?? [])].flatMap(([path, { type }]) => (fits(type) ? [path] : []));
  const facts = system ? Object.keys(systemFacts).filter((name) => fits(systemFacts[name] ?? 'text')) : [];
  const options = [...fields, ...facts].map((path) => {
    const label = fieldLabel(pack.catalog, module, path, speech);
    return { value: path, label, search: `${label} ${path}`.toLowerCase() };
  });
  return options;
};

const moduleIn = ({ catalog }: Pick<Pack, 'catalog'>, key: string): CompiledModule | undefined => {
  try {
    return catalog.module(key);
  } catch {
    // A module that does not compile is a finding of the checks.
    return undefined;
  }
};
