import { problem } from '#engine/problem.ts';
import type { Context } from '../command/context.ts';
import { shownReason } from '../command/rule/failure-reason.ts';
import { findRuleRun, findRuleSwitch, listRuleRuns, type RuleRunRow } from '../storage/rule-runs.ts';
import { requireSystem } from './require-system.ts';
import { percentOf } from './undertaking.ts';

/** A run as people see it; while it runs the counts are how far it is. */
const shown = (
  { storage }: Context,
  { ruleset, as_of, started_by, started_at, finished_at, inputs, definition, ...run }: RuleRunRow,
) => ({
  ...run,
  /** While it runs. */
  percent: percentOf(storage, run.id) ?? null,
  ruleset,
  asOf: as_of,
  startedBy: started_by,
  startedAt: started_at,
  finishedAt: finished_at,
  error: shownReason(run.error),
  inputs,
  definition,
});

/** The runs of a rule set, newest first, and whether it is switched on. */
export const listRuns = async (context: Context, { key }: { readonly key: string }) => {
  requireSystem(context, 'definitionsRead');
  const { read } = context.storage;
  if (!context.catalog.definitions.ruleset.has(key)) throw problem('not-found');
  const found = await findRuleSwitch(read, key);
  const runs = await listRuleRuns(read, key);
  return {
    ruleset: key,
    switch: {
      state: found?.state ?? 'on',
      failures: Number(found?.failures ?? 0),
      reason: shownReason(found?.reason ?? null),
    },
    runs: runs.map((run) => shown(context, run)),
  };
};

export const readRun = async (context: Context, { id }: { readonly id: string }) => {
  requireSystem(context, 'definitionsRead');
  const run = await findRuleRun(context.storage.read, id);
  if (run === undefined) throw problem('not-found');
  return shown(context, run);
};
