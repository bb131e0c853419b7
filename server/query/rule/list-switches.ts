import type { SwitchedOffRule } from '#engine/rule/switched-off.ts';
import type { Context } from '../../command/context.ts';
import { shownReason } from '../../command/rule/failure-reason.ts';
import { all } from '../../storage/db.ts';
import type { RuleSwitchRow } from '../../storage/rule-runs.ts';
import { namesOf } from '../names-of.ts';
import { holdsSystem } from '../require-system.ts';

/** Rule sets that this person was asked by a task to look at. */
export const rulesAskedOf = async ({ storage, actor }: Context): Promise<ReadonlySet<string>> => {
  const rows = await all<{ action: string }>(
    storage.read,
    "select action from task where record_id = '' and account = ? and state = 'open' and action is not null",
    [actor.id],
  );
  return new Set(rows.map(({ action }) => action));
};

/**
 * The rule sets that are switched off, by the breaker or by an operator: all of them for who reads definitions or
 * operates, else those this person was asked to look at.
 */
export const listSwitches = async (context: Context): Promise<readonly SwitchedOffRule[]> => {
  const { definitions } = context.catalog;
  const asked = await rulesAskedOf(context);
  const operates = holdsSystem(context, 'operations');
  const seesAll = operates || holdsSystem(context, 'definitionsRead');
  const rows = await all<RuleSwitchRow>(
    context.storage.read,
    "select * from rule_switch where state = 'off' order by at desc, ruleset",
  );
  const name = await namesOf(
    context,
    rows.map(({ by_account }) => by_account),
  );
  return rows
    .filter(({ ruleset }) => seesAll || asked.has(ruleset))
    .map(({ ruleset, reason, failures, at, by_account }) => {
      const definition = definitions.ruleset.get(ruleset);
      return {
        ruleset,
        title: definition?.title ?? { zh: ruleset },
        moduleTitle: definitions.module.get(definition?.module ?? '')?.title ?? null,
        overMany: definition?.subject !== undefined,
        reason: shownReason(reason),
        failures: Number(failures),
        at,
        by: name(by_account),
        maySwitch: operates || asked.has(ruleset),
      };
    });
};
