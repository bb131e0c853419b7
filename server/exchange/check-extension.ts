import type { Issue } from '#engine/issue.ts';
import { getPath } from '#engine/json.ts';
import { problem } from '#engine/problem.ts';
import type { ExchangeDefinition, ExchangeMessage } from '#engine/schema/types.gen.ts';
import { daysBetween, isCivilDate, toCivilDate, toDay } from '#engine/time.ts';
import type { EffectWork } from '../command/effect/effect.ts';
import { one } from '../storage/db.ts';
import { numberOf } from './buffer-days.ts';

/** More time is asked for before the due day, no oftener than allowed, and for no longer than the first term. */
export const checkExtension = async (
  { unit, record }: EffectWork,
  { extension }: ExchangeDefinition,
  { key }: ExchangeMessage,
): Promise<void> => {
  if (extension === undefined || extension.message !== key) return;
  const path = `/${extension.asked.replaceAll('.', '/')}`;
  const asked = getPath(record.data, extension.asked);
  const due = getPath(record.data, extension.due);
  if (!isCivilDate(asked) || !isCivilDate(due)) throw refuse({ path, code: 'required' });
  if (toCivilDate(unit.context.now) > due) throw refuse({ path: '', code: 'exchange.extensionLate', params: { due } });
  if (asked <= due) throw refuse({ path, code: 'exchange.extensionEarlier', params: { due } });
  const given = Number(getPath(record.data, extension.count) ?? 0);
  const times = await numberOf(unit, extension.times, record.row);
  if (times !== undefined && given >= times)
    throw refuse({ path: '', code: 'exchange.extensionTimes', params: { times } });
  const first = await one<{ start_at: string; due_at: string | null }>(
    unit.db,
    'select start_at, due_at from clock where record_id = ? and deadline = ? order by round limit 1',
    [record.row.id, extension.deadline],
  );
  if (first?.due_at == null) return;
  const longest = daysBetween(toDay(first.start_at), toDay(first.due_at));
  if (daysBetween(due, asked) > longest)
    throw refuse({ path, code: 'exchange.extensionLong', params: { days: longest } });
};

const refuse = (issue: Issue) => problem('action-not-available', { issues: [issue] });
