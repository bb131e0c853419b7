import type { ConditionTrace } from '#engine/condition/trace.ts';
import { pathOf } from '#engine/definition/kinds.ts';
import type { Issue } from '#engine/issue.ts';
import { canonicalJson } from '#engine/json.ts';
import { evaluateRuleSet } from '#engine/rule/evaluate.ts';
import type { DecidedOutcome, RuleSet, RuleSetResult } from '#engine/rule/rule-set.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { ruleTree } from '../query/code-tree.ts';
import { type CollectedFacts, collectFacts } from '../query/collect-facts.ts';
import type { Db } from '../storage/db.ts';
import { insertDecision } from '../storage/decisions.ts';
import { switchedOff } from '../storage/rule-runs.ts';
import type { Context } from './context.ts';
import { hashJson } from './hash.ts';
import type { OpenRecord } from './open-record.ts';
import { parameterVersions } from './parameter-versions.ts';
import { lawDateOf } from './regime.ts';
import { idFor, type Unit } from './unit.ts';

type Decided = Pick<OpenRecord, 'row' | 'module' | 'data'>;

export interface Guarding {
  readonly record: Decided;
  readonly rulesets: readonly string[];
  readonly input: Readonly<Record<string, unknown>>;
  /** Told of a rule set that fails, which then says nothing; without it the failure is thrown. */
  readonly failed?: (ruleSet: string, error: unknown) => Promise<void>;
}

/** What one rule set said, with all it was said from. */
export interface Verdict {
  readonly ruleSet: RuleSetDefinition;
  readonly lawDate: string;
  readonly collected: CollectedFacts;
  readonly result: RuleSetResult;
}

/**
 * Asks rule sets about a record as it stands; nothing is stored. A rule set that is not declared, or switched off, says
 * nothing.
 */
export const askGuards = async (context: Context, db: Db, guarding: Guarding): Promise<readonly Verdict[]> => {
  const verdicts: Verdict[] = [];
  const off = await switchedOff(db);
  for (const key of new Set(guarding.rulesets)) {
    const ruleSet = context.catalog.definitions.ruleset.get(key);
    if (ruleSet === undefined || off.has(key)) continue;
    const verdict = await attempt(context, db, guarding, ruleSet);
    if (verdict !== undefined) verdicts.push(verdict);
  }
  return verdicts;
};

const attempt = async (
  context: Context,
  db: Db,
  guarding: Guarding,
  ruleSet: RuleSetDefinition,
): Promise<Verdict | undefined> => {
  try {
    return await ask(context, db, guarding, ruleSet);
  } catch (error) {
    if (guarding.failed === undefined || isOfDatabase(error)) throw error;
    await guarding.failed(ruleSet.key, error);
    return undefined;
  }
};

/** A lock, a full disk, a lost connection: no fault of the rule set. */
const isOfDatabase = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^(SQLITE_(BUSY|IOERR|FULL)|ER_LOCK|PROTOCOL_|ECONN)/.test(String(error.code));

const ask = async (
  context: Context,
  db: Db,
  { record, input }: Guarding,
  ruleSet: RuleSetDefinition,
): Promise<Verdict> => {
  const { catalog, now, actor } = context;
  const { dialect } = context.storage;
  const place = { db, catalog, dialect, module: record.module, record, input, now, actor: actor.id };
  const collected = await collectFacts(place, ruleSet);
  const lawDate = lawDateOf(record.module, record.data, now);
  const options = { regime: record.row.regime, date: lawDate, tree: ruleTree(catalog, record.module, ruleSet) };
  return { ruleSet, lawDate, collected, result: await evaluateRuleSet(ruleSet as RuleSet, collected.facts, options) };
};

/** Keeps a decision with the definition, facts and trace that made it, so that it can be made again. */
export const storeVerdict = async (
  unit: Unit,
  record: Decided,
  action: string | null,
  verdict: Verdict,
): Promise<void> => {
  const { catalog, now } = unit.context;
  const { ruleSet, collected, result } = verdict;
  const path = pathOf('ruleset', ruleSet.key, ruleSet.module);
  const made = {
    ruleset: ruleSet.key,
    release: catalog.release,
    action,
    law_date: verdict.lawDate,
    inputs: canonicalJson({
      facts: collected.facts,
      counted: collected.counted,
      parameters: parameterVersions(catalog, collected.parameters),
      regime: record.row.regime,
      definition: catalog.hashes.get(path) ?? '',
    }),
    trace: canonicalJson(result.trace),
    outcome: canonicalJson(result.outcomes),
    semantics: result.operatorSemantics,
  };
  await insertDecision(unit.db, { id: idFor(unit), record_id: record.row.id, ...made, hash: hashJson(made), at: now });
};

/** An outcome in the words of its rule; one that could not be decided names what is missing. */
export const issueOf = ({ ruleSet, result }: Verdict, outcome: DecidedOutcome): Issue => {
  const rule = ruleSet.rules.find(({ key }) => key === outcome.rule);
  const title = rule?.title ?? ruleSet.title;
  const common = {
    ruleset: ruleSet.key,
    key: outcome.rule,
    rule: title,
    ...(outcome.basis && { basis: outcome.basis }),
  };
  if (outcome.unknown) {
    const trace = result.trace.find((one) => one.rule === outcome.rule)?.condition;
    const names = new Set(trace ? unknownFacts(trace) : []);
    const facts = [...names].map((name) => ruleSet.facts[name]?.title ?? name);
    return { path: '', code: 'workflow.ruleUnknown', params: { ...common, facts } };
  }
  const message = outcome.message && { message: outcome.message };
  return { path: '', code: 'workflow.ruleBlocks', params: { ...common, ...message } };
};

const unknownFacts = (trace: ConditionTrace): readonly string[] => {
  if (trace.result !== null) return [];
  if (trace.items !== undefined) return trace.items.flatMap(unknownFacts);
  const other = trace.expectedFact !== undefined && trace.expected === null ? [trace.expectedFact] : [];
  return trace.fact !== undefined && trace.actual === null ? [trace.fact, ...other] : other;
};
