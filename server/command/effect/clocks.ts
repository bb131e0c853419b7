import { getPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { ValueSource } from '#engine/schema/types.gen.ts';
import { isCivilDate, isInstant, toCivilDate } from '#engine/time.ts';
import { findHeader } from '../../storage/records.ts';
import * as clock from '../clock.ts';
import { recordOfModule } from '../record-of-module.ts';
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

export const pauseClock: RunEffect<'pauseClock'> = (work, { deadline }) =>
  onHolder(work, deadline, (holder) => clock.pauseClock(work.unit, holder, deadline, work.record.row.state));

export const resumeClock: RunEffect<'resumeClock'> = (work, { deadline }) =>
  onHolder(work, deadline, (holder) => clock.resumeClock(work.unit, holder, deadline));

export const extendClock: RunEffect<'extendClock'> = async (work, { deadline, length }) => {
  const more = length && Number(await valueFrom(work, length));
  await onHolder(work, deadline, (holder) =>
    clock.extendClock(work.unit, holder, deadline, Number.isSafeInteger(more) ? more : undefined),
  );
};

/** A clock runs on the record its deadline names, which may lie above the one that is acted on. */
const onHolder = async (
  { unit, record }: EffectWork,
  key: string,
  act: (holder: clock.ClockHolder) => Promise<void>,
): Promise<void> => {
  const module = unit.context.catalog.definitions.deadline.get(key)?.record ?? record.row.module;
  if (module === record.row.module) return await act(record.row);
  const placed = await recordOfModule(unit, record.row, module);
  const holder = placed && (await findHeader(unit.db, placed.id));
  if (holder === undefined) throw problem('not-found', { params: { deadline: key } });
  await act(holder);
  await clock.refreshDue(unit, holder.id);
};

/** What the effect says, else the field the deadline names, else the moment. */
const startOf = async (work: EffectWork, key: string, source: ValueSource | undefined): Promise<string> => {
  const { catalog, now } = work.unit.context;
  const definition = catalog.definitions.deadline.get(key);
  const field = definition?.start?.field;
  if (source === undefined && field === undefined) return toCivilDate(now);
  const value = source === undefined ? getPath(work.record.data, field ?? '') : await valueFrom(work, source);
  if (isCivilDate(value) || isInstant(value)) return value;
  throw problem('action-not-available', {
    issues: [{ path: '', code: 'workflow.noClockStart', params: { deadline: definition?.title ?? key } }],
  });
};
