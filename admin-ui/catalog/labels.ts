import type { FactType } from '#engine/condition/condition.ts';
import type { Catalog, CompiledModule, ModuleField } from '#engine/definition/catalog.ts';
import { momentFacts, systemFacts } from '#engine/definition/facts.ts';
import type { ExplainLabels } from '#engine/rule/explain.ts';
import type { CodesDefinition, RuleSetDefinition, Title } from '#engine/schema/types.gen.ts';

/** The language people read and this interface's words in it. */
export interface Speech {
  readonly language: 'zh' | 'en';
  readonly messages: Readonly<Record<string, string>>;
}

export const titleIn = (title: Title | undefined, language: Speech['language']): string =>
  title === undefined ? '' : ((language === 'en' ? title.en : undefined) ?? title.zh);

const moduleOf = (catalog: Catalog, key: string): CompiledModule | undefined => {
  try {
    return catalog.module(key);
  } catch {
    return undefined;
  }
};

/** The field at a path of a module's records; `input.<path>` is found by the path inside its form. */
export const fieldAt = (catalog: Catalog, module: string, path: string): ModuleField | undefined => {
  const fields = moduleOf(catalog, module)?.fields;
  if (!path.startsWith('input.')) return fields?.get(path);
  const inner = path.slice('input.'.length);
  const found = [...(fields ?? [])].find(([full]) => full === inner || full.endsWith(`.${inner}`));
  return found?.[1];
};

/** What people call a field of a module, or a fact of the platform such as `$state`; its path where it has no title. */
export const fieldLabel = (catalog: Catalog, module: string, path: string, speech: Speech): string =>
  titleIn(fieldAt(catalog, module, path)?.title, speech.language) || (speech.messages[`fact.${path}`] ?? path);

const typeOf = (catalog: Catalog, module: string, path: string): FactType =>
  fieldAt(catalog, module, path)?.type ?? systemFacts[path] ?? momentFacts[path] ?? 'text';

/** The words of a code: of its list, or of a regime, state or module where the fact is one of the platform's. */
export const codeLabel = (list: CodesDefinition | undefined, code: string, language: Speech['language']) =>
  titleIn(list?.items.find((item) => item.code === code)?.title, language) || undefined;

const platformValue = (catalog: Catalog, module: string, path: string, id: string): Title | undefined => {
  if (path === '$regime') return catalog.definitions.regime.get(id)?.title;
  if (path === '$module') return catalog.definitions.module.get(id)?.title;
  if (path === '$state') return moduleOf(catalog, module)?.workflow.states[id]?.title;
  return undefined;
};

/** Titles and types for the facts of conditions over records of a module (workflows, documents, reports). */
export const recordLabels = (catalog: Catalog, module: string, speech: Speech): ExplainLabels => ({
  fact: (path) => ({ title: fieldLabel(catalog, module, path, speech), type: typeOf(catalog, module, path) }),
  value: (path, id) =>
    titleIn(platformValue(catalog, module, path, id), speech.language) ||
    codeLabel(catalog.definitions.codes.get(fieldAt(catalog, module, path)?.codes ?? ''), id, speech.language),
});

/** Titles and types for the declared facts of a rule set. */
export const ruleSetLabels = (catalog: Catalog, ruleSet: RuleSetDefinition, speech: Speech): ExplainLabels => {
  const record = recordLabels(catalog, ruleSet.record ?? '', speech);
  return {
    fact: (name) => ({ title: factTitle(catalog, ruleSet, name, speech), type: ruleSet.facts[name]?.type ?? 'text' }),
    value: (name, id) => {
      const fact = ruleSet.facts[name];
      const list = fact?.codes === undefined ? undefined : catalog.definitions.codes.get(fact.codes);
      return (
        codeLabel(list, id, speech.language) ?? (fact?.field === undefined ? undefined : record.value?.(fact.field, id))
      );
    },
  };
};

/** The declared title of a fact, else what it is taken from: parameter, field, child records, clock, document. */
const factTitle = (catalog: Catalog, ruleSet: RuleSetDefinition, name: string, speech: Speech): string => {
  const { language } = speech;
  const fact = ruleSet.facts[name];
  const { definitions } = catalog;
  if (fact === undefined) return name;
  const own =
    titleIn(fact.title, language) ||
    titleIn(definitions.parameter.get(fact.parameter ?? '')?.title, language) ||
    titleIn(definitions.deadline.get(fact.clock?.deadline ?? '')?.title, language) ||
    titleIn(definitions.document.get(fact.document?.document ?? '')?.title, language) ||
    titleIn(definitions.module.get(fact.aggregate?.module ?? '')?.title, language);
  if (own !== '') return own;
  return fact.field === undefined ? name : fieldLabel(catalog, ruleSet.record ?? '', fact.field, speech);
};
