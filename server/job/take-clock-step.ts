import { messages } from '#engine/message/messages.ts';
import { fill } from '#engine/message/translate.ts';
import type { DeadlineDefinition, Title, Who } from '#engine/schema/types.gen.ts';
import { actByPlatform } from '../command/act-by-platform.ts';
import { askedAccounts } from '../command/asked.ts';
import type { ClockStep } from '../command/clock-steps.ts';
import type { Context } from '../command/context.ts';
import { appendEvent } from '../command/event.ts';
import { lapseClock } from '../command/lapse-clock.ts';
import { subjectOf } from '../command/open-record.ts';
import { runCommand } from '../command/run-command.ts';
import { idFor, type Unit } from '../command/unit.ts';
import type { ClockRow } from '../storage/clocks.ts';
import { one } from '../storage/db.ts';
import { insertMessage } from '../storage/messages.ts';
import { findHeader, type RecordHeader } from '../storage/records.ts';

/**
 * A clock reaches a warning step, or its due time passes: those its deadline names are told, once. A step of a due time
 * that no longer holds (extended, paused, met) says nothing.
 */
export const takeClockStep = (context: Context, step: ClockStep): Promise<unknown> =>
  runCommand(context, { route: 'clock-step', idempotencyKey: keyOf(step), body: step }, async (unit) => {
    const clock = await one<ClockRow>(unit.db, 'select * from clock where id = ?', [step.clock]);
    if (clock?.state !== 'running' || clock.due_at !== step.due) return null;
    const deadline = context.catalog.definitions.deadline.get(clock.deadline);
    const header = await findHeader(unit.db, clock.record_id);
    if (deadline === undefined || header === undefined) return null;
    const passed = step.step === 'passed';
    const { to, text } = passed ? whenPassed(deadline) : whenNear(deadline, Number(step.step), step.due);
    const asked = await askedAccounts(unit, to, await subjectOf(unit, header));
    for (const account of asked) await tell(unit, account, clock.record_id, text);
    await appendEvent(unit, {
      type: passed ? 'clock.passed' : 'clock.warned',
      record: { id: clock.record_id, root: clock.root_id },
      organization: header.organization,
      data: { deadline: clock.deadline, due: step.due, told: asked },
    });
    // Last: it may move the record on, and everybody is told of what it was before.
    if (passed) {
      await lapseClock(unit, clock, deadline);
      await actWhenPassed(unit, header, deadline);
    }
    return null;
  });

const actWhenPassed = async (unit: Unit, { module, id }: RecordHeader, deadline: DeadlineDefinition): Promise<void> => {
  const action = deadline.whenPassed?.action;
  if (action !== undefined) await actByPlatform(unit, { module, id }, { action, told: { deadline: deadline.key } });
};

const keyOf = ({ clock, due, step }: ClockStep): string => `${clock}/${due}/${step}`;

interface Telling {
  readonly to: readonly Who[];
  readonly text: Title;
}

const whenPassed = ({ whenPassed: said, title }: DeadlineDefinition): Telling => ({
  to: said?.to ?? [],
  text: said?.message ?? words('workflow.deadlinePassed', { deadline: title }),
});

const whenNear = ({ warn, title }: DeadlineDefinition, index: number, due: string): Telling => ({
  to: warn?.[index]?.to ?? [],
  text: words('workflow.deadlineNear', { deadline: title, due }),
});

const words = (code: string, params: Readonly<Record<string, unknown>>): Title => ({
  zh: fill(messages.zh[code] ?? code, params, 'zh'),
  en: fill(messages.en[code] ?? code, params, 'en'),
});

const tell = (unit: Unit, account: string, record: string, text: Title): Promise<void> =>
  insertMessage(unit.db, {
    id: idFor(unit),
    account,
    record_id: record,
    text: JSON.stringify(text),
    at: unit.context.now,
  });
