import { faultAt, type RowFault } from '#engine/import/build-row.ts';
import { getPath } from '#engine/json.ts';
import type { ImportDefinition } from '#engine/schema/types.gen.ts';
import { isCivilDate, isInstant } from '#engine/time.ts';
import { grantAccess } from '../../storage/access.ts';
import { one } from '../../storage/db.ts';
import { askInState } from '../act/move-record.ts';
import { refreshDue, startClock } from '../clock.ts';
import type { OpenRecord } from '../open-record.ts';
import { refreshTaskDue } from '../task.ts';
import type { Unit } from '../unit.ts';

/**
 * Makes an imported record that is not finished one somebody can go on with: its owner is assigned, the clocks the
 * import declares run from their dates, and the state asks for its tasks and sign-offs. The answer says what is missing.
 */
export const goOn = async (
  unit: Unit,
  record: OpenRecord,
  { definition: { goOn: wanted }, line }: { readonly definition: ImportDefinition; readonly line: number },
): Promise<readonly RowFault[]> => {
  const { row, module, data } = record;
  if (wanted === undefined || row.state_class === 'terminal') return [];
  const { now } = unit.context;
  for (const reason of wanted.assign ?? [])
    await grantAccess(unit.db, { root_id: row.root_id, subject: row.owner, reason, from_at: now });
  const assigned = (wanted.assign ?? []).map((reason) => ({ account: row.owner, reason }));
  record.subject = { ...record.subject, assignments: [...record.subject.assignments, ...assigned] };
  for (const { deadline, start, states } of wanted.clocks ?? []) {
    const from = getPath(data, start);
    if (states?.includes(row.state) === false || !(isCivilDate(from) || isInstant(from))) continue;
    await startClock(unit, row, deadline, { start: from, data });
  }
  await askInState({ unit, record, input: data, fit: { account: row.owner }, warnings: [], created: [] });
  await refreshDue(unit, row.id);
  await refreshTaskDue(unit, row.id);
  const asked = await one(unit.db, "select 1 as one from task where record_id = ? and state = 'open' limit 1", [
    row.id,
  ]);
  if (asked !== undefined) return [];
  const state = module.workflow.states[row.state]?.title ?? row.state;
  return [faultAt(line, '', '', { code: 'import.note.nobody', params: { state } })];
};
