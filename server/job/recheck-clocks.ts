import { nearestDue, recompute, refreshDue } from '../command/clock.ts';
import type { Context } from '../command/context.ts';
import { appendEvent } from '../command/event.ts';
import { runCommand } from '../command/run-command.ts';
import type { ClockRow } from '../storage/clocks.ts';
import { all, one } from '../storage/db.ts';
import { findHeader } from '../storage/records.ts';

/** Due dates that rested on a year without a calendar are computed again once the year's calendar is there. */
export const recheckClocks = async (context: Context): Promise<void> => {
  const clocks = await all<ClockRow>(
    context.storage.read,
    "select * from clock where provisional = 1 and state = 'running'",
  );
  for (const { id } of clocks) await recheck(context, id);
};

const recheck = (context: Context, id: string): Promise<void> =>
  runCommand(context, { route: 'recheck-clock', body: { id } }, async (unit) => {
    const read = () => one<ClockRow>(unit.db, 'select * from clock where id = ?', [id]);
    const before = await read();
    if (before?.state !== 'running') return;
    await recompute(unit, before);
    const after = await read();
    if (after === undefined || (after.due_at === before.due_at && Number(after.provisional) === 1)) return;
    await refreshDue(unit, before.record_id);
    const header = await findHeader(unit.db, before.record_id);
    await appendEvent(unit, {
      type: 'clock.recomputed',
      record: { id: before.record_id, root: before.root_id },
      organization: header?.organization ?? '',
      data: {
        deadline: before.deadline,
        from: before.due_at,
        to: after.due_at,
        next: await nearestDue(unit, before.record_id),
      },
    });
  });
