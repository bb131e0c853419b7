import { toCivilDate } from '#engine/time.ts';
import { switchedOff } from '../../storage/rule-runs.ts';
import type { Context } from '../context.ts';
import { runCommand } from '../run-command.ts';
import { queueRun } from './start-run.ts';

/** After many records of a module came at once: the rule sets that wait for its changes decide about all their subjects. */
export const runOverModule = async (context: Context, module: string): Promise<void> => {
  const waiting = [...context.catalog.definitions.ruleset.values()].filter(
    ({ subject, trigger, enabled }) =>
      subject !== undefined && enabled !== false && trigger.changed?.some((one) => one.module === module),
  );
  if (waiting.length === 0) return;
  const off = await switchedOff(context.storage.read);
  const asOf = toCivilDate(context.now);
  await runCommand(context, { route: 'run-over-module', body: { module } }, async (unit) => {
    for (const { key } of waiting) if (!off.has(key)) await queueRun(unit, { ruleset: key, asOf, cause: 'import' });
  });
};
