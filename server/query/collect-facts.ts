import { getPath } from '#engine/json.ts';
import { deriveFacts, type ParameterUse } from '#engine/rule/derive-facts.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { readRecordFact } from '../command/record-judge.ts';
import type { CountedRecords, FactPlace } from './fact/fact-source.ts';
import { findFact } from './fact/find-fact.ts';
import { loadFacts } from './fact/load-facts.ts';

export interface CollectedFacts {
  /** By the names the rule set declares; a missing fact is absent. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** By fact, the child records it was counted from. */
  readonly counted: Readonly<Record<string, CountedRecords>>;
  /** The parameters that facts were taken from. */
  readonly parameters: readonly ParameterUse[];
}

/** All facts a rule set declares, for one record at one moment. */
export const collectFacts = async (
  place: FactPlace,
  ruleSet: Pick<RuleSetDefinition, 'facts'>,
): Promise<CollectedFacts> => {
  const loader = loadFacts(place);
  const given: Record<string, unknown> = {};
  const counted: Record<string, CountedRecords> = {};
  for (const [name, fact] of Object.entries(ruleSet.facts)) {
    const found = await findFact(loader, fact);
    if (found === undefined) continue;
    given[name] = found.value;
    if (found.records !== undefined) counted[name] = found.records;
  }
  const asksParameters = Object.values(ruleSet.facts).some(({ parameter }) => parameter !== undefined);
  const readRecord = readRecordFact(place.record, place);
  const parameters: ParameterUse[] = [];
  const facts = deriveFacts(ruleSet, {
    read: (path) => (path.startsWith('input.') ? getPath(place.input, path.slice('input.'.length)) : readRecord(path)),
    parameters: place.catalog.definitions.parameter,
    calendars: place.catalog.definitions.calendar,
    regime: place.record.row.regime,
    given,
    used: (use) => void parameters.push(use),
    ...(asksParameters && { organizationChain: await loader.chain() }),
  });
  return { facts, counted, parameters };
};
