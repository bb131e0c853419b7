import type { Issue } from '../issue.ts';
import type { WorkflowDefinition } from '../schema/types.gen.ts';
import type { ApartFrom } from './apart.ts';
import type { ApprovalRun } from './approval-run.ts';
import type { Person, Subject } from './fits.ts';
import type { DutyDone } from './four-eyes.ts';
import type { NeedFacts } from './needs.ts';
import type { Judge } from './transition.ts';

/** Everything an answer about the actions of one record for one person rests on. */
export interface Situation {
  readonly workflow: WorkflowDefinition;
  readonly state: string;
  readonly person: Person;
  readonly subject: Subject;
  readonly judge: Judge;
  /** The open runs by action. */
  readonly runs: ReadonlyMap<string, ApprovalRun>;
  /** Within the whole root record. */
  readonly duties: readonly DutyDone[];
  /** Records that keep persons away, by the field that names them; `ownRecord` is this one. */
  readonly apart?: ReadonlyMap<string, ApartFrom>;
  readonly needs: NeedFacts;
  /** What the guards of an action say; only those that block. */
  readonly blocks: ReadonlyMap<string, readonly Issue[]>;
}
