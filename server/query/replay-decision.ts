import { canonicalJson } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import { factTree } from '#engine/rule/code-tree.ts';
import { evaluateRuleSet } from '#engine/rule/evaluate.ts';
import { expandLadders } from '#engine/rule/expand-ladders.ts';
import type { RuleSet, RuleSetResult } from '#engine/rule/rule-set.ts';
import type { Context } from '../command/context.ts';
import { asJson } from '../storage/db.ts';
import { type DecisionRow, findDecision } from '../storage/decisions.ts';
import type { Storage } from '../storage/storage.ts';
import { ruleTree } from './code-tree.ts';
import { reachRecord } from './read-record.ts';
import { requireSystem } from './require-system.ts';
import { releaseCatalog } from './rule/release-catalog.ts';
import { decisionInputs } from './rule/stored-decision.ts';

export interface Replay {
  /** Whether deciding again gives what was decided, from inputs that are still those it was decided from. */
  readonly same: boolean;
  readonly outcome: RuleSetResult['outcomes'];
  readonly trace: RuleSetResult['trace'];
  readonly stored: { readonly outcome: unknown; readonly trace: unknown; readonly hash: string };
  /** What is no longer as it was stored. */
  readonly altered: readonly string[];
}

/** Decides again with the release, the inputs and the operators of a stored decision. */
export const replayDecision = async (context: Context, { id }: { readonly id: string }): Promise<Replay> => {
  const row = await findDecision(context.storage.read, id);
  if (row === undefined) throw problem('not-found');
  await permit(context, row);
  return await replay(context.storage, row);
};

/** Whoever may read the record may see its decisions made again; those about no record are for keepers of rules. */
const permit = async (context: Context, { record_id: record }: DecisionRow): Promise<void> => {
  if (record === '') return requireSystem(context, 'definitionsRead');
  const header = await context.storage.read
    .selectFrom('record')
    .select('module')
    .where('id', '=', record)
    .executeTakeFirst();
  await reachRecord(context, { module: header?.module ?? '', id: record });
};

/** The same whoever asks; it needs nothing but what is stored. */
export const replay = async (storage: Storage, row: DecisionRow): Promise<Replay> => {
  const catalog = await releaseCatalog(storage, row.release);
  const definition = catalog?.definitions.ruleset.get(row.ruleset);
  if (catalog === undefined || definition === undefined)
    throw problem('not-available', { params: { reason: row.ruleset } });
  const { facts, regime, altered } = await decisionInputs(storage.read, row);
  const ruleSet = expandLadders(definition);
  const tree =
    ruleSet.record === undefined
      ? factTree(catalog.definitions, ruleSet.facts)
      : ruleTree(catalog, catalog.module(ruleSet.record), ruleSet);
  const about = { regime, date: row.law_date, tree, semantics: Number(row.semantics) };
  const result = await evaluateRuleSet(ruleSet as RuleSet, facts, about);
  const stored = { outcome: asJson(row.outcome), trace: asJson(row.trace), hash: row.hash };
  const same =
    altered.length === 0 &&
    canonicalJson(result.outcomes) === canonicalJson(stored.outcome) &&
    canonicalJson(result.trace) === canonicalJson(stored.trace);
  return { same, outcome: result.outcomes, trace: result.trace, stored, altered };
};
