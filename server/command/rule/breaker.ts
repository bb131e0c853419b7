import { Problem } from '#engine/problem.ts';
import type { RuleSetDefinition } from '#engine/schema/types.gen.ts';
import { findRuleSwitch, putRuleSwitch } from '../../storage/rule-runs.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { runCommand } from '../run-command.ts';
import { failureReason } from './failure-reason.ts';
import { tellOwner } from './tell-owner.ts';

/** After this many failures one after the other a rule set is switched off. */
const failuresAllowed = 3;

/**
 * Does the work of a rule set. A failure is counted and thrown on; with the last one allowed the rule set is switched off
 * and its owner is told. What goes well makes it forget.
 */
export const guarded = async <T>(context: Context, ruleSet: RuleSetDefinition, work: () => Promise<T>): Promise<T> => {
  try {
    const done = await work();
    await forget(context, ruleSet.key);
    return done;
  } catch (error) {
    if (!isPassing(error)) await countFailure(context, ruleSet, error);
    throw error;
  }
};

/** Somebody else was faster, somebody ended it, or the database was away: no fault of the rule set. */
const isPassing = (error: unknown): boolean =>
  error instanceof Problem &&
  (['record-stale', 'storage-full', 'outcome-unknown', 'not-available'].includes(error.slug) ||
    error.issues.some(({ code }) => code === 'work-cancelled'));

const forget = async (context: Context, key: string): Promise<void> => {
  const known = await findRuleSwitch(context.storage.read, key);
  if (known === undefined || Number(known.failures) === 0 || known.state === 'off') return;
  await context.storage.transact((db) => putRuleSwitch(db, { ...known, failures: 0, reason: null, at: context.now }));
};

export const countFailure = (context: Context, ruleSet: RuleSetDefinition, error: unknown): Promise<void> =>
  runCommand(context, { route: 'rule-failed', body: { ruleset: ruleSet.key } }, async (unit) => {
    const { now, actor } = unit.context;
    const known = await findRuleSwitch(unit.db, ruleSet.key);
    if (known?.state === 'off') return;
    const failures = Number(known?.failures ?? 0) + 1;
    const state = failures >= failuresAllowed ? ('off' as const) : ('on' as const);
    const reason = failureReason(error);
    await putRuleSwitch(unit.db, { ruleset: ruleSet.key, state, failures, reason, by_account: actor.id, at: now });
    if (state === 'on') return;
    await appendEvent(unit, {
      type: 'rule.broken',
      organization: actor.organization,
      data: { ruleset: ruleSet.key, failures, reason },
    });
    await tellOwner(unit, ruleSet, 'rule-broken');
  });
