import type { Catalog } from '#engine/definition/catalog.ts';
import type { FactDeclaration, RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { fieldLabel, type Speech, titleIn } from '../catalog/labels.ts';

const put = (template: string | undefined, params: Readonly<Record<string, string>>): string =>
  (template ?? '').replaceAll(/\{(\w+)\}/g, (_place, name: string) => params[name] ?? '');

/** When a rule set is asked: the actions and forms that trigger it, and whether on demand. */
export const triggerText = (catalog: Catalog, { trigger, record }: RuleSetDefinition, speech: Speech): string => {
  const { language, messages } = speech;
  const workflow = [...catalog.definitions.workflow.values()].find((one) => one.module === record);
  const actions = (trigger.actions ?? []).map((key) => titleIn(workflow?.actions[key]?.title, language) || key);
  const forms = (trigger.forms ?? []).map((key) => titleIn(catalog.definitions.form.get(key)?.title, language) || key);
  return [
    ...actions.map((name) => put(messages['trigger.action'], { name })),
    ...forms.map((name) => put(messages['trigger.form'], { name })),
    ...(trigger.demand ? [messages['trigger.demand'] ?? ''] : []),
  ].join(messages.comma);
};

/** Where a fact comes from, in words. */
export const factSource = (
  catalog: Catalog,
  ruleSet: RuleSetDefinition,
  fact: FactDeclaration,
  speech: Speech,
): string => {
  const { language, messages } = speech;
  const { definitions } = catalog;
  const field = (path: string) => fieldLabel(catalog, ruleSet.record ?? '', path, speech);
  if (fact.field !== undefined) return put(messages['source.field'], { name: field(fact.field), path: fact.field });
  if (fact.parameter !== undefined) {
    const name = titleIn(definitions.parameter.get(fact.parameter)?.title, language) || fact.parameter;
    return put(messages['source.parameter'], { name, at: fact.at === undefined ? '' : field(fact.at) });
  }
  if (fact.aggregate !== undefined) {
    const { function: by, module, field: summed } = fact.aggregate;
    const name = titleIn(definitions.module.get(module)?.title, language) || module;
    const what = summed === undefined ? '' : fieldLabel(catalog, module, summed, speech);
    return put(messages['source.aggregate'], { name, by: messages[`aggregate.${by}`] ?? by, field: what });
  }
  if (fact.clock !== undefined)
    return put(messages['source.clock'], {
      name: titleIn(definitions.deadline.get(fact.clock.deadline)?.title, language),
    });
  if (fact.document !== undefined)
    return put(messages['source.document'], {
      name: titleIn(definitions.document.get(fact.document.document)?.title, language),
    });
  return messages[fact.calculate === undefined ? 'source.organization' : 'source.calculate'] ?? '';
};
