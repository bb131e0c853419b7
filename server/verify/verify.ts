import { invariants } from './list.ts';
import type { Invariant, Offence, World } from './world.ts';

export interface Finding {
  readonly invariant: Pick<Invariant, 'id' | 'title'>;
  readonly offences: readonly Offence[];
  /** Why it was not checked. */
  readonly skipped?: string;
}

/** Checks every invariant (or those named) and gives what was found, in order. */
export const verify = async (world: World, ids?: readonly string[]): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const invariant of invariants.filter(({ id }) => ids === undefined || ids.includes(id))) {
    const skipped = invariant.needs?.(world);
    const offences = skipped === undefined ? await invariant.find(world) : [];
    findings.push({ invariant, offences, ...(skipped !== undefined && { skipped }) });
  }
  return findings;
};
