import type { Catalog } from '#engine/definition/catalog.ts';
import { expandLadders } from '#engine/rule/expand-ladders.ts';
import { type ExplainedSection, explainDecision } from '#engine/rule/explain-decision.ts';
import type { RuleTrace } from '#engine/rule/rule-set.ts';
import { asJson } from '../../storage/db.ts';
import type { DecisionRow } from '../../storage/decisions.ts';
import type { Storage } from '../../storage/storage.ts';
import { fieldNames } from './field-names.ts';
import { releaseCatalog } from './release-catalog.ts';
import { type DecisionInputs, decisionInputs } from './stored-decision.ts';

export interface StoredExplanation {
  readonly inputs: DecisionInputs;
  /** In the words of the definitions it was made with; nothing where they are lost. */
  readonly explained: Readonly<Record<'zh' | 'en', readonly ExplainedSection[]>>;
}

/** A stored decision in sentences. */
export const explainStored = async (
  storage: Storage,
  row: DecisionRow,
  current?: Catalog,
): Promise<StoredExplanation> => {
  const inputs = await decisionInputs(storage.read, row);
  const catalog = await releaseCatalog(storage, row.release, current);
  const definition = catalog?.definitions.ruleset.get(row.ruleset);
  if (catalog === undefined || definition === undefined) return { inputs, explained: { zh: [], en: [] } };
  const decision = {
    ruleSet: expandLadders(definition),
    definitions: catalog.definitions,
    lawDate: row.law_date,
    facts: inputs.facts,
    counted: inputs.counted,
    parameters: inputs.parameters,
    trace: asJson<RuleTrace[]>(row.trace),
    ...fieldNames(catalog, definition),
  };
  return { inputs, explained: { zh: explainDecision(decision, 'zh'), en: explainDecision(decision, 'en') } };
};
