import { instantParts, toCivilDate } from '#engine/time.ts';
import type { Context } from '../command/context.ts';
import { queueRun } from '../command/rule/start-run.ts';
import { runCommand } from '../command/run-command.ts';
import { all } from '../storage/db.ts';
import { switchedOff } from '../storage/rule-runs.ts';

/** Starts what runs once a day, as soon as its time of the day has come. */
export const dailyRuns = async (context: Context): Promise<void> => {
  const { catalog, now, storage } = context;
  const today = toCivilDate(now);
  const { hour, minute } = instantParts(now);
  const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const due = [...catalog.definitions.ruleset.values()].filter(
    ({ subject, trigger, enabled }) =>
      subject !== undefined && enabled !== false && trigger.daily !== undefined && trigger.daily <= clock,
  );
  if (due.length === 0) return;
  const off = await switchedOff(storage.read);
  const begun = new Set(
    (
      await all<{ ruleset: string }>(storage.read, "select ruleset from rule_run where cause = 'daily' and as_of = ?", [
        today,
      ])
    ).map(({ ruleset }) => ruleset),
  );
  for (const { key } of due) {
    if (off.has(key) || begun.has(key)) continue;
    await runCommand(context, { route: 'daily-run', body: { key, today } }, (unit) =>
      queueRun(unit, { ruleset: key, asOf: today, cause: 'daily' }),
    );
  }
};
