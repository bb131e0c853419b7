import type { FactType } from '#engine/condition/condition.ts';
import type { Catalog, CompiledModule } from '#engine/definition/catalog.ts';
import { momentFacts, recordFacts } from '#engine/definition/facts.ts';
import type { FactDeclaration, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import type { Choice } from '../../runtime-ui/value/choices.ts';
import { fieldLabel, ruleSetLabels, type Speech, titleIn } from '../catalog/labels.ts';

/** A fact that can be asked for, by what people call it. */
export interface FactChoice {
  readonly name: string;
  readonly title: string;
  readonly type: FactType;
  /** The heading it stands under. */
  readonly group: string;
  /** The list its codes come from. */
  readonly codes?: string;
  /** The values it can have, where no list of codes holds them. */
  readonly choices?: readonly Choice[];
}

export const moduleIn = (catalog: Catalog, key: string | undefined): CompiledModule | undefined => {
  try {
    return key === undefined || key === '' ? undefined : catalog.module(key);
  } catch {
    return undefined;
  }
};

/** The fields of a module's records, what every record has, and with `moment` the day and the person. */
export const recordFactChoices = (
  catalog: Catalog,
  key: string,
  speech: Speech,
  options: { readonly moment?: boolean; readonly id?: boolean } = {},
): FactChoice[] => {
  const module = moduleIn(catalog, key);
  if (module === undefined) return [];
  const types = {
    ...recordFacts(module),
    ...(options.id && { $id: 'record' as const }),
    ...(options.moment && momentFacts),
  };
  return Object.entries(types)
    .map(([name, type]): FactChoice => {
      const field = module.fields.get(name);
      const choices = platformChoices(catalog, module, name, speech);
      return {
        name,
        type,
        title: fieldLabel(catalog, key, name, speech),
        group: groupOf(catalog, module, name, speech),
        ...(field?.codes !== undefined && { codes: field.codes }),
        ...(choices !== undefined && { choices }),
      };
    })
    .sort((a, b) => Number(a.name.startsWith('$')) - Number(b.name.startsWith('$')));
};

const groupOf = (catalog: Catalog, module: CompiledModule, name: string, { language, messages }: Speech): string => {
  if (Object.hasOwn(momentFacts, name)) return messages['condition-editor.moment'] ?? '';
  if (name.startsWith('$')) return messages['condition-editor.record'] ?? '';
  const form = module.fields.get(name)?.form;
  return (
    titleIn(catalog.definitions.form.get(form ?? '')?.title, language) || titleIn(module.definition.title, language)
  );
};

const platformChoices = (
  catalog: Catalog,
  module: CompiledModule,
  name: string,
  { language }: Speech,
): readonly Choice[] | undefined => {
  if (name === '$state')
    return Object.entries(module.workflow.states).map(([value, { title }]) => ({
      value,
      label: titleIn(title, language),
    }));
  const of =
    name === '$regime' ? catalog.definitions.regime : name === '$module' ? catalog.definitions.module : undefined;
  return of && [...of.values()].map((one) => ({ value: one.key, label: titleIn(one.title, language) }));
};

/** The sources of facts in the order in which they are offered. */
const sources = [
  'field',
  'measure',
  'aggregate',
  'lookup',
  'each',
  'group',
  'parameter',
  'clock',
  'document',
  'calculate',
  'accrue',
  'likeness',
  'organization',
] as const;
export type FactSource = (typeof sources)[number];

/** Where a declared fact is taken from. */
export const sourceOf = (fact: FactDeclaration): FactSource =>
  sources.find((source) => fact[source] !== undefined) ?? 'calculate';

/** The declared facts of a rule set, under what they are taken from. */
export const ruleSetFactChoices = (catalog: Catalog, ruleSet: RuleSetDefinition, speech: Speech): FactChoice[] => {
  const labels = ruleSetLabels(catalog, ruleSet, speech);
  const record = new Map(
    recordFactChoices(catalog, ruleSet.record ?? '', speech, { moment: true }).map((choice) => [choice.name, choice]),
  );
  return Object.entries(ruleSet.facts)
    .map(([name, fact]): FactChoice & { readonly rank: number } => {
      const source = sourceOf(fact);
      const own = record.get(fact.field ?? '');
      const codes = fact.codes ?? parameterCodes(catalog, fact) ?? own?.codes;
      return {
        name,
        type: fact.type,
        title: labels.fact(name).title,
        group: speech.messages[`condition-editor.source.${source}`] ?? source,
        rank: sources.indexOf(source),
        ...(codes !== undefined && { codes }),
        ...(own?.choices !== undefined && { choices: own.choices }),
      };
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ rank: _rank, ...choice }) => choice);
};

const parameterCodes = (catalog: Catalog, { parameter }: FactDeclaration): string | undefined =>
  parameter === undefined ? undefined : catalog.definitions.parameter.get(parameter)?.codes;
