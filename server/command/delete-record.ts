import { problem } from '#engine/problem.ts';
import { one } from '../storage/db.ts';
import { numbersOf, voidNumber } from '../storage/numbers.ts';
import { deleteRecord as removeRecord } from '../storage/records.ts';
import type { Context } from './context.ts';
import { appendEvent } from './event.ts';
import { noteBalance } from './note-balance.ts';
import { type OpenRecord, openRecord } from './open-record.ts';
import { runCommand } from './run-command.ts';
import type { Unit } from './unit.ts';

export interface DeleteRecord {
  readonly module: string;
  readonly id: string;
  readonly idempotencyKey?: string;
}

/** Removes a draft that never left its first state; whatever was submitted, numbered on paper or built upon stays. */
export const deleteRecord = async (
  context: Context,
  { idempotencyKey, ...input }: DeleteRecord,
): Promise<{ readonly id: string }> => {
  const command = { route: 'delete-record', body: input, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  return await runCommand(context, command, async (unit) => {
    const record = await openRecord(unit, input, { operation: 'delete' });
    const { id, module, version, organization, root_id: root, state } = record.row;
    if (!(await isDraft(unit, record)))
      throw problem('action-not-available', { issues: [{ path: '', code: 'workflow.notDraft' }] });
    if (record.row.owner !== context.actor.id) throw problem('not-permitted', { issues: [ownersOnly] });
    for (const number of await numbersOf(unit.db, id)) await voidNumber(unit.db, number.id, 'record.deleted');
    await removeRecord(unit.db, { module, id, version: Number(version) });
    noteBalance(unit, record.row);
    await appendEvent(unit, {
      type: 'record.deleted',
      record: { id, root },
      organization,
      data: { module, from: state },
    });
    return { id };
  });
};

const ownersOnly = { path: '', code: 'access.operation', params: { operation: 'delete' } };

/** In its first state, never anywhere else, without papers, files or records below it. */
const isDraft = async (unit: Unit, { row, module }: OpenRecord): Promise<boolean> => {
  if (row.state !== module.workflow.initial) return false;
  const built = await one(
    unit.db,
    "select 1 as found from entry where record_id = ? and state = 'frozen' union all select 1 from document where record_id = ? union all select 1 from file_link where record_id = ? union all select 1 from record where parent_id = ? limit 1",
    [row.id, row.id, row.id, row.id],
  );
  return built === undefined;
};
