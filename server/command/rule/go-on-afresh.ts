import { impactOfRun, updateRuleImpact } from '../../storage/rule-impacts.ts';
import { type RuleRunRow, updateRuleRun } from '../../storage/rule-runs.ts';
import type { Context } from '../context.ts';
import { runCommand } from '../run-command.ts';
import { queueRun } from './start-run.ts';

/**
 * A run that ended in the middle of carrying out goes on as another: what was decided so far rests on its inputs, which
 * must stay as they are, and what they led to has changed what would be found now.
 */
export const goOnAfresh = (context: Context, run: RuleRunRow): Promise<void> =>
  runCommand(context, { route: 'run-interrupted', body: { run: run.id } }, async (unit) => {
    const { id, ruleset, as_of: asOf, cause, release } = run;
    const next = await queueRun(unit, { ruleset, asOf, cause, release });
    await updateRuleRun(unit.db, id, { state: 'interrupted', finished_at: unit.context.now, error: null });
    const impact = await impactOfRun(unit.db, id);
    if (impact !== undefined) await updateRuleImpact(unit.db, impact.id, { run_id: next });
  });
