import { updateRuleImpact } from '../../storage/rule-impacts.ts';
import { findRuleSwitch } from '../../storage/rule-runs.ts';
import type { Context } from '../context.ts';
import { queueRun } from '../rule/start-run.ts';
import { runCommand } from '../run-command.ts';
import { previewSweeps, type SweepsPreview, storedImpacts } from './preview-sweeps.ts';

export interface DraftImpact {
  readonly id: string;
  readonly ruleset: string;
  readonly asOf: string;
}

/** The impact a draft is published with: what was shown last for this content, computed now where nobody looked. */
export const impactsBefore = async (context: Context, preview: SweepsPreview): Promise<readonly DraftImpact[]> => {
  const known = await storedImpacts(context, preview);
  if (known.length > 0) return known.map(({ id, ruleset, as_of }) => ({ id, ruleset, asOf: as_of }));
  return await previewSweeps(context, preview);
};

/** After the draft became a release: each rule set whose impact was shown decides anew, to be compared with it. */
export const runAfterRelease = async (
  context: Context,
  release: string,
  impacts: readonly DraftImpact[],
): Promise<void> => {
  for (const { id, ruleset, asOf } of impacts) {
    const off = (await findRuleSwitch(context.storage.read, ruleset))?.state === 'off';
    await runCommand(context, { route: 'release-run', body: { id, release } }, async (unit) => {
      const run = off ? null : await queueRun(unit, { ruleset, asOf, cause: 'release', release });
      await updateRuleImpact(unit.db, id, { release, run_id: run });
    });
  }
};
