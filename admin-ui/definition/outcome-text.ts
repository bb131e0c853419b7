import type { Catalog } from '#engine/definition/catalog.ts';
import { isObject } from '#engine/json.ts';
import type { Rule, RuleOutcome } from '#engine/schema/types.gen.ts';
import { valueWords } from '../catalog/condition-words.ts';
import { recordLabels, type Speech, titleIn } from '../catalog/labels.ts';

/** What a rule does when it holds, in words: its message, or the field it sets. */
export const outcomeText = (
  catalog: Catalog,
  record: string,
  outcome: Pick<RuleOutcome, 'message' | 'field' | 'value'>,
  speech: Speech,
): string => {
  if (outcome.field === undefined) return titleIn(outcome.message, speech.language);
  const labels = recordLabels(catalog, record, speech);
  const { title, type } = labels.fact(outcome.field);
  const fact = isObject(outcome.value) && typeof outcome.value.fact === 'string' ? outcome.value.fact : undefined;
  const value = fact ?? valueWords({ fact: outcome.field, type }, outcome.value, labels, speech);
  return `${title} ${speech.messages.becomes} ${value}`;
};

/** What a rule is called: its title, else what it does. */
export const ruleTitle = (catalog: Catalog, record: string, rule: Rule, speech: Speech): string =>
  titleIn(rule.title, speech.language) || outcomeText(catalog, record, rule.outcome, speech) || rule.key;
