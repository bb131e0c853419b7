import { proposedBy, updateCorrection } from '../../storage/corrections.ts';
import type { Unit } from '../unit.ts';

/** What was proposed comes to nothing with the sign-off that it waited for. */
export const endProposal = async (unit: Unit, approval: string): Promise<void> => {
  const row = await proposedBy(unit.db, approval);
  if (row === undefined) return;
  const { now, actor } = unit.context;
  await updateCorrection(unit.db, row.id, { state: 'ended', ended_at: now, ended_by: actor.id });
};
