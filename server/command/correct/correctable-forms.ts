import type { WorkflowAction } from '#engine/schema/types.gen.ts';
import { editFormsOf } from '#engine/workflow/editable.ts';
import { all } from '../../storage/db.ts';
import type { OpenRecord } from '../open-record.ts';
import type { Unit } from '../unit.ts';

/** The forms of a record that lie locked and that the action may correct, in the order it names them. */
export const correctableForms = async (
  unit: Unit,
  { row, module }: OpenRecord,
  { correct }: WorkflowAction,
): Promise<readonly string[]> => {
  if (correct === undefined) return [];
  const editable = editFormsOf(module.workflow, row.state);
  const rows = await all<{ form: string }>(unit.db, 'select distinct form from entry where record_id = ?', [row.id]);
  const filled = new Set(rows.map(({ form }) => form));
  return correct.forms.filter((form) => filled.has(form) && !editable.includes(form));
};
