import { problem } from '#engine/problem.ts';
import { requireSystem } from '../../query/require-system.ts';
import { rulesAskedOf } from '../../query/rule/list-switches.ts';
import { run } from '../../storage/db.ts';
import { putRuleSwitch } from '../../storage/rule-runs.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../event.ts';
import { runCommand } from '../run-command.ts';

export interface SwitchRule {
  readonly key: string;
  readonly on: boolean;
  readonly reason?: string;
  readonly idempotencyKey?: string;
}

/**
 * An operator switches a rule set off, or on again; what it has decided stays. Who was asked by a task to look at one that
 * failed may switch it on too.
 */
export const switchRule = async (context: Context, { idempotencyKey, ...input }: SwitchRule): Promise<void> => {
  const { key, on, reason = '' } = input;
  if (!on || !(await rulesAskedOf(context)).has(key)) requireSystem(context, 'operations');
  if (!context.catalog.definitions.ruleset.has(key)) throw problem('not-found');
  const command = { route: 'switch-rule', body: input, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  await runCommand(context, command, async (unit) => {
    const { actor, now } = unit.context;
    const state = on ? ('on' as const) : ('off' as const);
    await putRuleSwitch(unit.db, { ruleset: key, state, failures: 0, reason, by_account: actor.id, at: now });
    if (on)
      await run(
        unit.db,
        "update task set state = 'done', done_at = ?, done_by = ? where record_id = '' and action = ? and state = 'open'",
        [now, actor.id, key],
      );
    await appendEvent(unit, {
      type: 'rule.switched',
      organization: actor.organization,
      data: { ruleset: key, state, reason },
    });
  });
};
