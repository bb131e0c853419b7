import type { CompiledModule } from '#engine/definition/catalog.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { titled } from '../../runtime-ui/words.ts';
import type { Pack } from '../catalog/pack.ts';
import { ruleSetFactChoices } from '../condition-editor/fact-choice.ts';
import type { ReferenceOption } from '../field/reference-options.ts';
import { speech } from '../words.ts';

/** Something to choose by its words, found by its key too. */
export const option = (value: string, label: string): ReferenceOption => ({
  value,
  label: label || value,
  search: `${label} ${value}`.toLowerCase(),
});

/** The declared facts of a rule set; with `types`, those of some types. */
export const factOptions = (
  pack: Pack,
  ruleSet: RuleSetDefinition,
  types?: readonly string[],
): readonly ReferenceOption[] =>
  ruleSetFactChoices(pack.catalog, ruleSet, speech())
    .filter(({ type }) => types === undefined || types.includes(type))
    .map(({ name, title }) => option(name, title));

export const actionOptions = (module: CompiledModule | undefined): readonly ReferenceOption[] =>
  Object.entries(module?.workflow.actions ?? {}).map(([key, { title }]) => option(key, titled(title)));

export const stateOptions = (module: CompiledModule | undefined): readonly ReferenceOption[] =>
  Object.entries(module?.workflow.states ?? {}).map(([key, { title }]) => option(key, titled(title)));
