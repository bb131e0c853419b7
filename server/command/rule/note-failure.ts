import { enqueueJob } from '../../storage/jobs.ts';
import type { Unit } from '../unit.ts';

/** The payload of a job: a rule set failed while somebody acted. */
export interface RuleFailure {
  readonly ruleset: string;
  readonly error: string;
}

/** Has a failure counted, in the transaction of what went on without the rule set. */
export const noteFailure = async (unit: Unit, failure: RuleFailure): Promise<void> => {
  await enqueueJob(unit.db, { kind: 'rule-failed', payload: JSON.stringify(failure), at: unit.context.now });
  unit.jobs = true;
};
