import { pathOf } from '#engine/definition/kinds.ts';
import { canonicalJson } from '#engine/json.ts';
import { insertDecision } from '../../storage/decisions.ts';
import { hashJson } from '../hash.ts';
import { parameterVersions } from '../parameter-versions.ts';
import { idFor, type Unit } from '../unit.ts';
import type { SubjectWork } from './subject-work.ts';

/** Keeps what was decided about a subject with everything it was decided from; the answer is its id. */
export const storeSubjectDecision = async (unit: Unit, work: SubjectWork, record: string): Promise<string> => {
  const { catalog, ruleSet, subject, result, asOf, run } = work;
  const path = pathOf('ruleset', ruleSet.key, ruleSet.module);
  const id = idFor(unit);
  const about = {
    subject: { group: subject.group, each: subject.each?.id ?? null },
    definition: catalog.hashes.get(path) ?? '',
    parameters: parameterVersions(catalog, work.parameters),
  };
  const own = {
    facts: subject.facts,
    counted: subject.counted,
    ...(subject.each && { each: { id: subject.each.id, version: subject.each.version } }),
  };
  const made = {
    ruleset: ruleSet.key,
    release: catalog.release,
    action: null,
    law_date: asOf,
    inputs: canonicalJson(run === undefined ? { ...about, ...own } : { ...about, run }),
    trace: canonicalJson(result.trace),
    outcome: canonicalJson(result.outcomes),
    semantics: result.operatorSemantics,
  };
  await insertDecision(unit.db, { id, record_id: record, ...made, hash: hashJson(made), at: unit.context.now });
  return id;
};
