import type { Issue } from '#engine/issue.ts';
import { proposedFor } from '../../storage/corrections.ts';
import { correctableForms } from '../correct/correctable-forms.ts';
import type { OpenRecord } from '../open-record.ts';
import type { Unit } from '../unit.ts';

/** What holds up actions that correct: nothing of theirs lies locked here, or another correction waits for its sign-off. */
export const correctionBlocks = async (
  unit: Unit,
  record: OpenRecord,
  actions: readonly string[],
): Promise<ReadonlyMap<string, readonly Issue[]>> => {
  const blocks = new Map<string, readonly Issue[]>();
  for (const key of actions) {
    const action = record.module.workflow.actions[key];
    if (action?.correct === undefined) continue;
    if ((await proposedFor(unit.db, record.row.id)) !== undefined)
      blocks.set(key, [{ path: '', code: 'correct.running' }]);
    else if ((await correctableForms(unit, record, action)).length === 0)
      blocks.set(key, [{ path: '', code: 'correct.nothingLocked' }]);
  }
  return blocks;
};
