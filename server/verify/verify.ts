import { invariants } from './list.ts';
import type { Found, Invariant, World } from './world.ts';

export interface Finding extends Found {
  readonly invariant: Pick<Invariant, 'id' | 'title'>;
  /** Why it was not checked. */
  readonly skipped?: string;
}

/** Checks every invariant (or those named) and gives what was found, in order. */
export const verify = async (world: World, ids?: readonly string[]): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const invariant of invariants.filter(({ id }) => ids === undefined || ids.includes(id))) {
    const skipped = invariant.needs?.(world);
    const found = skipped === undefined ? await invariant.find(world) : [];
    const { offences, notes } = 'offences' in found ? found : { offences: found, notes: [] };
    findings.push({ invariant, offences, notes, ...(skipped !== undefined && { skipped }) });
  }
  return findings;
};
