import { getPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { ValueSource } from '#engine/schema/types.gen.ts';
import { isCivilDate, isInstant, toCivilDate, toDay } from '#engine/time.ts';
import { all } from '../../storage/db.ts';
import { findHeader } from '../../storage/records.ts';
import * as clock from '../clock.ts';
import * as pause from '../clock-pause.ts';
import { recordOfModule } from '../record-of-module.ts';
import type { Unit } from '../unit.ts';
import type { EffectWork, RunEffect } from './effect.ts';
import { valueFrom } from './value-source.ts';

export const startClock: RunEffect<'startClock'> = async (work, { deadline, start }) => {
  const { unit, record } = work;
  const begin = { start: await startOf(work, deadline, start) };
  await onHolder(work, deadline, (holder) =>
    clock.startClock(unit, holder, deadline, holder === record.row ? { ...begin, data: record.data } : begin),
  );
};

export const stopClock: RunEffect<'stopClock'> = (work, { deadline }) =>
  onHolder(work, deadline, (holder) => clock.stopClock(work.unit, holder, deadline));

export const pauseClock: RunEffect<'pauseClock'> = async (work, { deadline, at }) => {
  const cause = await causeOf(work, deadline, at);
  await onHolder(work, deadline, (holder) => pause.pauseClock(work.unit, holder, deadline, cause));
};

export const resumeClock: RunEffect<'resumeClock'> = async (work, { deadline, at }) => {
  const cause = await causeOf(work, deadline, at);
  await onHolder(work, deadline, (holder) => pause.resumeClock(work.unit, holder, deadline, cause));
};

const causeOf = async (
  work: EffectWork,
  deadline: string,
  source: ValueSource | undefined,
): Promise<pause.PauseCause> => {
  const { id: record, state } = work.record.row;
  if (source === undefined) return { record, state };
  const at = await valueFrom(work, source);
  if (!isCivilDate(at) && !isInstant(at)) throw refuseStart(work, deadline);
  return { record, state, at: toDay(at) };
};

export const extendClock: RunEffect<'extendClock'> = async (work, { deadline, length }) => {
  const more = length && Number(await valueFrom(work, length));
  await onHolder(work, deadline, (holder) =>
    clock.extendClock(work.unit, holder, deadline, Number.isSafeInteger(more) ? more : undefined),
  );
};

/**
 * A clock runs on the record its deadline names: the one that is acted on, one above it, or else all of that module in
 * the family whose clock of it is open.
 */
const onHolder = async (
  { unit, record }: EffectWork,
  key: string,
  act: (holder: clock.ClockHolder) => Promise<void>,
): Promise<void> => {
  const module = unit.context.catalog.definitions.deadline.get(key)?.record ?? record.row.module;
  if (module === record.row.module) return await act(record.row);
  const placed = await recordOfModule(unit, record.row, module);
  const above = placed && (await findHeader(unit.db, placed.id));
  const holders = above === undefined ? await heldInFamily(unit, record.row.root_id, module, key) : [above];
  for (const holder of holders) {
    await act(holder);
    await clock.refreshDue(unit, holder.id);
  }
};

const heldInFamily = (unit: Unit, root: string, module: string, key: string): Promise<clock.ClockHolder[]> =>
  all(
    unit.db,
    "select distinct r.id, r.root_id, r.organization, r.regime from record r join clock c on c.record_id = r.id where r.root_id = ? and r.module = ? and c.deadline = ? and c.state in ('running', 'paused') order by r.id",
    [root, module, key],
  );

/** What the effect says, else the field the deadline names, else the moment. */
const startOf = async (work: EffectWork, key: string, source: ValueSource | undefined): Promise<string> => {
  const { catalog, now } = work.unit.context;
  const definition = catalog.definitions.deadline.get(key);
  const field = definition?.start?.field;
  if (source === undefined && field === undefined) return toCivilDate(now);
  const value = source === undefined ? getPath(work.record.data, field ?? '') : await valueFrom(work, source);
  if (isCivilDate(value) || isInstant(value)) return value;
  throw refuseStart(work, key);
};

const refuseStart = ({ unit }: EffectWork, key: string) => {
  const title = unit.context.catalog.definitions.deadline.get(key)?.title ?? key;
  return problem('action-not-available', {
    issues: [{ path: '', code: 'workflow.noClockStart', params: { deadline: title } }],
  });
};
